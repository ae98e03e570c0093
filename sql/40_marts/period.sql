-- Periods
-- Grain: one row per period
-- Key: period
-- Reads: tables.period
CREATE VIEW marts.period AS
SELECT
    period,
    period_kind,
    period_start,
    period_end
FROM tables.period;
