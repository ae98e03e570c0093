-- Probability of at most so many events where `mean` are expected
-- Method: Poisson: sum over k from 0 to x of exp(-mean) mean^k / k!, each term through its logarithm
-- Notes: poisson_at_most(3, 2.5) = 0.7576
CREATE MACRO macros.poisson_at_most(x, mean) AS
CASE
    WHEN mean = 0 AND x >= 0 THEN 1.0
    WHEN mean > 0 THEN list_sum([exp(k * ln(mean) - mean - lgamma(k + 1)) FOR k IN range(0, x::BIGINT + 1)])
END;
