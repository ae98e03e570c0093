-- Which code carries an indicator, in which publication and years
-- Grain: one row per indicator, source and code
-- Key: indicator_id, priority, code
-- Reads: tables.indicator_source
CREATE VIEW marts.indicator_source AS
SELECT
    indicator_id,
    priority,
    publication,
    code,
    from_period,
    to_period,
    break_reason,
    note,
    age
FROM tables.indicator_source;
