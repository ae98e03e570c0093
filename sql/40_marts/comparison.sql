-- Every figure against each comparator
-- Grain: one row per indicator x area x period x sex x age x category x comparator
-- Reads: marts.indicator_value, staging.area_member, tables.indicator, macros.outcome, macros.quantile_of_rank
-- Method: the comparator is a group that the area belonged to on the last day of the period. Outcome: the area's interval against
--   the comparator's value (Fingertips' "confidence interval overlapping reference value"). Rank among the areas of the same
--   type within the comparator, 1 the highest value, ties sharing the better rank; percentile = 100 (N - rank) / (N - 1).
-- Notes: quintile 1 holds the highest values, ties kept together, NULL below 5 areas. `patients_to_comparator` is how many more
--   patients (fewer where negative) would bring the area to the comparator's value; its limits come from the area's own
--   interval; NULL where the indicator does not count patients.
CREATE TABLE marts.comparison AS
WITH paired AS (
    SELECT
        figure.indicator_id,
        figure.domain,
        figure.area_type,
        figure.area_code,
        figure.period,
        figure.period_end,
        figure.sex,
        figure.age,
        figure.category,
        figure.numerator,
        figure.denominator,
        figure.value,
        figure.lower95,
        figure.upper95,
        figure.lower99_8,
        figure.upper99_8,
        member.parent_type AS comparator_type,
        member.parent_code AS comparator_code,
        comparator.value AS comparator_value
    FROM marts.indicator_value AS figure
    INNER JOIN staging.area_member AS member
        ON
            figure.area_type = member.child_type
            AND figure.area_code = member.child_code
            AND figure.period_end BETWEEN member.valid_from AND coalesce(member.valid_to, DATE '9999-12-31')
    INNER JOIN marts.indicator_value AS comparator
        ON
            figure.indicator_id = comparator.indicator_id
            AND figure.period = comparator.period
            AND figure.sex = comparator.sex
            AND figure.age = comparator.age
            AND figure.category = comparator.category
            AND member.parent_type = comparator.area_type
            AND member.parent_code = comparator.area_code
    WHERE figure.state = 'value' AND comparator.state = 'value'
),

ranked AS (
    SELECT
        *,
        rank() OVER (peers ORDER BY value DESC) AS rank,
        count(*) OVER peers AS areas
    FROM paired
    WINDOW peers AS (PARTITION BY indicator_id, period, sex, age, category, area_type, comparator_type, comparator_code)
)

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
    ranked.value,
    ranked.comparator_type,
    ranked.comparator_code,
    ranked.comparator_value,
    macros.outcome(
        ranked.value, ranked.lower95, ranked.upper95, ranked.comparator_value, indicator.polarity
    ) AS outcome,
    macros.outcome(
        ranked.value, ranked.lower99_8, ranked.upper99_8, ranked.comparator_value, indicator.polarity
    ) AS outcome99_8,
    ranked.rank,
    ranked.areas AS of,
    CASE WHEN ranked.areas > 1 THEN 100.0 * (ranked.areas - ranked.rank) / (ranked.areas - 1) END AS percentile,
    macros.quantile_of_rank(ranked.rank, ranked.areas, 5) AS quintile,
    CASE
        WHEN indicator.kind = 'proportion'
            THEN (ranked.comparator_value - ranked.value) / indicator.multiplier * ranked.denominator
    END AS patients_to_comparator,
    CASE
        WHEN indicator.kind = 'proportion'
            THEN (ranked.comparator_value - ranked.upper95) / indicator.multiplier * ranked.denominator
    END AS patients_to_comparator_lower95,
    CASE
        WHEN indicator.kind = 'proportion'
            THEN (ranked.comparator_value - ranked.lower95) / indicator.multiplier * ranked.denominator
    END AS patients_to_comparator_upper95
FROM ranked
INNER JOIN tables.indicator AS indicator ON ranked.indicator_id = indicator.indicator_id
ORDER BY ranked.indicator_id, ranked.period_end, ranked.area_type, ranked.area_code, ranked.comparator_type;
