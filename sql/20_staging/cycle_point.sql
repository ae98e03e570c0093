-- Where in its cycle an indicator stands in a period
-- Grain: one row per period and indicator whose figures build up or swing in a cycle
-- Reads: tables.indicator, tables.period
-- Method: months since a cycle began, of the cycle's months; 0 where the period is as long as a whole cycle
-- Notes: only figures at the same point of the cycle compare: a programme's third year with its third year, March with March.
CREATE VIEW staging.cycle_point AS
WITH placed AS (
    SELECT
        indicator.indicator_id,
        period.period,
        12 * indicator.cycle_years AS months,
        date_diff('month', period.period_start, period.period_end) + 1 AS months_in_period,
        date_diff('month', beginning.period_start, period.period_start) AS months_since
    FROM tables.indicator AS indicator
    INNER JOIN tables.period AS beginning ON indicator.cycle_from_period = beginning.period
    CROSS JOIN tables.period AS period
)

SELECT
    indicator_id,
    period,
    -- Twice, so that what lies before the first cycle counts forwards too.
    CASE WHEN months_in_period >= months THEN 0 ELSE (months_since % months + months) % months END AS cycle_point
FROM placed;
