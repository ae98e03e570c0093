-- Every figure as a point of its series
-- Grain: one row per indicator x area x period x sex x age x category
-- Reads: marts.indicator_value, tables.indicator_source, tables.period
-- Method: a changed definition starts a new segment; points are compared and joined by lines only within one.
-- Notes: `break_reason` is set on every period of the year in which a new definition starts, NULL on all others. Periods of
--   different kinds (years, months) are different series: `period_kind` tells them apart.
CREATE VIEW marts.trend AS
WITH definition_break AS (
    SELECT
        source.indicator_id,
        period.period_start AS break_start,
        any_value(source.break_reason) AS break_reason
    FROM tables.indicator_source AS source
    INNER JOIN tables.period AS period ON source.from_period = period.period
    WHERE source.break_reason IS NOT NULL
    GROUP BY source.indicator_id, period.period_start
),

segment AS (
    SELECT
        definition_break.indicator_id,
        period.period,
        count(*) AS segment,
        max(CASE WHEN period.period_start = definition_break.break_start THEN definition_break.break_reason END)
            AS break_reason
    FROM definition_break
    INNER JOIN tables.period AS period ON definition_break.break_start <= period.period_start
    GROUP BY definition_break.indicator_id, period.period
)

SELECT
    figure.indicator_id,
    figure.domain,
    figure.area_type,
    figure.area_code,
    figure.area_name,
    figure.period,
    period.period_kind,
    figure.period_end,
    figure.sex,
    figure.age,
    figure.category,
    figure.numerator,
    figure.denominator,
    figure.value,
    figure.lower95,
    figure.upper95,
    figure.state,
    coalesce(segment.segment, 0) AS segment,
    segment.break_reason
FROM marts.indicator_value AS figure
INNER JOIN tables.period AS period ON figure.period = period.period
LEFT JOIN segment ON figure.indicator_id = segment.indicator_id AND figure.period = segment.period;
