-- Direction of five proportions
-- Reads: macros.trend_chi_square_of_counts, macros.slopes_agree, macros.weighted_slope
-- Method: increasing or decreasing where the chi-square is above 9.5495 (99.8%) and no single point makes the direction, judged
--   by the slope of ln(x / (n - x)); Fingertips' rule
-- Notes: `x` and `n` are lists, oldest first; NULL unless there are five points, none of them 0% or 100%
CREATE MACRO macros.recent_trend_of_counts(x, n) AS
CASE
    WHEN len(x) IS DISTINCT FROM 5 OR len([events FOR events, t IN x IF events > 0 AND events < n[t]]) <> 5 THEN NULL
    ELSE [
            CASE
                WHEN macros.trend_chi_square_of_counts(x, n) <= 9.54953570608324 OR NOT macros.slopes_agree(odds, [1, 1, 1, 1, 1])
                    THEN 'no_change'
                WHEN macros.weighted_slope(odds, [1, 1, 1, 1, 1]) >= 0 THEN 'increasing'
                ELSE 'decreasing'
            END
            FOR odds IN [[ln(events / (n[t] - events)) FOR events, t IN x]]
        ][1]
END;
