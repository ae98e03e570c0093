-- Numerator over denominator, times a multiplier
-- Method: NULL where either is NULL or the denominator is 0, never infinity
-- Notes: ratio(45, 60, 100) = 75
CREATE MACRO macros.ratio(numerator, denominator, multiplier) AS
multiplier * numerator / nullif(denominator, 0);
