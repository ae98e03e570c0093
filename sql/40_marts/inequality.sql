-- How much an indicator differs with deprivation
-- Grain: one row per indicator x area x period x grouping
-- Key: indicator_id, area_type, area_code, period, grouping_name
-- Reads: metrics.deprivation_group, metrics.deprivation_slope_point, marts.indicator, tables.period, macros.slope_index,
--   macros.change_lower, macros.change_upper, macros.direction_of
-- Method: a line is fitted through the groups, weighted by population. Slope index: its value at the least deprived end of the
--   population less that at the most deprived end; relative index: the one over the other. Gap: the least deprived group's value
--   less the most deprived group's, with limits from both intervals (Newcombe's method 10).
-- Notes: `direction` is in words who fares worse beyond chance by the slope index: most_deprived_worse, least_deprived_worse,
--   most_deprived_higher, least_deprived_higher where no direction is agreed, or no_clear_gradient. NULL slopes where a group is
--   missing or has no interval.
CREATE TABLE marts.inequality AS
WITH ends AS (
    SELECT
        indicator_id,
        area_type,
        area_code,
        period,
        grouping_name,
        max(groups) AS groups,
        max(value) FILTER (place_in_order = 1) AS most_deprived_value,
        max(lower95) FILTER (place_in_order = 1) AS most_lower95,
        max(upper95) FILTER (place_in_order = 1) AS most_upper95,
        max(value) FILTER (place_in_order = groups) AS least_deprived_value,
        max(lower95) FILTER (place_in_order = groups) AS least_lower95,
        max(upper95) FILTER (place_in_order = groups) AS least_upper95
    FROM metrics.deprivation_group
    GROUP BY indicator_id, area_type, area_code, period, grouping_name
)

SELECT
    ends.indicator_id,
    indicator.domain,
    ends.area_type,
    ends.area_code,
    ends.period,
    period.period_end,
    ends.grouping_name,
    ends.groups,
    ends.most_deprived_value,
    ends.least_deprived_value,
    ends.least_deprived_value - ends.most_deprived_value AS gap,
    macros.change_lower(ends.most_deprived_value, ends.most_upper95, ends.least_deprived_value, ends.least_lower95) AS gap_lower95,
    macros.change_upper(ends.most_deprived_value, ends.most_lower95, ends.least_deprived_value, ends.least_upper95) AS gap_upper95,
    slope.start_value AS most_deprived_end,
    slope.finish_value AS least_deprived_end,
    slope.slope_index,
    slope.slope_index_lower AS slope_index_lower95,
    slope.slope_index_upper AS slope_index_upper95,
    slope.relative_index,
    slope.relative_index_lower AS relative_index_lower95,
    slope.relative_index_upper AS relative_index_upper95,
    CASE
        WHEN slope.slope_index IS NULL THEN NULL
        WHEN slope.slope_index_lower <= 0 AND slope.slope_index_upper >= 0 THEN 'no_clear_gradient'
        ELSE
            macros.direction_of(
                slope.slope_index > 0, indicator.polarity,
                'most_deprived_worse', 'least_deprived_worse', 'least_deprived_higher', 'most_deprived_higher'
            )
    END AS direction
FROM ends
INNER JOIN marts.indicator AS indicator ON ends.indicator_id = indicator.indicator_id
INNER JOIN tables.period AS period ON ends.period = period.period
LEFT JOIN macros.slope_index('metrics.deprivation_slope_point') AS slope
    ON
        ends.indicator_id = slope.series.indicator_id
        AND ends.area_type = slope.series.area_type
        AND ends.area_code = slope.series.area_code
        AND ends.period = slope.series.period
        AND ends.grouping_name = slope.series.grouping_name
WHERE ends.most_deprived_value IS NOT NULL AND ends.least_deprived_value IS NOT NULL
ORDER BY ends.indicator_id, ends.area_type, ends.area_code, period.period_end;
