-- One row per indicator, area, period, sex, age and category
-- Reads: marts.indicator_value
SELECT
    indicator_id,
    area_type,
    area_code,
    period,
    sex,
    age,
    category,
    count(*) AS copies
FROM marts.indicator_value
GROUP BY ALL
HAVING count(*) > 1;
