-- How many patients each area has now
-- Grain: one row per area
-- Key: area_type, area_code
-- Reads: marts.headline_value
CREATE VIEW marts.newest_list AS
SELECT
    area_type,
    area_code,
    arg_max(value, (period_end, period)) AS list_size,
    arg_max(period, (period_end, period)) AS list_period
FROM marts.headline_value
WHERE indicator_id = 'pop_list_size' AND state = 'value'
GROUP BY area_type, area_code;
