-- One row per indicator, area, period, sex, age, category and comparator
-- Reads: marts.comparison
SELECT
    indicator_id,
    area_type,
    area_code,
    period,
    sex,
    age,
    category,
    comparator_type,
    comparator_code,
    count(*) AS copies
FROM marts.comparison
GROUP BY ALL
HAVING count(*) > 1;
