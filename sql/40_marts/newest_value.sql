-- The newest figure of every indicator of an area
-- Grain: one row per indicator x area
-- Key: indicator_id, area_type, area_code
-- Reads: marts.headline_trend
-- Method: the newest period with a value; where there never was one, the newest row that says why
CREATE TABLE marts.newest_value AS
SELECT
    indicator_id,
    domain,
    area_type,
    area_code,
    area_name,
    period,
    period_end,
    numerator,
    denominator,
    value,
    lower95,
    upper95,
    state,
    source_id,
    recent_trend
FROM marts.headline_trend
WHERE state <> 'closed'
QUALIFY row_number() OVER (
        PARTITION BY indicator_id, area_type, area_code ORDER BY state = 'value' DESC, period_end DESC, period DESC
    ) = 1
ORDER BY area_type, area_code, indicator_id;
