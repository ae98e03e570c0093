-- Direction of five points with intervals
-- Reads: macros.trend_chi_square, macros.slopes_agree, macros.weighted_slope
-- Method: increasing or decreasing where the chi-square is above 9.5495 (99.8%) and no single point makes the direction;
--   Fingertips' rule. Weights are 1 / standard error^2, the standard error being the width of the 95% interval / 3.92.
-- Notes: `points`, `lower_limits` and `upper_limits` are lists, oldest first; NULL unless there are five points, all with
--   intervals of some width
CREATE MACRO macros.recent_trend(points, lower_limits, upper_limits) AS
CASE
    WHEN
        len(points) IS DISTINCT FROM 5
        OR len([y FOR y, t IN points IF y IS NOT NULL AND upper_limits[t] > lower_limits[t]]) <> 5 THEN NULL
    ELSE [
            CASE
                WHEN macros.trend_chi_square(points, weights) <= 9.54953570608324 OR NOT macros.slopes_agree(points, weights)
                    THEN 'no_change'
                WHEN macros.weighted_slope(points, weights) >= 0 THEN 'increasing'
                ELSE 'decreasing'
            END
            FOR weights IN [[(3.92 / (upper_limits[t] - lower_limits[t])) ^ 2 FOR y, t IN points]]
        ][1]
END;
