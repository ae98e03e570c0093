-- How the areas of a group spread over an indicator
-- Grain: one row per indicator x period x type of area x comparator whose areas they are
-- Reads: marts.comparison, marts.indicator, staging.newest_list, macros.between_areas
-- Method: quantiles of the areas' values by linear interpolation between ranks (position (N - 1) p). Practices with fewer than
--   750 patients are left out, as the national profiles do, because their extremes are chance.
-- Notes: groups of 4 areas and more. `spread_beyond_chance` is the standard deviation between the areas that is left when what
--   chance makes of their sizes is taken away, in the indicator's unit; NULL where the figures have no intervals.
CREATE TABLE marts.spread AS
SELECT
    comparison.indicator_id,
    comparison.period,
    comparison.period_end,
    comparison.area_type,
    comparison.comparator_type,
    comparison.comparator_code,
    count(*) AS areas,
    min(comparison.value) AS lowest,
    quantile_cont(comparison.value, 0.1) AS decile1,
    quantile_cont(comparison.value, 0.2) AS decile2,
    quantile_cont(comparison.value, 0.25) AS quartile1,
    quantile_cont(comparison.value, 0.3) AS decile3,
    quantile_cont(comparison.value, 0.4) AS decile4,
    median(comparison.value) AS median,
    quantile_cont(comparison.value, 0.6) AS decile6,
    quantile_cont(comparison.value, 0.7) AS decile7,
    quantile_cont(comparison.value, 0.75) AS quartile3,
    quantile_cont(comparison.value, 0.8) AS decile8,
    quantile_cont(comparison.value, 0.9) AS decile9,
    max(comparison.value) AS highest,
    macros.between_areas(comparison.value, (comparison.upper95 - comparison.lower95) / 3.92) AS spread_beyond_chance
FROM marts.comparison AS comparison
INNER JOIN marts.indicator AS indicator
    ON
        comparison.indicator_id = indicator.indicator_id
        AND comparison.sex = indicator.sex
        AND comparison.age = indicator.age
        AND comparison.category = indicator.headline_category
LEFT JOIN staging.newest_list AS list ON comparison.area_type = 'practice' AND comparison.area_code = list.area_code
WHERE comparison.comparator_type <> 'similar' AND coalesce(list.patients >= 750, TRUE)
GROUP BY
    comparison.indicator_id, comparison.period, comparison.period_end, comparison.area_type, comparison.comparator_type,
    comparison.comparator_code
HAVING count(*) >= 4
ORDER BY comparison.indicator_id, comparison.period_end, comparison.area_type, comparison.comparator_type;
