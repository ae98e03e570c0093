-- How the areas of a group spread over an indicator
-- Grain: one row per indicator x period x type of area x comparator whose areas they are
-- Key: indicator_id, period, area_type, comparator_type, comparator_code
-- Reads: marts.spread_figure, macros.between_areas
-- Method: quantiles of the areas' values by linear interpolation between ranks (position (N - 1) p). Practices with fewer than
--   750 patients are left out, as the national profiles do, because their extremes are chance.
-- Notes: groups of 4 areas and more. `spread_beyond_chance` is the standard deviation between the areas that is left when what
--   chance makes of their sizes is taken away, in the indicator's unit; NULL where the figures have no intervals.
CREATE TABLE marts.spread AS
SELECT
    indicator_id,
    period,
    period_end,
    area_type,
    comparator_type,
    comparator_code,
    count(*) AS areas,
    min(value) AS lowest,
    quantile_cont(value, 0.1) AS decile1,
    quantile_cont(value, 0.2) AS decile2,
    quantile_cont(value, 0.25) AS quartile1,
    quantile_cont(value, 0.3) AS decile3,
    quantile_cont(value, 0.4) AS decile4,
    median(value) AS median,
    quantile_cont(value, 0.6) AS decile6,
    quantile_cont(value, 0.7) AS decile7,
    quantile_cont(value, 0.75) AS quartile3,
    quantile_cont(value, 0.8) AS decile8,
    quantile_cont(value, 0.9) AS decile9,
    max(value) AS highest,
    macros.between_areas(value, (upper95 - lower95) / 3.92) AS spread_beyond_chance
FROM marts.spread_figure
GROUP BY
    indicator_id, period, period_end, area_type, comparator_type,
    comparator_code
HAVING count(*) >= 4
ORDER BY indicator_id, period_end, area_type, comparator_type;
