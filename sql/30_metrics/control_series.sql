-- Monthly and quarterly series, ready for control charts
-- Grain: one row per series (indicator, area) and period
-- Reads: metrics.valued, staging.area, staging.definition_segment, staging.standing_age, tables.indicator, tables.period
-- Notes: `series` is a struct that names the series. Never years: a control chart of five annual points says nothing. Practices
--   only of the places; `segment` starts anew where the definition changes, so that limits are rebased there.
CREATE VIEW metrics.control_series AS
SELECT
    {
        'indicator_id': figure.indicator_id, 'area_type': figure.area_type, 'area_code': figure.area_code,
        'period_kind': period.period_kind
    } AS series,
    coalesce(segment.segment, 0) AS segment,
    period.period_start AS occasion,
    figure.value
FROM metrics.valued AS figure
INNER JOIN tables.indicator AS indicator
    ON figure.indicator_id = indicator.indicator_id AND figure.sex = indicator.sex
INNER JOIN staging.standing_age AS standing
    ON figure.indicator_id = standing.indicator_id AND figure.period = standing.period AND figure.age = standing.age
INNER JOIN tables.period AS period ON figure.period = period.period
INNER JOIN staging.area AS area ON figure.area_type = area.area_type AND figure.area_code = area.area_code
LEFT JOIN staging.definition_segment AS segment
    ON figure.indicator_id = segment.indicator_id AND figure.period = segment.period
WHERE
    period.period_kind IN ('month', 'quarter')
    AND figure.state = 'value'
    AND figure.category = CASE WHEN indicator.kind = 'distribution' THEN indicator.bands[-1] ELSE '' END
    AND (figure.area_type <> 'practice' OR area.place_code IS NOT NULL);
