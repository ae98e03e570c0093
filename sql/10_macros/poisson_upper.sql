-- Upper limit of a count of events
-- Reads: macros.byar_upper
-- Method: exact below 10 events (half the chi-square quantile with 2x + 2 degrees of freedom), Byar's approximation from 10
-- Notes: 9 events: 17.085 (exact); 12 events: 20.963 (Byar). See poisson_lower.
CREATE MACRO macros.poisson_upper(x, level) AS
CASE
    WHEN x >= 10 THEN macros.byar_upper(x, level)
    WHEN x >= 0 AND x = floor(
            x
        ) AND level = 95
        THEN [
                3.68887945411394, 5.5716433909389, 7.22468766772396, 8.76727306974232, 10.2415886754037, 11.6683320793227,
                13.0594740225187, 14.4226753617024, 15.7631892201933, 17.0848034514192
            ][x::INTEGER + 1]
    WHEN x >= 0 AND x = floor(x) AND level = 99.8 THEN [
            6.90775527898214, 9.23341347645158, 11.2288722424127, 13.0622407791881, 14.7941492225372, 16.4547452036801,
            18.0616368401991, 19.6261773953842, 21.15619816584, 22.6573733090629
        ][x::INTEGER + 1]
END;
