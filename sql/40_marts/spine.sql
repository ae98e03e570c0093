-- The comparison with the place of each figure on a spine chart, and how the areas like it spread
-- Grain: one row per indicator x area x period x comparator
-- Reads: marts.headline_comparison, marts.spread, marts.indicator, macros.spine_scale
-- Method: the comparator at 0, right is better (or higher where no direction is agreed), the longer of the two sides of the middle
--   eight areas in ten ends at 1 or -1; the spread is that of the areas of the same type within the comparator, of similar
--   practices that of England.
-- Notes: no positions where fewer than four areas have a figure. The ends are deciles and not the lowest and the highest, because
--   a few unusual lists (a university, a care home) would press all others together.
CREATE VIEW marts.spine AS
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
FROM (
    SELECT
        comparison.*,
        spread.decile1,
        spread.quartile1,
        spread.quartile3,
        spread.decile9,
        macros.spine_scale(comparison.comparator_value, spread.decile1, spread.decile9, indicator.polarity) AS scale
    FROM marts.headline_comparison AS comparison
    INNER JOIN marts.indicator AS indicator ON comparison.indicator_id = indicator.indicator_id
    LEFT JOIN marts.spread AS spread
        ON
            comparison.indicator_id = spread.indicator_id
            AND comparison.period = spread.period
            AND comparison.area_type = spread.area_type
            AND spread.comparator_type
            = CASE comparison.comparator_type WHEN 'similar' THEN 'england' ELSE comparison.comparator_type END
            AND spread.comparator_code
            = CASE comparison.comparator_type WHEN 'similar' THEN 'E92000001' ELSE comparison.comparator_code END
) AS placed;
