-- The figures whose spread between areas is measured
-- Grain: one row per indicator x area x period x comparator
-- Key: indicator_id, area_type, area_code, period, comparator_type, comparator_code
-- Reads: marts.headline_comparison, staging.newest_list
-- Method: practices with fewer than 750 patients are left out, as the national profiles do, because their extremes are chance
CREATE VIEW marts.spread_figure AS
SELECT
    comparison.indicator_id,
    comparison.area_type,
    comparison.area_code,
    comparison.period,
    comparison.period_end,
    comparison.comparator_type,
    comparison.comparator_code,
    comparison.value,
    comparison.lower95,
    comparison.upper95
FROM marts.headline_comparison AS comparison
LEFT JOIN staging.newest_list AS list ON comparison.area_type = 'practice' AND comparison.area_code = list.area_code
WHERE comparison.comparator_type <> 'similar' AND coalesce(list.patients >= 750, TRUE);
