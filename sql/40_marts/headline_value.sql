-- The figure that stands for an indicator
-- Grain: one row per indicator x area x period
-- Key: indicator_id, area_type, area_code, period
-- Reads: marts.indicator_value
CREATE VIEW marts.headline_value AS
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
    lower99_8,
    upper99_8,
    state,
    source_id,
    pooled_from,
    areas_counted,
    areas_expected
FROM marts.indicator_value
WHERE is_headline;
