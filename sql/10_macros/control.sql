-- Lower control limit: the lowest value that chance alone explains in an area of this size, were it like its comparator
-- Reads: macros.wilson_lower, macros.exact_lower
-- Method: proportions: Wilson's limit of the comparator's share on the area's denominator; rates: the exact limit of the events
--   expected, rounded up, over the denominator. NULL for other kinds.
-- Notes: 200 patients against 80%: control_lower('proportion', 80, 200, 100, 95) = 73.9
CREATE MACRO macros.control_lower(kind, comparator, denominator, multiplier, level) AS
CASE
    WHEN comparator < 0 OR denominator <= 0 OR multiplier <= 0 THEN NULL
    WHEN kind IN ('proportion', 'distribution')
        THEN multiplier * macros.wilson_lower(comparator / multiplier * denominator, denominator, level)
    WHEN kind IN ('crude_rate', 'indirectly_standardised_rate', 'ratio', 'directly_standardised_rate')
        THEN multiplier * macros.exact_lower(ceil(comparator / multiplier * denominator), level) / denominator
END;

-- Upper control limit: the highest value that chance alone explains in an area of this size, were it like its comparator
-- Reads: macros.wilson_upper, macros.exact_upper
-- Method: as control_lower, with the events expected rounded down
-- Notes: 200 patients against 80%: control_upper('proportion', 80, 200, 100, 95) = 85.0
CREATE MACRO macros.control_upper(kind, comparator, denominator, multiplier, level) AS
CASE
    WHEN comparator < 0 OR denominator <= 0 OR multiplier <= 0 THEN NULL
    WHEN kind IN ('proportion', 'distribution')
        THEN multiplier * macros.wilson_upper(comparator / multiplier * denominator, denominator, level)
    WHEN kind IN ('crude_rate', 'indirectly_standardised_rate', 'ratio', 'directly_standardised_rate')
        THEN multiplier * macros.exact_upper(floor(comparator / multiplier * denominator), level) / denominator
END;
