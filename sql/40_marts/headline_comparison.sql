-- The comparison of the figure that stands for an indicator: its own sex and ages, no breakdown
-- Grain: one row per indicator x area x period x comparator
-- Reads: marts.comparison, marts.indicator, macros.z
-- Notes: `distance_in_errors` orders areas and indicators by how sure a difference is; outcomes are judged by the interval itself.
CREATE VIEW marts.headline_comparison AS
SELECT
    comparison.indicator_id,
    comparison.area_type,
    comparison.area_code,
    comparison.period,
    comparison.period_end,
    comparison.value,
    comparison.lower95,
    comparison.upper95,
    comparison.comparator_type,
    comparison.comparator_code,
    comparison.comparator_name,
    comparison.comparator_value,
    comparison.comparator_lower95,
    comparison.comparator_upper95,
    macros.z(95) * (comparison.value - comparison.comparator_value) / nullif(
        if(
            comparison.value > comparison.comparator_value,
            comparison.value - comparison.lower95,
            comparison.upper95 - comparison.value
        ),
        0
    ) AS distance_in_errors,
    comparison.outcome,
    comparison.outcome99_8,
    comparison.rank,
    comparison.of,
    comparison.percentile,
    comparison.quintile,
    comparison.patients_to_comparator,
    comparison.patients_to_comparator_lower95,
    comparison.patients_to_comparator_upper95
FROM marts.comparison AS comparison
INNER JOIN marts.indicator AS indicator
    ON
        comparison.indicator_id = indicator.indicator_id
        AND comparison.sex = indicator.sex
        AND comparison.age = indicator.age
        AND comparison.category = indicator.headline_category;
