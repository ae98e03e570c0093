-- CUSUM: when a series has moved away from where it was, by small steps or by a large one
-- Method: what lies above a target is summed, and what lies below it, each less half a standard deviation (`threshold` / 2 /
--   `sensitivity`) and never past 0, rounded to two decimals; a sum beyond the threshold is an alert. Target and threshold are the
--   mean of the first `window_n` points and `sensitivity` times their standard deviation. After an alert the target is the mean of
--   the `window_n` points before; if the sum does not move further away against it, the threshold is taken from those points as
--   well and both sums begin again. OpenPrescribing; Montgomery, Introduction to Statistical Quality Control.
-- Notes: `points` names a relation with the columns series, occasion, value. `alert` is up or down, else NULL. A point without a
--   value sets both sums to 0; until a window holds a value there is no target. Early in a series the points before may be fewer
--   than `window_n`.
CREATE MACRO macros.cusum(points, window_n := 12, sensitivity := 5) AS TABLE
    WITH RECURSIVE placed AS MATERIALIZED (
        SELECT
            series,
            occasion,
            value,
            row_number() OVER (PARTITION BY series ORDER BY occasion) AS place,
            avg(value) OVER from_here AS mean_from_here,
            sensitivity * stddev_pop(value) OVER from_here AS threshold_from_here,
            avg(value) OVER before AS mean_before,
            sensitivity * stddev_pop(value) OVER before AS threshold_before
        FROM (SELECT *, window_n - 1 AS further FROM query_table(points)) AS given
        WINDOW
            from_here AS (PARTITION BY series ORDER BY occasion ROWS BETWEEN CURRENT ROW AND further FOLLOWING),
            before AS (PARTITION BY series ORDER BY occasion ROWS BETWEEN window_n PRECEDING AND 1 PRECEDING)
    ),

    -- One point of every series at a time. The sums skip NULL: greatest(0, NULL) is 0.
    summed AS (
        SELECT DISTINCT
            series,
            0::BIGINT AS place,
            NULL::DOUBLE AS target,
            NULL::DOUBLE AS threshold,
            0.0::DOUBLE AS sum_above,
            0.0::DOUBLE AS sum_below
        FROM placed
        UNION ALL
        SELECT
            series,
            place,
            target,
            if(begins, new_threshold, threshold) AS threshold,
            if(
                begins, round(greatest(0, value - target - new_threshold / 2 / sensitivity), 2), next_above
            ) AS sum_above,
            if(
                begins, round(least(0, value - target + new_threshold / 2 / sensitivity), 2), next_below
            ) AS sum_below
        FROM (
            SELECT
                *,
                round(greatest(0, sum_above + value - target - threshold / 2 / sensitivity), 2) AS next_above,
                round(least(0, sum_below + value - target + threshold / 2 / sensitivity), 2) AS next_below,
                threshold IS NULL
                OR (was_above AND next_above <= sum_above)
                OR (was_below AND next_below >= sum_below) AS begins
            FROM (
                SELECT
                    placed.series,
                    placed.place,
                    placed.value,
                    summed.threshold,
                    summed.sum_above,
                    summed.sum_below,
                    coalesce(summed.sum_above > summed.threshold, FALSE) AS was_above,
                    coalesce(summed.sum_below < -summed.threshold, FALSE) AS was_below,
                    CASE
                        WHEN summed.target IS NULL THEN placed.mean_from_here
                        WHEN was_above OR was_below THEN placed.mean_before
                        ELSE summed.target
                    END AS target,
                    if(summed.target IS NULL, placed.threshold_from_here, placed.threshold_before) AS new_threshold
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
        CASE
            WHEN summed.sum_above > summed.threshold THEN 'up'
            WHEN summed.sum_below < -summed.threshold THEN 'down'
        END AS alert
    FROM placed
    INNER JOIN summed ON placed.series = summed.series AND placed.place = summed.place;
