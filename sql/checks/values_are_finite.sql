-- No figure of the marts is infinite or not a number
-- Reads: marts.comparison, marts.control_chart, marts.funnel, marts.improvement, marts.indicator_value,
--   marts.inequality, marts.inequality_group, marts.similar_practice, marts.spread, marts.spread_change, marts.trend,
--   marts.trigger
-- Notes: a sum of a row's numbers is finite only where each of them is.
SELECT
    'comparison' AS mart,
    indicator_id,
    area_code,
    period
FROM marts.comparison
WHERE NOT isfinite(
        coalesce(
            list_sum(
                [
                    value,
                    lower95,
                    upper95,
                    comparator_value,
                    comparator_lower95,
                    comparator_upper95,
                    percentile,
                    patients_to_comparator,
                    patients_to_comparator_lower95,
                    patients_to_comparator_upper95
                ]
            ),
            0
        )
    )
UNION ALL
SELECT
    'control_chart' AS mart,
    indicator_id,
    area_code,
    period
FROM marts.control_chart
WHERE NOT isfinite(coalesce(list_sum([value, mean, lower_limit, upper_limit, near_lower, near_upper]), 0))
UNION ALL
SELECT
    'funnel' AS mart,
    indicator_id,
    comparator_code AS area_code,
    period
FROM marts.funnel
WHERE NOT isfinite(coalesce(list_sum([size, comparator_value, lower95, upper95, lower99_8, upper99_8]), 0))
UNION ALL
SELECT
    'improvement' AS mart,
    indicator_id,
    area_code,
    now_period AS period
FROM marts.improvement
WHERE NOT isfinite(
        coalesce(
            list_sum(
                [
                    then_value,
                    then_lower95,
                    then_upper95,
                    now_value,
                    now_lower95,
                    now_upper95,
                    change,
                    change_lower95,
                    change_upper95,
                    change_in_errors
                ]
            ),
            0
        )
    )
UNION ALL
SELECT
    'indicator_value' AS mart,
    indicator_id,
    area_code,
    period
FROM marts.indicator_value
WHERE NOT isfinite(coalesce(list_sum([numerator, denominator, value, lower95, upper95, lower99_8, upper99_8]), 0))
UNION ALL
SELECT
    'inequality' AS mart,
    indicator_id,
    area_code,
    period
FROM marts.inequality
WHERE NOT isfinite(
        coalesce(
            list_sum(
                [
                    most_deprived_value,
                    least_deprived_value,
                    gap,
                    gap_lower95,
                    gap_upper95,
                    slope_index,
                    slope_index_lower95,
                    slope_index_upper95,
                    relative_index,
                    relative_index_lower95,
                    relative_index_upper95
                ]
            ),
            0
        )
    )
UNION ALL
SELECT
    'inequality_group' AS mart,
    indicator_id,
    area_code,
    period
FROM marts.inequality_group
WHERE NOT isfinite(coalesce(list_sum([numerator, denominator, value, lower95, upper95]), 0))
UNION ALL
SELECT
    'similar_practice' AS mart,
    practice_code AS indicator_id,
    practice_code AS area_code,
    NULL AS period
FROM marts.similar_practice
WHERE NOT isfinite(coalesce(list_sum([distance, list_size, aged_65_plus, deprivation_score]), 0))
UNION ALL
SELECT
    'spread' AS mart,
    indicator_id,
    comparator_code AS area_code,
    period
FROM marts.spread
WHERE NOT isfinite(
        coalesce(
            list_sum(
                [
                    lowest,
                    decile1,
                    decile2,
                    quartile1,
                    decile3,
                    decile4,
                    median,
                    decile6,
                    decile7,
                    quartile3,
                    decile8,
                    decile9,
                    highest,
                    spread_beyond_chance
                ]
            ),
            0
        )
    )
UNION ALL
SELECT
    'spread_change' AS mart,
    indicator_id,
    comparator_code AS area_code,
    now_period AS period
FROM marts.spread_change
WHERE NOT isfinite(
        coalesce(
            list_sum(
                [
                    then_middle_half,
                    then_spread_beyond_chance,
                    now_middle_half,
                    now_spread_beyond_chance,
                    spread_ratio,
                    spread_ratio_lower95,
                    spread_ratio_upper95
                ]
            ),
            0
        )
    )
UNION ALL
SELECT
    'trend' AS mart,
    indicator_id,
    area_code,
    period
FROM marts.trend
WHERE NOT isfinite(coalesce(list_sum([numerator, denominator, value, lower95, upper95]), 0))
UNION ALL
SELECT
    'trigger' AS mart,
    indicator_id,
    area_code,
    period
FROM marts.trigger
WHERE NOT isfinite(coalesce(list_sum([value, england_value, level_one_limit, level_two_limit]), 0));
