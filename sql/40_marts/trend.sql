-- Every figure as a point of its series
-- Grain: one row per indicator x area x period x sex x age x category
-- Key: indicator_id, area_type, area_code, period, sex, age, category
-- Reads: marts.indicator_value, metrics.recent_trend, staging.definition_segment, staging.cycle_point, tables.indicator,
--   tables.period, macros.agreed_direction, macros.direction_of
-- Method: a changed definition starts a new segment; points are compared and joined by lines only within one. `recent_trend` is
--   Fingertips' rule on the point and the four years before it, read as getting better or worse where a direction is agreed.
-- Notes: `break_reason` is set on every period of the year in which a new definition starts, NULL on all others. Periods of
--   different kinds (years, months) are different series: `period_kind` tells them apart. `recent_trend` is getting_better,
--   getting_worse, increasing, decreasing, no_change, or not_calculated without five comparable years in a row.
CREATE TABLE marts.trend AS
SELECT
    figure.indicator_id,
    figure.domain,
    figure.area_type,
    figure.area_code,
    figure.area_name,
    figure.period,
    period.period_kind,
    period.period_start,
    figure.period_end,
    figure.sex,
    figure.age,
    figure.category,
    figure.is_headline,
    figure.numerator,
    figure.denominator,
    figure.value,
    figure.lower95,
    figure.upper95,
    figure.state,
    figure.source_id,
    coalesce(segment.segment, 0) AS segment,
    segment.break_reason,
    cycle.cycle_point,
    CASE
        WHEN recent.direction IS NULL THEN 'not_calculated'
        WHEN recent.direction = 'no_change' THEN 'no_change'
        ELSE
            macros.direction_of(
                recent.direction = 'increasing', macros.agreed_direction(indicator.kind, indicator.polarity, figure.category),
                'getting_better', 'getting_worse', 'increasing', 'decreasing'
            )
    END AS recent_trend
FROM marts.indicator_value AS figure
INNER JOIN tables.period AS period ON figure.period = period.period
INNER JOIN tables.indicator AS indicator ON figure.indicator_id = indicator.indicator_id
LEFT JOIN staging.definition_segment AS segment
    ON figure.indicator_id = segment.indicator_id AND figure.period = segment.period
LEFT JOIN staging.cycle_point AS cycle ON figure.indicator_id = cycle.indicator_id AND figure.period = cycle.period
LEFT JOIN metrics.recent_trend AS recent
    ON
        figure.indicator_id = recent.indicator_id
        AND figure.area_type = recent.area_type
        AND figure.area_code = recent.area_code
        AND figure.period = recent.period
        AND figure.sex = recent.sex
        AND figure.age = recent.age
        AND figure.category = recent.category
ORDER BY figure.area_type, figure.area_code, figure.indicator_id, figure.period_end;
