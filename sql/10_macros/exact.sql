-- Lower limit of a count of events, exact at every size
-- Reads: macros.poisson_lower, macros.closer_lower, macros.byar_lower
-- Method: the mean at which so many events or more have half the probability that the level leaves over (half the chi-square
--   quantile with 2x degrees of freedom); found from Byar's limit in two steps of Newton's method
-- Notes: 20 events: exact_lower(20, 95) = 12.217, Byar's is byar_lower(20, 95) = 12.211. Byar's limit stands from 1,000, where
--   the two agree to 1 in 100,000, and for fractions. Control limits need it: at 99.8% and small counts Byar's is off by more
--   than 1 in 100. Each step names its start (a list of one), so that it is worked out once and not once per term.
CREATE MACRO macros.exact_lower(x, level) AS
CASE
    WHEN x < 10 THEN macros.poisson_lower(x, level)
    WHEN x < 1000 AND x = floor(x)
        THEN [
                macros.closer_lower(x, level, near)
                FOR near IN [macros.closer_lower(x, level, start) FOR start IN [macros.byar_lower(x, level)]]
            ][1]
    ELSE macros.byar_lower(x, level)
END;

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
