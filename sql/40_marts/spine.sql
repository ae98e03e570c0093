-- Where an area lies on a spine chart, and how the areas like it spread
-- Grain: one row per indicator x area x period x comparator
-- Reads: marts.headline_comparison, marts.spread, marts.indicator, macros.spine_position
-- Method: the comparator at 0, right is better (or higher where no direction is agreed), the longer of the two sides of the middle
--   eight areas in ten ends at 1 or -1; the spread is that of the areas of the same type within the comparator, of similar
--   practices that of England.
-- Notes: no row where fewer than four areas have a figure. The ends are deciles and not the lowest and the highest, because a few
--   unusual lists (a university, a care home) would press all others together.
CREATE VIEW marts.spine AS
SELECT
    comparison.indicator_id,
    comparison.area_type,
    comparison.area_code,
    comparison.period,
    comparison.comparator_type,
    comparison.comparator_code,
    spread.decile1,
    spread.quartile1,
    spread.quartile3,
    spread.decile9,
    macros.spine_position(
        comparison.value, comparison.comparator_value, spread.decile1, spread.decile9, indicator.polarity
    ) AS position,
    macros.spine_position(
        comparison.lower95, comparison.comparator_value, spread.decile1, spread.decile9, indicator.polarity
    ) AS position_lower95,
    macros.spine_position(
        comparison.upper95, comparison.comparator_value, spread.decile1, spread.decile9, indicator.polarity
    ) AS position_upper95,
    macros.spine_position(
        spread.decile1, comparison.comparator_value, spread.decile1, spread.decile9, indicator.polarity
    ) AS position_decile1,
    macros.spine_position(
        spread.quartile1, comparison.comparator_value, spread.decile1, spread.decile9, indicator.polarity
    ) AS position_quartile1,
    macros.spine_position(
        spread.quartile3, comparison.comparator_value, spread.decile1, spread.decile9, indicator.polarity
    ) AS position_quartile3,
    macros.spine_position(
        spread.decile9, comparison.comparator_value, spread.decile1, spread.decile9, indicator.polarity
    ) AS position_decile9
FROM marts.headline_comparison AS comparison
INNER JOIN marts.indicator AS indicator ON comparison.indicator_id = indicator.indicator_id
INNER JOIN marts.spread AS spread
    ON
        comparison.indicator_id = spread.indicator_id
        AND comparison.period = spread.period
        AND comparison.area_type = spread.area_type
        AND spread.comparator_type
        = CASE comparison.comparator_type WHEN 'similar' THEN 'england' ELSE comparison.comparator_type END
        AND spread.comparator_code
        = CASE comparison.comparator_type WHEN 'similar' THEN 'E92000001' ELSE comparison.comparator_code END;
