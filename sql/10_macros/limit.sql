-- Lower limit of an indicator's value, by the kind of the indicator
-- Reads: macros.wilson_lower, macros.poisson_lower
-- Method: proportions and distributions: Wilson on the effective sample (`base`); rates and standardised ratios: the limit of
--   the events over the denominator; counts: the limit of the events. Every other kind takes the publisher's own limit or none.
-- Notes: the share is taken first, so that rounding never makes 100% of a fractional sample more than the sample.
CREATE MACRO macros.lower_limit(kind, value, numerator, denominator, base, multiplier, level) AS
CASE
    WHEN kind IN ('proportion', 'distribution')
        THEN multiplier * macros.wilson_lower(base * (value / multiplier), base, level)
    WHEN kind IN ('crude_rate', 'indirectly_standardised_rate', 'ratio') AND denominator > 0
        THEN multiplier * macros.poisson_lower(numerator, level) / denominator
    WHEN kind = 'count' THEN multiplier * macros.poisson_lower(numerator, level)
END;

-- Upper limit of an indicator's value, by the kind of the indicator
-- Reads: macros.wilson_upper, macros.poisson_upper
-- Method: as lower_limit
CREATE MACRO macros.upper_limit(kind, value, numerator, denominator, base, multiplier, level) AS
CASE
    WHEN kind IN ('proportion', 'distribution')
        THEN multiplier * macros.wilson_upper(base * (value / multiplier), base, level)
    WHEN kind IN ('crude_rate', 'indirectly_standardised_rate', 'ratio') AND denominator > 0
        THEN multiplier * macros.poisson_upper(numerator, level) / denominator
    WHEN kind = 'count' THEN multiplier * macros.poisson_upper(numerator, level)
END;
