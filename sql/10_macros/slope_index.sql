-- Slope and relative index of inequality
-- Reads: macros.z
-- Method: groups in order of deprivation are placed at the middle of their share of the population; a straight line is fitted
--   through their values, weighted by population. Slope index: the line's end less its start, the difference between the two
--   ends of the whole population. Relative index: its end over its start. Limits from the groups' standard errors (delta
--   method; the published method simulates them, the two agree within 5%).
-- Notes: `points` names a relation with the columns series, place (1, 2 ... in order), population, value, standard_error,
--   scale. `scale` natural fits the values; log and logit fit and return to the values' own scale, `value` being in events per
--   person and `standard_error` that of the logarithm or logit. A series is left out with a group missing, with a value that its
--   scale does not have, with under 2 groups, or with everybody in one.
CREATE MACRO macros.slope_index(points, level := 95) AS TABLE
    WITH placed AS (
        SELECT
            *,
            CASE
                WHEN scale = 'log' AND value > 0 THEN ln(value)
                WHEN scale = 'logit' AND value > 0 AND value < 1 THEN ln(value / (1 - value))
                WHEN scale = 'natural' THEN value
            END AS y,
            population / nullif(sum(population) OVER whole, 0) AS share,
            (sum(population) OVER (PARTITION BY series ORDER BY place) - population / 2) / nullif(sum(population) OVER whole, 0)
                AS middle
        FROM query_table(points)
        WINDOW whole AS (PARTITION BY series)
    ),

    -- Slope, start and finish of the line are sums of the values, each times its own pull. The middles are 0.5 on average.
    pulled AS (
        SELECT
            *,
            share * (middle - 0.5) / nullif(sum(share * (middle - 0.5) ^ 2) OVER (PARTITION BY series), 0) AS slope_pull,
            share - slope_pull / 2 AS start_pull,
            share + slope_pull / 2 AS finish_pull
        FROM placed
    ),

    line AS (
        SELECT
            series,
            any_value(scale) AS scale,
            sum(start_pull * y) AS line_start,
            sum(finish_pull * y) AS line_finish,
            sum((start_pull * standard_error) ^ 2) AS start_variance,
            sum((finish_pull * standard_error) ^ 2) AS finish_variance,
            sum(start_pull * finish_pull * standard_error ^ 2) AS covariance
        FROM pulled
        GROUP BY series
        HAVING count(*) >= 2 AND count(slope_pull * y) = count(*) AND max(place) = count(*)
    ),

    -- How fast the value moves with the fitted scale, at both ends.
    returned AS (
        SELECT
            *,
            CASE scale WHEN 'log' THEN exp(line_start) WHEN 'logit' THEN 1 / (1 + exp(-line_start)) ELSE line_start END
                AS start_value,
            CASE scale WHEN 'log' THEN exp(line_finish) WHEN 'logit' THEN 1 / (1 + exp(-line_finish)) ELSE line_finish END
                AS finish_value,
            CASE scale
                WHEN 'log' THEN start_value WHEN 'logit' THEN start_value * (1 - start_value) ELSE 1
            END AS start_speed,
            CASE scale
                WHEN 'log' THEN finish_value WHEN 'logit' THEN finish_value * (1 - finish_value) ELSE 1
            END AS finish_speed
        FROM line
    )

    SELECT
        series,
        start_value,
        finish_value,
        finish_value - start_value AS slope_index,
        finish_value - start_value - macros.z(level) * slope_error AS slope_index_lower,
        finish_value - start_value + macros.z(level) * slope_error AS slope_index_upper,
        CASE WHEN start_value > 0 AND finish_value > 0 THEN finish_value / start_value END AS relative_index,
        CASE WHEN start_value > 0 AND finish_value > 0 THEN finish_value / start_value * exp(-macros.z(level) * relative_error) END
            AS relative_index_lower,
        CASE WHEN start_value > 0 AND finish_value > 0 THEN finish_value / start_value * exp(macros.z(level) * relative_error) END
            AS relative_index_upper
    FROM (
        SELECT
            *,
            sqrt(greatest(
                0,
                finish_speed ^ 2 * finish_variance + start_speed ^ 2 * start_variance - 2 * finish_speed * start_speed * covariance
            )) AS slope_error,
            sqrt(greatest(
                0,
                (finish_speed / finish_value) ^ 2 * finish_variance + (start_speed / start_value) ^ 2 * start_variance
                - 2 * finish_speed * start_speed / (finish_value * start_value) * covariance
            )) AS relative_error
        FROM returned
    ) AS erring;
