-- Figures by deprivation
-- Grain: one row per indicator x area x period x grouping x group
-- Reads: metrics.figure, metrics.valued, metrics.practice_profile, staging.member_of_period, staging.standing_age,
--   tables.indicator, tables.deprivation_word, macros.is_enough, macros.quantile_of_rank, macros.point_value, macros.lower_limit,
--   macros.upper_limit
-- Method: of practices: the practices of an area that have the figure, in five equal groups by the deprivation score of their
--   patients, group 1 the most deprived, ties kept together; numerators and denominators summed within a group. Of residents: the
--   groups that a publication or local return gives as categories of an area (quintiles or deciles of small areas, say).
-- Notes: proportions and rates of events; areas with fewer than ten such practices, or whose practices do
--   not make up the area's own figure (macros.is_enough), have no groups of practices. `groups` is how
--   many groups there are.
CREATE TABLE metrics.deprivation_group AS
WITH practice AS (
    SELECT
        figure.indicator_id,
        figure.kind,
        figure.multiplier,
        member.parent_type AS area_type,
        member.parent_code AS area_code,
        figure.period,
        figure.numerator,
        figure.denominator,
        coalesce(figure.interval_base, figure.denominator) AS base,
        rank() OVER (ranked ORDER BY profile.deprivation_score DESC) AS rank,
        count(*) OVER ranked AS practices,
        sum(figure.denominator) OVER ranked AS counted,
        whole.denominator AS expected
    FROM metrics.figure AS figure
    INNER JOIN tables.indicator AS indicator
        ON
            figure.indicator_id = indicator.indicator_id
            AND figure.sex = indicator.sex
            AND figure.category = ''
    INNER JOIN staging.standing_age AS standing
        ON
            figure.indicator_id = standing.indicator_id
            AND figure.period = standing.period
            AND figure.age = standing.age
    INNER JOIN metrics.practice_profile AS profile
        ON figure.area_code = profile.practice_code AND profile.deprivation_score IS NOT NULL
    INNER JOIN staging.member_of_period AS member
        ON
            member.child_type = 'practice'
            AND figure.area_code = member.child_code
            AND member.parent_type IN ('borough', 'sub_icb', 'system', 'region', 'england')
            AND figure.period = member.period
    INNER JOIN metrics.figure AS whole
        ON
            figure.indicator_id = whole.indicator_id
            AND figure.period = whole.period
            AND figure.sex = whole.sex
            AND figure.age = whole.age
            AND figure.category = whole.category
            AND member.parent_type = whole.area_type
            AND member.parent_code = whole.area_code
    WHERE
        figure.area_type = 'practice'
        AND figure.state = 'value'
        AND figure.kind IN ('proportion', 'crude_rate')
        AND figure.numerator IS NOT NULL
        AND figure.denominator > 0
    WINDOW ranked AS (PARTITION BY figure.indicator_id, figure.period, member.parent_type, member.parent_code)
),

of_practices AS (
    SELECT
        indicator_id,
        any_value(kind) AS kind,
        any_value(multiplier) AS multiplier,
        area_type,
        area_code,
        period,
        'Practices by deprivation of their patients' AS grouping_name,
        macros.quantile_of_rank(rank, practices, 5) AS place_in_order,
        5 AS groups,
        count(*) AS practices,
        sum(numerator) AS numerator,
        sum(denominator) AS denominator,
        sum(base) AS base
    FROM practice
    WHERE practices >= 10 AND macros.is_enough(area_type, counted, expected)
    GROUP BY indicator_id, area_type, area_code, period, place_in_order
),

of_practices_valued AS (
    SELECT
        *,
        macros.point_value(kind, numerator, denominator, multiplier) AS value,
        macros.lower_limit(
            kind, macros.point_value(kind, numerator, denominator, multiplier), numerator, denominator, base, multiplier, 95
        ) AS lower95,
        macros.upper_limit(
            kind, macros.point_value(kind, numerator, denominator, multiplier), numerator, denominator, base, multiplier, 95
        ) AS upper95
    FROM of_practices
),

of_residents AS (
    SELECT
        figure.indicator_id,
        figure.area_type,
        figure.area_code,
        figure.period,
        split_part(figure.category, '=', 1) AS grouping_name,
        word.place_in_order,
        max(word.place_in_order) OVER (
            PARTITION BY
                figure.indicator_id, figure.area_type, figure.area_code, figure.period, split_part(figure.category, '=', 1)
        ) AS groups,
        NULL::BIGINT AS practices,
        figure.numerator,
        figure.denominator,
        figure.value,
        figure.lower95,
        figure.upper95
    FROM metrics.valued AS figure
    INNER JOIN tables.indicator AS indicator
        ON figure.indicator_id = indicator.indicator_id AND figure.sex = indicator.sex
    INNER JOIN staging.standing_age AS standing
        ON
            figure.indicator_id = standing.indicator_id
            AND figure.period = standing.period
            AND figure.age = standing.age
    INNER JOIN tables.deprivation_word AS word
        ON lower(trim(regexp_replace(split_part(figure.category, '=', 2), '\(.*\)', ''))) = word.category
    WHERE figure.category ILIKE '%deprivation%=%' AND figure.state = 'value' AND figure.value IS NOT NULL
    QUALIFY
        groups >= 5
        AND groups = count(*) OVER (
            PARTITION BY
                figure.indicator_id, figure.area_type, figure.area_code, figure.period, split_part(figure.category, '=', 1)
        )
)

SELECT
    indicator_id, area_type, area_code, period, grouping_name, place_in_order, groups, practices, numerator, denominator, value,
    lower95, upper95
FROM of_practices_valued
UNION ALL
SELECT
    indicator_id, area_type, area_code, period, grouping_name, place_in_order, groups, practices, numerator, denominator, value,
    lower95, upper95
FROM of_residents;
