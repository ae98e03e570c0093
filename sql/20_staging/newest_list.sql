-- How many patients each practice has now
-- Grain: one row per practice
-- Reads: staging.registered_patients
CREATE VIEW staging.newest_list AS
SELECT
    area_code,
    arg_max(numerator, (extract_date, numerator)) AS patients
FROM staging.registered_patients
WHERE area_type = 'practice' AND age_group = 'all'
GROUP BY area_code;
