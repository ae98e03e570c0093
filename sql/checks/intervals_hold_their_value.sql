-- Every interval holds its value, and the 99.8% interval holds the 95% one
-- Reads: marts.indicator_value
SELECT
    indicator_id,
    area_type,
    area_code,
    period,
    value,
    lower95,
    upper95,
    lower99_8,
    upper99_8
FROM marts.indicator_value
WHERE
    value NOT BETWEEN lower95 - 1e-6 AND upper95 + 1e-6
    OR lower99_8 > lower95 + 1e-6
    OR upper99_8 < upper95 - 1e-6;
