-- The series that stands for an indicator
-- Grain: one row per indicator x area x period
-- Key: indicator_id, area_type, area_code, period
-- Reads: marts.trend
CREATE VIEW marts.headline_trend AS
SELECT
    indicator_id,
    domain,
    area_type,
    area_code,
    area_name,
    period,
    period_kind,
    period_start,
    period_end,
    numerator,
    denominator,
    value,
    lower95,
    upper95,
    state,
    source_id,
    segment,
    break_reason,
    cycle_point,
    recent_trend
FROM marts.trend
WHERE is_headline;
