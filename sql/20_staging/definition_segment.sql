-- Stretches of one definition
-- Grain: one row per indicator and period from its first changed definition on
-- Reads: tables.indicator_source, tables.period
-- Method: each changed definition that the catalogue tells of starts a new segment; periods before the first are in segment 0
-- Notes: `break_reason` is set on every period of the year in which a new definition starts, NULL on all others.
CREATE VIEW staging.definition_segment AS
WITH definition_break AS (
    SELECT
        source.indicator_id,
        period.period_start AS break_start,
        min(source.break_reason) AS break_reason
    FROM tables.indicator_source AS source
    INNER JOIN tables.period AS period ON source.from_period = period.period
    WHERE source.break_reason IS NOT NULL
    GROUP BY source.indicator_id, period.period_start
)

SELECT
    definition_break.indicator_id,
    period.period,
    count(*) AS segment,
    max(CASE WHEN period.period_start = definition_break.break_start THEN definition_break.break_reason END)
        AS break_reason
FROM definition_break
INNER JOIN tables.period AS period ON definition_break.break_start <= period.period_start
GROUP BY definition_break.indicator_id, period.period;
