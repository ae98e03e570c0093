-- Every figure against each comparator
-- Grain: one row per indicator x area x period x sex x age x category x comparator
-- Key: indicator_id, area_type, area_code, period, sex, age, category, comparator_type, comparator_code
-- Reads: metrics.ranked, marts.indicator, staging.area, staging.standing_age, macros.outcome, macros.percentile_of_rank,
--   macros.quantile_of_rank
-- Method: pairs as in metrics.paired, ranks as in metrics.ranked. Outcome: the area's interval against the comparator's value
--   (Fingertips' "confidence interval overlapping reference value").
-- Notes: `comparator_lower95` and `comparator_upper95` are the comparator's own interval. Quintile 1 holds the highest values,
--   ties kept together, NULL below 5 areas. `patients_to_comparator` is how many more patients (events, of a rate; fewer where
--   negative) would bring the area to the comparator's value; its limits come from the area's own interval; NULL where the
--   indicator does not count patients.
CREATE TABLE marts.comparison AS
SELECT
    ranked.indicator_id,
    ranked.domain,
    ranked.area_type,
    ranked.area_code,
    ranked.period,
    ranked.period_end,
    ranked.sex,
    ranked.age,
    ranked.category,
    ranked.sex = indicator.sex AND ranked.age = standing.age AND ranked.category = indicator.headline_category AS is_headline,
    ranked.value,
    ranked.lower95,
    ranked.upper95,
    ranked.comparator_type,
    ranked.comparator_code,
    coalesce(area.area_name, 'similar practices') AS comparator_name,
    ranked.comparator_value,
    ranked.comparator_lower95,
    ranked.comparator_upper95,
    macros.outcome(ranked.value, ranked.lower95, ranked.upper95, ranked.comparator_value, ranked.polarity) AS outcome,
    macros.outcome(ranked.value, ranked.lower99_8, ranked.upper99_8, ranked.comparator_value, ranked.polarity) AS outcome99_8,
    CASE WHEN ranked.ranked_value IS NOT NULL THEN ranked.rank END AS rank,
    ranked.areas AS of,
    CASE
        WHEN ranked.areas > 1 AND ranked.ranked_value IS NOT NULL
            THEN macros.percentile_of_rank(ranked.lower_areas, ranked.areas)
    END AS percentile,
    CASE WHEN ranked.ranked_value IS NOT NULL THEN macros.quantile_of_rank(ranked.rank, ranked.areas, 5) END AS quintile,
    ranked.gap_unit * (ranked.comparator_value - ranked.value) AS patients_to_comparator,
    ranked.gap_unit * (ranked.comparator_value - ranked.upper95) AS patients_to_comparator_lower95,
    ranked.gap_unit * (ranked.comparator_value - ranked.lower95) AS patients_to_comparator_upper95
FROM metrics.ranked AS ranked
INNER JOIN marts.indicator AS indicator ON ranked.indicator_id = indicator.indicator_id
INNER JOIN staging.standing_age AS standing ON ranked.indicator_id = standing.indicator_id AND ranked.period = standing.period
LEFT JOIN staging.area AS area
    ON ranked.comparator_type = area.area_type AND ranked.comparator_code = area.area_code
-- A page asks for one type of area and of comparator; then for one area, or for one indicator of many: such rows lie together.
ORDER BY ranked.area_type, ranked.comparator_type, ranked.area_code, ranked.indicator_id, ranked.period_end;
