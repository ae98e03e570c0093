-- Upper limit of a count of events, exact at every size
-- Reads: macros.poisson_upper, macros.closer_upper, macros.byar_upper
-- Method: the mean at which so many events or fewer have half the probability that the level leaves over (half the chi-square
--   quantile with 2x + 2 degrees of freedom); as exact_lower
-- Notes: 20 events: exact_upper(20, 95) = 30.888
CREATE MACRO macros.exact_upper(x, level) AS
CASE
    WHEN x < 10 THEN macros.poisson_upper(x, level)
    WHEN x < 1000 AND x = floor(x)
        THEN [
                macros.closer_upper(x, level, near)
                FOR near IN [macros.closer_upper(x, level, start) FOR start IN [macros.byar_upper(x, level)]]
            ][1]
    ELSE macros.byar_upper(x, level)
END;
