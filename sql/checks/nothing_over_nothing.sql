-- A figure over a denominator of 0 has no value: it is not applicable, never 0
-- Reads: marts.indicator_value
SELECT
    indicator_id,
    area_code,
    period,
    state
FROM marts.indicator_value
WHERE denominator = 0 AND value IS NOT NULL;
