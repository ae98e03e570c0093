-- How a value compares with a comparator that has an interval of its own
-- Reads: macros.direction_of
-- Method: similar where the two intervals touch or overlap; else lower or higher, read as better or worse where the indicator
--   has an agreed direction
-- Notes: 3.0 (2.7 to 4.1) against 4.0 (3.5 to 4.5): similar
CREATE MACRO macros.outcome_of_intervals(
    value, lower_limit, upper_limit, comparator, comparator_lower, comparator_upper, polarity
) AS
CASE
    WHEN
        value IS NULL OR comparator IS NULL OR lower_limit IS NULL OR upper_limit IS NULL
        OR comparator_lower IS NULL OR comparator_upper IS NULL OR polarity IS NULL THEN 'not_compared'
    WHEN lower_limit <= comparator_upper AND comparator_lower <= upper_limit THEN 'similar'
    ELSE macros.direction_of(value > comparator, polarity, 'better', 'worse', 'higher', 'lower')
END;
