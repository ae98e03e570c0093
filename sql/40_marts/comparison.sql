-- Every figure against each comparator
-- Grain: one row per indicator x area x period x sex x age x category x comparator
-- Key: indicator_id, area_type, area_code, period, sex, age, category, comparator_type, comparator_code
-- Reads: marts.indicator_value, metrics.valued, metrics.similar_practice, staging.area, staging.area_member,
--   tables.indicator,
--   macros.agreed_direction, macros.outcome, macros.percentile_of_rank, macros.quantile_of_rank, macros.ratio
-- Method: the comparator is a group that the area belonged to on the last day of the period, or the pooled figure of the
--   practices like it (type similar, under the practice's own code). Outcome: the area's interval against the comparator's value
--   (Fingertips' "confidence interval overlapping reference value"). A count is set against the count that the comparator's
--   rate would give an area of its size. Rank among the areas of the same type within the comparator, 1 the highest value, ties
--   sharing the better rank; of similar practices, among the practice and its peers.
-- Notes: `comparator_lower95` and `comparator_upper95` are the comparator's own interval. Quintile 1 holds the highest values,
--   ties kept together, NULL below 5 areas. `patients_to_comparator` is how many more patients (events, of a rate; fewer where
--   negative) would bring the area to the comparator's value; its limits come from the area's own interval; NULL where the
--   indicator does not count patients.
CREATE TABLE marts.comparison AS
WITH member AS (
    SELECT
        child_type,
        child_code,
        parent_type,
        parent_code,
        valid_from,
        coalesce(valid_to, DATE '9999-12-31') AS valid_to
    FROM staging.area_member
    UNION ALL
    SELECT DISTINCT
        'practice' AS child_type,
        practice_code AS child_code,
        'similar' AS parent_type,
        practice_code AS parent_code,
        DATE '1900-01-01' AS valid_from,
        DATE '9999-12-31' AS valid_to
    FROM metrics.similar_practice
),

paired AS (
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
        figure.is_headline,
        figure.value,
        figure.lower95,
        figure.upper95,
        figure.lower99_8,
        figure.upper99_8,
        CASE WHEN indicator.kind IN ('proportion', 'distribution', 'crude_rate') THEN figure.denominator / indicator.multiplier END
            AS gap_unit,
        macros.agreed_direction(indicator.polarity, figure.category) AS polarity,
        member.parent_type AS comparator_type,
        member.parent_code AS comparator_code,
        CASE WHEN indicator.kind = 'count' THEN macros.ratio(figure.numerator, figure.denominator, 1) ELSE figure.value END
            AS ranked_value,
        CASE
            WHEN indicator.kind = 'count' THEN macros.ratio(comparator.value, comparator.denominator, figure.denominator)
            ELSE comparator.value
        END AS comparator_value,
        CASE
            WHEN indicator.kind = 'count' THEN macros.ratio(comparator.lower95, comparator.denominator, figure.denominator)
            ELSE comparator.lower95
        END AS comparator_lower95,
        CASE
            WHEN indicator.kind = 'count' THEN macros.ratio(comparator.upper95, comparator.denominator, figure.denominator)
            ELSE comparator.upper95
        END AS comparator_upper95
    FROM marts.indicator_value AS figure
    INNER JOIN tables.indicator AS indicator ON figure.indicator_id = indicator.indicator_id
    INNER JOIN member
        ON
            figure.area_type = member.child_type
            AND figure.area_code = member.child_code
            AND figure.period_end BETWEEN member.valid_from AND member.valid_to
    INNER JOIN metrics.valued AS comparator
        ON
            figure.indicator_id = comparator.indicator_id
            AND figure.period = comparator.period
            AND figure.sex = comparator.sex
            AND figure.age = comparator.age
            AND figure.category = comparator.category
            AND member.parent_type = comparator.area_type
            AND member.parent_code = comparator.area_code
    WHERE figure.state = 'value' AND comparator.state = 'value' AND comparator.value IS NOT NULL
),

ranked_in_group AS (
    SELECT
        *,
        rank() OVER (peers ORDER BY ranked_value DESC NULLS LAST) AS rank,
        rank() OVER (peers ORDER BY ranked_value ASC NULLS LAST) - 1 AS lower_areas,
        count(ranked_value) OVER peers AS areas
    FROM paired
    WHERE comparator_type <> 'similar'
    WINDOW peers AS (PARTITION BY indicator_id, period, sex, age, category, area_type, comparator_type, comparator_code)
),

peer AS (
    SELECT * FROM ranked_in_group
    WHERE area_type = 'practice' AND comparator_type = 'england'
),

ranked_among_similar AS (
    SELECT
        mine.*,
        1 + count(*) FILTER (peer.ranked_value > mine.ranked_value) AS rank,
        count(*) FILTER (peer.ranked_value < mine.ranked_value) AS lower_areas,
        1 + count(peer.ranked_value) AS areas
    FROM paired AS mine
    INNER JOIN metrics.similar_practice AS choice ON mine.area_code = choice.practice_code
    LEFT JOIN peer
        ON
            choice.peer_code = peer.area_code
            AND mine.indicator_id = peer.indicator_id
            AND mine.period = peer.period
            AND mine.sex = peer.sex
            AND mine.age = peer.age
            AND mine.category = peer.category
    WHERE mine.comparator_type = 'similar'
    GROUP BY ALL
),

ranked AS (
    SELECT * FROM ranked_in_group
    UNION ALL BY NAME
    SELECT * FROM ranked_among_similar
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
    ranked.is_headline,
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
FROM ranked
LEFT JOIN staging.area AS area
    ON ranked.comparator_type = area.area_type AND ranked.comparator_code = area.area_code
-- A page asks for one type of area and of comparator; then for one area, or for one indicator of many: such rows lie together.
ORDER BY ranked.area_type, ranked.comparator_type, ranked.area_code, ranked.indicator_id, ranked.period_end;
