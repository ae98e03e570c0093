-- The newest figure of every indicator of an area against each comparator, with its place on a spine chart
-- Grain: one row per indicator x area x comparator
-- Key: indicator_id, area_type, area_code, comparator_type, comparator_code
-- Reads: marts.newest_value, marts.headline_comparison, marts.spread, marts.indicator, staging.area, macros.spine_scale,
--   macros.england
-- Method: the comparator at 0, right is better (or higher where no direction is agreed), the longer of the two sides of the middle
--   eight areas in ten ends at 1 or -1; the spread is that of the areas of the same type within the comparator, of similar
--   practices that of England.
-- Notes: practices of a place, and all areas above practices. No positions where fewer than four areas have a figure. The ends are
--   deciles and not the lowest and the highest, because a few unusual lists (a university, a care home) would press all others
--   together.
CREATE TABLE marts.spine AS
WITH placed AS (
    SELECT
        comparison.*,
        spread.decile1,
        spread.quartile1,
        spread.quartile3,
        spread.decile9,
        macros.spine_scale(comparison.comparator_value, spread.decile1, spread.decile9, indicator.polarity) AS scale
    FROM marts.newest_value AS newest
    INNER JOIN staging.area AS area
        ON
            newest.area_type = area.area_type
            AND newest.area_code = area.area_code
            AND (area.area_type <> 'practice' OR area.place_code IS NOT NULL)
    INNER JOIN marts.headline_comparison AS comparison
        ON
            newest.indicator_id = comparison.indicator_id
            AND newest.area_type = comparison.area_type
            AND newest.area_code = comparison.area_code
            AND newest.period = comparison.period
    INNER JOIN marts.indicator AS indicator ON comparison.indicator_id = indicator.indicator_id
    LEFT JOIN marts.spread AS spread
        ON
            comparison.indicator_id = spread.indicator_id
            AND comparison.period = spread.period
            AND comparison.area_type = spread.area_type
            AND spread.comparator_type = if(comparison.comparator_type = 'similar', 'england', comparison.comparator_type)
            AND spread.comparator_code = if(comparison.comparator_type = 'similar', macros.england(), comparison.comparator_code)
)

SELECT
    indicator_id,
    area_type,
    area_code,
    period,
    period_end,
    value,
    lower95,
    upper95,
    comparator_type,
    comparator_code,
    comparator_name,
    comparator_value,
    comparator_lower95,
    comparator_upper95,
    distance_in_errors,
    outcome,
    outcome99_8,
    rank,
    of,
    percentile,
    quintile,
    patients_to_comparator,
    patients_to_comparator_lower95,
    patients_to_comparator_upper95,
    decile1,
    quartile1,
    quartile3,
    decile9,
    scale * (value - comparator_value) AS position,
    scale * (lower95 - comparator_value) AS position_lower95,
    scale * (upper95 - comparator_value) AS position_upper95,
    scale * (decile1 - comparator_value) AS position_decile1,
    scale * (quartile1 - comparator_value) AS position_quartile1,
    scale * (quartile3 - comparator_value) AS position_quartile3,
    scale * (decile9 - comparator_value) AS position_decile9
FROM placed
ORDER BY area_type, area_code, comparator_type, indicator_id;
