-- An indicator's value from its counts, by the kind of the indicator
-- Reads: macros.ratio
-- Method: counts and list sizes are themselves; everything else is numerator over denominator times the multiplier
-- Notes: NULL where the counts are missing or the denominator is 0. A directly standardised rate is never a plain ratio,
--   nor is a life expectancy.
CREATE MACRO macros.point_value(kind, numerator, denominator, multiplier) AS
CASE
    WHEN kind IN ('count', 'size') THEN multiplier * numerator
    WHEN kind NOT IN ('directly_standardised_rate', 'life_expectancy') THEN macros.ratio(numerator, denominator, multiplier)
END;
