-- Figures of groups, pooled from their members
-- Grain: one row per indicator, source, group, period, sex, age, category and kind of member
-- Reads: metrics.published, metrics.similar_practice, staging.area, staging.area_member, staging.partly_known, tables.period,
--   tables.qof_register, macros.is_enough
-- Method: sum of numerators over sum of denominators of the members on the last day of the period, never an average of rates.
--   Practices make up localities, networks, sub-ICBs, boroughs, systems, regions and England; CCGs and sub-ICBs make up systems,
--   regions and England; boroughs make up systems. The practices like a practice are a group of type similar, under its code.
-- Notes: only where the members are known and enough of them reported (macros.is_enough). `areas_expected` counts those that
--   were open then.
--   The limits of a modelled difference are pooled like its value, as if all errors went the same way: wide rather than narrow.
CREATE VIEW metrics.pooled AS
WITH membership AS (
    SELECT * FROM staging.area_member
    UNION ALL
    SELECT
        'practice' AS child_type,
        peer_code AS child_code,
        'similar' AS parent_type,
        practice_code AS parent_code,
        DATE '1900-01-01' AS valid_from,
        NULL AS valid_to
    FROM metrics.similar_practice
),

member AS (
    SELECT
        member.*,
        area.opened,
        area.closed
    FROM membership AS member
    INNER JOIN staging.area AS area
        ON member.child_type = area.area_type AND member.child_code = area.area_code
    LEFT JOIN staging.partly_known AS partly
        ON member.parent_type = partly.area_type AND member.parent_code = partly.area_code
    WHERE
        (member.child_type = 'practice' AND partly.area_code IS NULL)
        OR (member.child_type = 'sub_icb' AND member.parent_type IN ('system', 'region', 'england'))
        OR (member.child_type = 'borough' AND member.parent_type = 'system')
),

-- CCGs came and went: those of a year are the ones that QOF names, else those that practices belonged to.
ccg_of_year AS (
    SELECT
        register.period,
        register.area_code
    FROM tables.qof_register AS register
    WHERE register.area_type = 'sub_icb'
    UNION
    SELECT
        period.period,
        member.parent_code AS area_code
    FROM staging.area_member AS member
    INNER JOIN tables.period AS period
        ON period.period_end BETWEEN member.valid_from AND coalesce(member.valid_to, DATE '9999-12-31')
    WHERE
        member.child_type = 'practice'
        AND member.parent_type = 'sub_icb'
        AND period.period NOT IN (
            SELECT register.period FROM tables.qof_register AS register
            WHERE register.area_type = 'sub_icb'
        )
),

expected AS (
    SELECT
        member.child_type,
        member.parent_type,
        member.parent_code,
        period.period,
        count(*) AS areas_expected
    FROM member
    INNER JOIN tables.period AS period
        ON
            period.period_end BETWEEN member.valid_from AND coalesce(member.valid_to, DATE '9999-12-31')
            AND (member.opened IS NULL OR member.opened <= period.period_end)
            AND (member.closed IS NULL OR member.closed > period.period_end)
    LEFT JOIN ccg_of_year
        ON period.period = ccg_of_year.period AND member.child_code = ccg_of_year.area_code
    WHERE member.child_type <> 'sub_icb' OR ccg_of_year.area_code IS NOT NULL
    GROUP BY ALL
),

total AS (
    SELECT
        figure.indicator_id,
        figure.domain,
        figure.kind,
        figure.multiplier,
        member.child_type,
        member.parent_type AS area_type,
        member.parent_code AS area_code,
        figure.period,
        figure.sex,
        figure.age,
        figure.category,
        figure.is_band,
        figure.priority,
        sum(figure.numerator) AS numerator,
        sum(figure.denominator) AS denominator,
        CASE WHEN count(figure.interval_base) = count(*) THEN sum(figure.interval_base) END AS interval_base,
        CASE
            WHEN any_value(figure.kind) = 'difference'
                THEN sum(figure.lower95 * figure.denominator) / nullif(sum(figure.denominator), 0)
        END AS lower95,
        CASE
            WHEN any_value(figure.kind) = 'difference'
                THEN sum(figure.upper95 * figure.denominator) / nullif(sum(figure.denominator), 0)
        END AS upper95,
        count(*) AS areas_counted,
        max(figure.source_id) AS source_id
    FROM metrics.published AS figure
    INNER JOIN tables.period AS period ON figure.period = period.period
    INNER JOIN member
        ON
            figure.area_type = member.child_type
            AND figure.area_code = member.child_code
            AND period.period_end BETWEEN member.valid_from AND coalesce(member.valid_to, DATE '9999-12-31')
    WHERE
        figure.state IN ('value', 'not_applicable')
        AND figure.numerator IS NOT NULL
        AND (figure.denominator IS NOT NULL OR figure.kind IN ('count', 'size'))
    GROUP BY ALL
)

SELECT
    total.*,
    greatest(expected.areas_expected, total.areas_counted) AS areas_expected
FROM total
INNER JOIN expected
    ON
        total.child_type = expected.child_type
        AND total.area_type = expected.parent_type
        AND total.area_code = expected.parent_code
        AND total.period = expected.period
WHERE macros.is_enough(total.area_type, total.areas_counted, expected.areas_expected);
