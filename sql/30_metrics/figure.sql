-- The one figure of each area
-- Grain: one row per indicator, area, period, sex, age and category
-- Reads: metrics.published, metrics.pooled
-- Method: sources in the catalogue's order; of one source, what the publisher prints for the area before what it prints for the
--   CCG that was the area, and both before what is pooled from its members; of pooled figures, those from practices before
--   those from CCGs or boroughs.
-- Notes: `pooled_from` is NULL for a published figure.
CREATE TABLE metrics.figure AS
WITH candidate AS (
    SELECT
        indicator_id, domain, kind, multiplier, area_type, area_code, period, sex, age, category, numerator, denominator,
        interval_base, value, lower95, upper95, lower99_8, upper99_8, state, is_band, priority, source_id,
        NULL AS pooled_from, NULL::BIGINT AS areas_counted, NULL::BIGINT AS areas_expected, if(is_its_own, 0, 1) AS preference
    FROM metrics.published
    UNION ALL BY NAME
    SELECT
        indicator_id, domain, kind, multiplier, area_type, area_code, period, sex, age, category, numerator, denominator,
        interval_base, lower95, upper95,
        CASE WHEN denominator > 0 OR kind IN ('count', 'size') THEN 'value' ELSE 'not_applicable' END AS state, is_band, priority,
        source_id, child_type AS pooled_from, areas_counted, areas_expected,
        CASE child_type WHEN 'practice' THEN 2 WHEN 'sub_icb' THEN 3 ELSE 4 END AS preference
    FROM metrics.pooled
)

SELECT * EXCLUDE (preference)
FROM candidate
QUALIFY row_number() OVER (
        PARTITION BY indicator_id, area_type, area_code, period, sex, age, category
        ORDER BY (state <> 'value'), priority, preference, source_id
    ) = 1;
