-- CUSUM: when a series has moved away from where it was, by small steps or by a large one
-- Method: what lies above a target is summed, and what lies below it, each less half a standard deviation and never past 0,
--   rounded to two decimals; a sum of more than `sensitivity` standard deviations is an alert. Target and deviation are the mean
--   and the standard deviation of the first `window_n` points. After an alert the target is the mean of the `window_n` points
--   before; where the sum then moves no further away, the deviation is taken from those points as well and both sums begin
--   again. OpenPrescribing; Montgomery, Introduction to Statistical Quality Control.
-- Notes: `points` names a relation with the columns series, occasion, value. `alert` is up or down, else NULL. A point without a
--   value sets both sums to 0; while a whole window holds none there is no target. Early in a series the points before may be
--   fewer than `window_n`.
CREATE MACRO macros.cusum(points, window_n := 12, sensitivity := 5) AS TABLE
    WITH RECURSIVE placed AS MATERIALIZED (
        SELECT
            series,
            occasion,
            value,
            row_number() OVER (PARTITION BY series ORDER BY occasion) AS place,
            avg(value) OVER from_here AS mean_from_here,
            stddev_pop(value) OVER from_here AS deviation_from_here,
            avg(value) OVER before AS mean_before,
            stddev_pop(value) OVER before AS deviation_before
        FROM (SELECT *, window_n - 1 AS further FROM query_table(points)) AS given
        WINDOW
            from_here AS (PARTITION BY series ORDER BY occasion ROWS BETWEEN CURRENT ROW AND further FOLLOWING),
            before AS (PARTITION BY series ORDER BY occasion ROWS BETWEEN window_n PRECEDING AND 1 PRECEDING)
    ),

    -- One point of every series at a time, from the sums after the point before. greatest(0, NULL) is 0.
    summed AS (
        SELECT DISTINCT
            series,
            0::BIGINT AS place,
            NULL::DOUBLE AS target,
            NULL::DOUBLE AS deviation,
            NULL::DOUBLE AS threshold,
            0::DOUBLE AS sum_above,
            0::DOUBLE AS sum_below,
            FALSE AS is_above,
            FALSE AS is_below
        FROM placed
        UNION ALL
        SELECT
            series,
            place,
            target,
            if(begins, new_deviation, last_deviation) AS deviation,
            sensitivity * deviation AS threshold,
            if(begins, round(greatest(0, value - target - new_deviation / 2), 2), next_above) AS sum_above,
            if(begins, round(least(0, value - target + new_deviation / 2), 2), next_below) AS sum_below,
            coalesce(sum_above > threshold, FALSE) AS is_above,
            coalesce(sum_below < -threshold, FALSE) AS is_below
        FROM (
            SELECT
                *,
                round(greatest(0, last_above + value - target - last_deviation / 2), 2) AS next_above,
                round(least(0, last_below + value - target + last_deviation / 2), 2) AS next_below,
                last_deviation IS NULL
                OR (was_above AND next_above <= last_above)
                OR (was_below AND next_below >= last_below) AS begins
            FROM (
                SELECT
                    placed.series,
                    placed.place,
                    placed.value,
                    summed.deviation AS last_deviation,
                    summed.sum_above AS last_above,
                    summed.sum_below AS last_below,
                    summed.is_above AS was_above,
                    summed.is_below AS was_below,
                    CASE
                        WHEN summed.target IS NULL THEN placed.mean_from_here
                        WHEN summed.is_above OR summed.is_below THEN placed.mean_before
                        ELSE summed.target
                    END AS target,
                    if(summed.target IS NULL, placed.deviation_from_here, placed.deviation_before) AS new_deviation
                FROM summed
                INNER JOIN placed ON summed.series = placed.series AND summed.place + 1 = placed.place
            ) AS held_against
        ) AS moved
    )

    SELECT
        placed.series,
        placed.occasion,
        placed.value,
        summed.target,
        summed.threshold,
        summed.sum_above,
        summed.sum_below,
        CASE WHEN summed.is_above THEN 'up' WHEN summed.is_below THEN 'down' END AS alert
    FROM placed
    INNER JOIN summed ON placed.series = summed.series AND placed.place = summed.place;
