-- Lower limit of a directly standardised rate
-- Reads: macros.directly_standardised_rate, macros.byar_lower
-- Method: DSR + sqrt(Var / O) (L - O), with Var = sum(w^2 O/n^2) / sum(w)^2 and L Byar's lower limit of all events O; Dobson 1991
-- Notes: an aggregate, as directly_standardised_rate. Where a person may have several events, `squared_events` is the sum of
--   the squares of each person's events, which widens the limits; where events are independent it is the events again.
CREATE MACRO macros.directly_standardised_lower(events, squared_events, population, weight, multiplier, level) AS
macros.directly_standardised_rate(events, population, weight, multiplier)
+ multiplier
* sqrt(
    sum(weight ^ 2 * coalesce(squared_events, 0) / nullif(population, 0) ^ 2) / nullif(sum(weight), 0) ^ 2
    / nullif(sum(coalesce(events, 0)), 0)
)
* (macros.byar_lower(sum(coalesce(events, 0)), level) - sum(coalesce(events, 0)));

-- Upper limit of a directly standardised rate
-- Reads: macros.directly_standardised_rate, macros.byar_upper
-- Method: DSR + sqrt(Var / O) (U - O), with Var = sum(w^2 O/n^2) / sum(w)^2 and U Byar's upper limit of all events O; Dobson 1991
-- Notes: as directly_standardised_lower
CREATE MACRO macros.directly_standardised_upper(events, squared_events, population, weight, multiplier, level) AS
macros.directly_standardised_rate(events, population, weight, multiplier)
+ multiplier
* sqrt(
    sum(weight ^ 2 * coalesce(squared_events, 0) / nullif(population, 0) ^ 2) / nullif(sum(weight), 0) ^ 2
    / nullif(sum(coalesce(events, 0)), 0)
)
* (macros.byar_upper(sum(coalesce(events, 0)), level) - sum(coalesce(events, 0)));
