-- Where each series was heading at each of its points
-- Grain: one row per indicator x area x period x sex x age x category that ends five consecutive years of one definition
-- Reads: metrics.valued, staging.definition_segment, staging.cycle_point, tables.indicator, tables.period,
--   macros.recent_trend, macros.recent_trend_of_counts
-- Method: the point and the four years before it, each with a value and none missing between them; proportions by their counts,
--   every other kind by its 95% intervals; Fingertips' recent trend. Months, quarters, pooled years that overlap and years at
--   different points of a cycle have none.
-- Notes: `direction` is increasing, decreasing or no_change; NULL where a point is 0% or 100% or has no interval.
CREATE TABLE metrics.recent_trend AS
WITH point AS (
    SELECT
        figure.indicator_id,
        figure.area_type,
        figure.area_code,
        figure.period,
        figure.sex,
        figure.age,
        figure.category,
        indicator.kind,
        period.period_kind,
        period.period_start,
        coalesce(segment.segment, 0) AS segment,
        coalesce(cycle.cycle_point, 0) AS cycle_point,
        figure.numerator,
        figure.denominator,
        figure.value,
        figure.lower95,
        figure.upper95
    FROM metrics.valued AS figure
    INNER JOIN tables.indicator AS indicator ON figure.indicator_id = indicator.indicator_id
    INNER JOIN tables.period AS period ON figure.period = period.period
    LEFT JOIN staging.definition_segment AS segment
        ON figure.indicator_id = segment.indicator_id AND figure.period = segment.period
    LEFT JOIN staging.cycle_point AS cycle ON figure.indicator_id = cycle.indicator_id AND figure.period = cycle.period
    WHERE
        figure.state = 'value' AND figure.value IS NOT NULL AND figure.area_type <> 'similar'
        AND period.period_kind IN ('financial_year', 'calendar_year')
),

five AS (
    SELECT
        *,
        first(period_start) OVER last_five AS first_start,
        count(*) OVER last_five AS points
    FROM point
    WINDOW
        last_five AS (
            PARTITION BY indicator_id, area_type, area_code, sex, age, category, period_kind, segment, cycle_point
            ORDER BY period_start ROWS 4 PRECEDING
        )
    QUALIFY points = 5 AND date_diff('year', first_start, period_start) = 4
),

listed AS (
    SELECT
        five.indicator_id,
        five.area_type,
        five.area_code,
        five.period,
        five.sex,
        five.age,
        five.category,
        five.kind,
        list(point.numerator ORDER BY point.period_start) AS numerators,
        list(point.denominator ORDER BY point.period_start) AS denominators,
        list(point.value ORDER BY point.period_start) AS points,
        list(point.lower95 ORDER BY point.period_start) AS lower_limits,
        list(point.upper95 ORDER BY point.period_start) AS upper_limits
    FROM five
    INNER JOIN point
        ON
            five.indicator_id = point.indicator_id
            AND five.area_type = point.area_type
            AND five.area_code = point.area_code
            AND five.sex = point.sex
            AND five.age = point.age
            AND five.category = point.category
            AND five.period_kind = point.period_kind
            AND five.segment = point.segment
            AND point.period_start BETWEEN five.first_start AND five.period_start
    GROUP BY ALL
)

SELECT
    indicator_id,
    area_type,
    area_code,
    period,
    sex,
    age,
    category,
    CASE
        WHEN kind = 'proportion' AND len(list_filter(numerators, LAMBDA counted: counted IS NOT NULL)) = 5
            THEN macros.recent_trend_of_counts(numerators, denominators)
        ELSE macros.recent_trend(points, lower_limits, upper_limits)
    END AS direction
FROM listed;
