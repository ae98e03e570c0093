-- Every figure beside the figure of each group that it can be compared with
-- Grain: one row per indicator x area x period x sex x age x category x comparator
-- Reads: metrics.valued, metrics.similar_practice, staging.member_of_period, tables.indicator, tables.period,
--   macros.agreed_direction, macros.ratio
-- Method: the comparator is a group that the area belonged to on the last day of the period, or the pooled figure of the
--   practices like it (type similar, under the practice's own code). A count is set against the count that the comparator's rate
--   would give an area of its size, and ranked by its rate.
-- Notes: `gap_unit` turns a difference of values into patients or events; NULL where the indicator counts none.
CREATE VIEW metrics.paired AS
WITH member AS (
    SELECT
        child_type,
        child_code,
        parent_type,
        parent_code,
        period,
        period_end
    FROM staging.member_of_period
    UNION ALL BY NAME
    SELECT
        'practice' AS child_type,
        alike.practice_code AS child_code,
        'similar' AS parent_type,
        alike.practice_code AS parent_code,
        period.period,
        period.period_end
    FROM (SELECT DISTINCT practice_code FROM metrics.similar_practice) AS alike
    CROSS JOIN tables.period AS period
)

SELECT
    figure.indicator_id,
    figure.domain,
    figure.area_type,
    figure.area_code,
    figure.period,
    member.period_end,
    figure.sex,
    figure.age,
    figure.category,
    figure.value,
    figure.lower95,
    figure.upper95,
    figure.lower99_8,
    figure.upper99_8,
    CASE WHEN indicator.kind IN ('proportion', 'distribution', 'crude_rate') THEN figure.denominator / indicator.multiplier END
        AS gap_unit,
    macros.agreed_direction(indicator.kind, indicator.polarity, figure.category) AS polarity,
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
FROM metrics.valued AS figure
INNER JOIN tables.indicator AS indicator ON figure.indicator_id = indicator.indicator_id
INNER JOIN member
    ON
        figure.area_type = member.child_type
        AND figure.area_code = member.child_code
        AND figure.period = member.period
INNER JOIN metrics.valued AS comparator
    ON
        figure.indicator_id = comparator.indicator_id
        AND figure.period = comparator.period
        AND figure.sex = comparator.sex
        AND figure.age = comparator.age
        AND figure.category = comparator.category
        AND member.parent_type = comparator.area_type
        AND member.parent_code = comparator.area_code
WHERE
    figure.state = 'value'
    AND figure.value IS NOT NULL
    AND figure.area_type <> 'similar'
    AND comparator.state = 'value'
    AND comparator.value IS NOT NULL;
