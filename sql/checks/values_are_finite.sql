-- No value, limit or count is infinite or not a number
-- Reads: marts.indicator_value
SELECT
    indicator_id,
    area_code,
    period
FROM marts.indicator_value
WHERE
    NOT isfinite(coalesce(value, 0))
    OR NOT isfinite(coalesce(lower95, 0))
    OR NOT isfinite(coalesce(upper95, 0))
    OR NOT isfinite(coalesce(lower99_8, 0))
    OR NOT isfinite(coalesce(upper99_8, 0))
    OR NOT isfinite(coalesce(numerator, 0))
    OR NOT isfinite(coalesce(denominator, 0));
