-- The comparison of the figure that stands for an indicator
-- Grain: one row per indicator x area x period x comparator
-- Key: indicator_id, area_type, area_code, period, comparator_type, comparator_code
-- Reads: marts.comparison, macros.z
-- Notes: `distance_in_errors` orders areas and indicators by how sure a difference is; outcomes are judged by the interval itself.
CREATE VIEW marts.headline_comparison AS
SELECT
    indicator_id,
    area_type,
    area_code,
    period,
    period_end,
    value,
    lower95,
    upper95,
    comparator_type,
    comparator_code,
    comparator_name,
    comparator_value,
    comparator_lower95,
    comparator_upper95,
    macros.z(95) * (value - comparator_value)
    / nullif(if(value > comparator_value, value - lower95, upper95 - value), 0) AS distance_in_errors,
    outcome,
    outcome99_8,
    rank,
    of,
    percentile,
    quintile,
    patients_to_comparator,
    patients_to_comparator_lower95,
    patients_to_comparator_upper95
FROM marts.comparison
WHERE is_headline;
