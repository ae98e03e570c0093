-- Whether practices became more alike since the baseline
-- Grain: one row per indicator x type of area x comparator whose areas they are
-- Key: indicator_id, area_type, comparator_type, comparator_code
-- Reads: marts.spread, marts.spread_figure, marts.improvement, marts.period, macros.student_t
-- Method: the standard deviation between the areas of a group, of those with figures in both the first and the last period that the
--   group's own improvement spans. `spread_ratio` is now over then, with the limits of Morgan and Pitman (Biometrika 1939), who
--   allow for the same areas being measured twice: with r their correlation and t Student's deviate at n - 2,
--   K = 1 + 2 (1 - r^2) t^2 / (n - 2), the limits are ratio x sqrt(K -+ sqrt(K^2 - 1)).
-- Notes: less spread is less unwarranted variation, which the strategies aim at; it says nothing about the level. The limits
--   suppose values near a normal distribution; a single area far out widens the spread as much as it looks. `spread_direction`
--   is narrower, wider, no_clear_change, or not_judged where fewer than 4 areas have figures in both periods: then there is no
--   spread either.
CREATE TABLE marts.spread_change AS
WITH pair AS (
    SELECT
        spread.indicator_id,
        any_value(improvement.domain) AS domain,
        spread.area_type,
        spread.comparator_type,
        spread.comparator_code,
        arg_min(spread.period, spread.period_end) AS then_period,
        arg_max(spread.period, spread.period_end) AS now_period
    FROM marts.improvement AS improvement
    INNER JOIN marts.period AS then_period ON improvement.then_period = then_period.period
    INNER JOIN marts.spread AS spread
        ON
            improvement.indicator_id = spread.indicator_id
            AND improvement.area_type = spread.comparator_type
            AND improvement.area_code = spread.comparator_code
            AND spread.period_end BETWEEN then_period.period_end AND improvement.now_period_end
    INNER JOIN marts.period AS period
        ON spread.period = period.period AND then_period.period_kind = period.period_kind
    GROUP BY spread.indicator_id, spread.area_type, spread.comparator_type, spread.comparator_code
    HAVING count(*) > 1
),

measured_twice AS (
    SELECT
        pair.indicator_id,
        pair.area_type,
        pair.comparator_type,
        pair.comparator_code,
        count(*) AS areas,
        stddev_samp(then_figure.value) AS then_spread,
        stddev_samp(now_figure.value) AS now_spread,
        stddev_samp(now_figure.value) / nullif(stddev_samp(then_figure.value), 0) AS spread_ratio,
        CASE
            WHEN stddev_samp(now_figure.value) > 0 AND stddev_samp(then_figure.value) > 0
                THEN corr(now_figure.value, then_figure.value)
        END AS correlation
    FROM pair
    INNER JOIN marts.spread_figure AS then_figure
        ON
            pair.indicator_id = then_figure.indicator_id
            AND pair.area_type = then_figure.area_type
            AND pair.comparator_type = then_figure.comparator_type
            AND pair.comparator_code = then_figure.comparator_code
            AND pair.then_period = then_figure.period
    INNER JOIN marts.spread_figure AS now_figure
        ON
            then_figure.indicator_id = now_figure.indicator_id
            AND then_figure.area_type = now_figure.area_type
            AND then_figure.area_code = now_figure.area_code
            AND then_figure.comparator_type = now_figure.comparator_type
            AND then_figure.comparator_code = now_figure.comparator_code
            AND pair.now_period = now_figure.period
    GROUP BY pair.indicator_id, pair.area_type, pair.comparator_type, pair.comparator_code
    HAVING count(*) >= 4
),

limited AS (
    SELECT
        *,
        1 + 2 * (1 - correlation ^ 2) * macros.student_t(areas - 2, 95) ^ 2 / nullif(areas - 2, 0) AS k
    FROM measured_twice
),

judged AS (
    SELECT
        * EXCLUDE (areas, correlation, k),
        areas AS areas_in_both,
        spread_ratio * sqrt(greatest(0, k - sqrt(greatest(0, k ^ 2 - 1)))) AS spread_ratio_lower95,
        spread_ratio * sqrt(k + sqrt(greatest(0, k ^ 2 - 1))) AS spread_ratio_upper95
    FROM limited
)

SELECT
    pair.indicator_id,
    pair.domain,
    pair.area_type,
    pair.comparator_type,
    pair.comparator_code,
    pair.then_period,
    pair.now_period,
    judged.areas_in_both,
    judged.then_spread,
    judged.now_spread,
    judged.spread_ratio,
    judged.spread_ratio_lower95,
    judged.spread_ratio_upper95,
    CASE
        WHEN judged.spread_ratio_lower95 IS NULL THEN 'not_judged'
        WHEN judged.spread_ratio_upper95 < 1 THEN 'narrower'
        WHEN judged.spread_ratio_lower95 > 1 THEN 'wider'
        ELSE 'no_clear_change'
    END AS spread_direction
FROM pair
LEFT JOIN judged
    ON
        pair.indicator_id = judged.indicator_id
        AND pair.area_type = judged.area_type
        AND pair.comparator_type = judged.comparator_type
        AND pair.comparator_code = judged.comparator_code
ORDER BY pair.indicator_id, pair.area_type, pair.comparator_type, pair.comparator_code;
