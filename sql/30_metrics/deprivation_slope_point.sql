-- Groups by deprivation, ready for the slope index
-- Grain: one row per series (indicator, area, period, grouping) and group
-- Reads: metrics.deprivation_group
-- Notes: only series of which every group has a value with an interval and a population
CREATE VIEW metrics.deprivation_slope_point AS
SELECT
    {
        'indicator_id': indicator_id, 'area_type': area_type, 'area_code': area_code, 'period': period,
        'grouping_name': grouping_name
    } AS series,
    place_in_order AS place,
    denominator AS population,
    value,
    (upper95 - lower95) / 3.92 AS standard_error,
    'natural' AS scale
FROM metrics.deprivation_group
QUALIFY
    count(*) FILTER (value IS NOT NULL AND upper95 > lower95 AND denominator > 0)
        OVER (PARTITION BY indicator_id, area_type, area_code, period, grouping_name)
    = groups;
