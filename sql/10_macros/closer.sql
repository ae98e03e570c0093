-- One step of Newton's method towards the exact lower limit of a count
-- Reads: macros.poisson_at_most
-- Method: mean - (P(X >= x | mean) - tail) / derivative, where the derivative is the probability of exactly x - 1 events
CREATE MACRO macros.closer_lower(x, level, mean) AS
CASE
    WHEN x > 0 AND mean > 0
        THEN mean
            - (1 - macros.poisson_at_most(x - 1, mean) - (1 - level / 100) / 2)
            / nullif(exp((x - 1) * ln(mean) - mean - lgamma(x)), 0)
END;

-- One step of Newton's method towards the exact upper limit of a count
-- Reads: macros.poisson_at_most
-- Method: mean + (P(X <= x | mean) - tail) / derivative, where the derivative is the probability of exactly x events
CREATE MACRO macros.closer_upper(x, level, mean) AS
CASE
    WHEN x >= 0 AND mean > 0
        THEN mean
            + (macros.poisson_at_most(x, mean) - (1 - level / 100) / 2) / nullif(exp(x * ln(mean) - mean - lgamma(x + 1)), 0)
END;
