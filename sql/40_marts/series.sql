-- Whether an indicator can still be measured from national files, and since when not
-- Grain: one row per indicator
-- Key: indicator_id
-- Reads: tables.indicator, tables.indicator_source, marts.headline_value
-- Notes: `from_period` and `to_period` are the first and the last period that a publication carries it in; `to_period` is NULL
--   while one goes on, both where it only comes by a local return. `newest_period` is the newest with a figure here.
CREATE VIEW marts.series AS
WITH carried AS (
    SELECT
        indicator_id,
        min(from_period) AS from_period,
        CASE WHEN count(*) = count(to_period) THEN max(to_period) END AS to_period
    FROM tables.indicator_source
    WHERE publication <> 'local_return'
    GROUP BY indicator_id
),

newest AS (
    SELECT
        indicator_id,
        arg_max(period, (period_end, period)) AS newest_period
    FROM marts.headline_value
    WHERE state = 'value'
    GROUP BY indicator_id
)

SELECT
    indicator.indicator_id,
    indicator.display_order,
    indicator.name,
    CASE
        WHEN carried.indicator_id IS NULL THEN 'local_return'
        WHEN carried.to_period IS NULL THEN 'goes_on'
        ELSE 'ended'
    END AS standing,
    carried.from_period,
    carried.to_period,
    newest.newest_period,
    indicator.after
FROM tables.indicator AS indicator
LEFT JOIN carried ON indicator.indicator_id = carried.indicator_id
LEFT JOIN newest ON indicator.indicator_id = newest.indicator_id
ORDER BY indicator.display_order;
