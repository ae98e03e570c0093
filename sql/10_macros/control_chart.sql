-- XmR control chart: which points of a series are more than its ordinary variation
-- Method: per series and segment: centre the mean, limits mean -/+ 2.66 x the mean moving range, near limits two thirds of the
--   way; moving ranges of 3.267 times their mean and more are left out once before averaging (`screen`), unless only ranges of
--   zero would be left: in a series of rare events the published rule lets both limits fall onto the mean. Rules, the first that
--   applies: outside a limit; `trend_n` points each higher (or lower) than the last; two of three points on one side beyond the
--   near limit, points outside not counted; `shift_n` points on one side of the mean. NHS England, Making Data Count.
-- Notes: `points` names a relation with the columns series, segment, occasion, value. Points without a value are left out. With
--   `baseline_n` only the first so many points of a segment set mean and limits. A series that never varies has no limits and
--   no signal. `signal` is NULL for ordinary variation; `signal_side` is high or low (of a trend: its direction).
--   `is_trial` below 13 points.
CREATE MACRO macros.control_chart(points, screen := TRUE, baseline_n := NULL, trend_n := 7, shift_n := 7) AS TABLE
    WITH ordered AS (
        SELECT
            series,
            segment,
            occasion,
            value,
            coalesce(row_number() OVER series_order <= baseline_n, TRUE) AS in_baseline,
            value - lag(value) OVER series_order AS step
        FROM query_table(points)
        WHERE value IS NOT NULL
        WINDOW series_order AS (PARTITION BY series, segment ORDER BY occasion)
    ),

    baseline AS (
        SELECT
            series,
            segment,
            avg(value) AS mean,
            avg(abs(step)) AS raw_range,
            CASE WHEN screen THEN 3.267 * avg(abs(step)) ELSE 'infinity'::DOUBLE END AS widest_range
        FROM ordered
        WHERE in_baseline
        GROUP BY series, segment
    ),

    screened AS (
        SELECT
            baseline.series,
            baseline.segment,
            baseline.mean,
            baseline.raw_range,
            avg(abs(ordered.step)) FILTER (abs(ordered.step) < baseline.widest_range) AS moving_range
        FROM baseline
        INNER JOIN ordered
            ON
                baseline.series = ordered.series
                AND baseline.segment IS NOT DISTINCT FROM ordered.segment
                AND ordered.in_baseline
        GROUP BY baseline.series, baseline.segment, baseline.mean, baseline.raw_range
    ),

    limits AS (
        SELECT
            series,
            segment,
            mean,
            raw_range,
            CASE WHEN moving_range = 0 THEN nullif(raw_range, 0) ELSE moving_range END AS moving_range
        FROM screened
    ),

    placed AS (
        SELECT
            ordered.series,
            ordered.segment,
            ordered.occasion,
            ordered.value,
            limits.mean,
            limits.raw_range,
            limits.moving_range,
            limits.mean - 2.66 * limits.moving_range AS lower_limit,
            limits.mean + 2.66 * limits.moving_range AS upper_limit,
            limits.mean - 2 * 2.66 / 3 * limits.moving_range AS near_lower,
            limits.mean + 2 * 2.66 / 3 * limits.moving_range AS near_upper,
            -- Rounding leaves the mean of equal values a little off them.
            CASE
                WHEN abs(ordered.value - limits.mean) > 1e-9 * limits.raw_range + 1e-12 * abs(limits.mean)
                    THEN sign(ordered.value - limits.mean)
                ELSE 0
            END AS side,
            sign(ordered.step) AS direction
        FROM ordered
        INNER JOIN limits ON ordered.series = limits.series AND ordered.segment IS NOT DISTINCT FROM limits.segment
    ),

    -- Runs: consecutive points with the same side, consecutive steps with the same direction.
    run AS (
        SELECT
            *,
            count(*) OVER series_order AS points_so_far,
            count(*) FILTER (NOT same_side) OVER series_order AS side_run,
            count(*) FILTER (NOT same_direction) OVER series_order AS direction_run,
            CASE
                WHEN value BETWEEN lower_limit AND near_lower AND value < near_lower THEN -1
                WHEN value BETWEEN near_upper AND upper_limit AND value > near_upper THEN 1
                ELSE 0
            END AS near
        FROM (
            SELECT
                *,
                coalesce(side = lag(side) OVER series_order, FALSE) AS same_side,
                coalesce(direction = lag(direction) OVER series_order, FALSE) AS same_direction
            FROM placed
            WINDOW series_order AS (PARTITION BY series, segment ORDER BY occasion)
        ) AS compared
        WINDOW series_order AS (PARTITION BY series, segment ORDER BY occasion)
    ),

    counted AS (
        SELECT
            *,
            CASE WHEN side <> 0 THEN count(*) OVER (PARTITION BY series, segment, side_run) END AS points_on_side,
            CASE WHEN direction <> 0 THEN count(*) OVER (PARTITION BY series, segment, direction_run) END AS steps_that_way,
            abs(sum(side) OVER last_three) = 3 AND abs(sum(near) OVER last_three) >= 2 AS ends_two_of_three
        FROM run
        WINDOW last_three AS (PARTITION BY series, segment ORDER BY occasion ROWS 2 PRECEDING)
    ),

    -- The point before the first step of a trend belongs to the trend as well.
    flagged AS (
        SELECT
            *,
            CASE
                WHEN steps_that_way >= trend_n - 1 THEN direction
                WHEN lead(steps_that_way) OVER series_order >= trend_n - 1 THEN lead(direction) OVER series_order
            END AS trend,
            near <> 0 AND bool_or(ends_two_of_three) OVER next_three AS is_two_of_three
        FROM counted
        WINDOW
            series_order AS (PARTITION BY series, segment ORDER BY occasion),
            next_three AS (PARTITION BY series, segment ORDER BY occasion ROWS BETWEEN CURRENT ROW AND 2 FOLLOWING)
    )

    SELECT
        series,
        segment,
        occasion,
        value,
        mean,
        raw_range,
        moving_range,
        lower_limit,
        upper_limit,
        near_lower,
        near_upper,
        CASE
            WHEN value < lower_limit OR value > upper_limit THEN 'outside'
            WHEN trend IS NOT NULL THEN 'trend'
            WHEN is_two_of_three THEN 'two_of_three'
            WHEN points_on_side >= shift_n THEN 'shift'
        END AS signal,
        CASE
            WHEN value < lower_limit THEN 'low'
            WHEN value > upper_limit THEN 'high'
            WHEN trend IS NOT NULL THEN if(trend > 0, 'high', 'low')
            WHEN is_two_of_three OR points_on_side >= shift_n THEN if(side > 0, 'high', 'low')
        END AS signal_side,
        count(*) OVER (PARTITION BY series, segment) < 13 AS is_trial
    FROM flagged;
