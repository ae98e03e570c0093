-- Times whose figures are unlike those of others
-- Grain: one row per time, and indicator that it concerns
-- Key: starts_on, ends_on, is_monthly, title, indicator_id
-- Reads: tables.unusual_time, tables.indicator_source
-- Method: a time that is declared for codes concerns the indicators that the codes carry
-- Notes: `indicator_id` is NULL where the time concerns every figure; `is_monthly` whether it is told of months and quarters or of
--   longer periods, NULL where of both.
CREATE VIEW marts.unusual_time AS
SELECT DISTINCT
    unusual.starts_on,
    unusual.ends_on,
    unusual.is_monthly,
    source.indicator_id,
    unusual.title,
    unusual.source
FROM tables.unusual_time AS unusual
LEFT JOIN tables.indicator_source AS source
    ON unusual.code = source.code AND source.publication IN ('qof', 'qof_prevalence')
WHERE unusual.code IS NULL OR source.indicator_id IS NOT NULL;
