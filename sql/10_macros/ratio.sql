-- Numerator over denominator, times a multiplier
-- Method: NULL where either is NULL or the denominator is not above 0, never infinity
-- Notes: ratio(45, 60, 100) = 75
CREATE MACRO macros.ratio(numerator, denominator, multiplier) AS
CASE WHEN denominator > 0 THEN multiplier * numerator / denominator END;
