-- Figures of groups, pooled from their members
-- Reads: macros.is_enough
-- Method: sum of numerators over sum of denominators of the members in the period, never an average of rates
-- Notes: `figures` names a relation like metrics.published, `membership` one like metrics.pooling_member; a grouping that is only
--   being thought about is pooled by the same rule. Groups only where enough of their members reported (macros.is_enough), merged
--   councils only where all of their parts did; `areas_expected` counts those that should have.
--   The limits of a modelled difference are pooled like its value, as if all errors went the same way: wide rather than narrow.
--   A group has none where a member has none.
CREATE MACRO macros.pooled(figures, membership) AS TABLE
    WITH member AS (SELECT * FROM query_table(membership)),

    expected AS (
        SELECT
            child_type,
            parent_type,
            parent_code,
            period,
            count(*) AS areas_expected
        FROM member
        WHERE is_expected
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
                WHEN any_value(figure.kind) = 'difference' AND count(figure.lower95) = count(*)
                    THEN sum(figure.lower95 * figure.denominator) / nullif(sum(figure.denominator), 0)
            END AS lower95,
            CASE
                WHEN any_value(figure.kind) = 'difference' AND count(figure.upper95) = count(*)
                    THEN sum(figure.upper95 * figure.denominator) / nullif(sum(figure.denominator), 0)
            END AS upper95,
            count(*) AS areas_counted,
            max(figure.source_id) AS source_id
        FROM query_table(figures) AS figure -- noqa: RF02
        INNER JOIN member
            ON
                figure.area_type = member.child_type
                AND figure.area_code = member.child_code
                AND figure.period = member.period
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
    WHERE
        macros.is_enough(total.area_type, total.areas_counted, expected.areas_expected)
        AND (total.area_type <> 'borough' OR total.child_type <> 'borough' OR total.areas_counted = expected.areas_expected);
