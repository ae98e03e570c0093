-- Whether practices became more alike since the baseline
-- Grain: one row per indicator x type of area x comparator whose areas they are
-- Reads: marts.spread, marts.improvement
-- Method: the spread of the areas of a group in the two periods that the group's own improvement compares: the range of the
--   middle half of the areas, and the standard deviation between them beyond chance.
-- Notes: less spread is less unwarranted variation, which the strategies aim at; it says nothing about the level.
CREATE VIEW marts.spread_change AS
SELECT
    improvement.indicator_id,
    improvement.domain,
    then_spread.area_type,
    improvement.area_type AS comparator_type,
    improvement.area_code AS comparator_code,
    improvement.then_period,
    then_spread.areas AS then_areas,
    then_spread.quartile3 - then_spread.quartile1 AS then_middle_half,
    then_spread.spread_beyond_chance AS then_spread_beyond_chance,
    improvement.now_period,
    now_spread.areas AS now_areas,
    now_spread.quartile3 - now_spread.quartile1 AS now_middle_half,
    now_spread.spread_beyond_chance AS now_spread_beyond_chance
FROM marts.improvement AS improvement
INNER JOIN marts.spread AS then_spread
    ON
        improvement.indicator_id = then_spread.indicator_id
        AND improvement.then_period = then_spread.period
        AND improvement.area_type = then_spread.comparator_type
        AND improvement.area_code = then_spread.comparator_code
INNER JOIN marts.spread AS now_spread
    ON
        improvement.indicator_id = now_spread.indicator_id
        AND improvement.now_period = now_spread.period
        AND improvement.area_type = now_spread.comparator_type
        AND improvement.area_code = now_spread.comparator_code
        AND then_spread.area_type = now_spread.area_type;
