-- How a value compares with a comparator
-- Reads: macros.direction_of
-- Method: similar where the comparator lies inside the interval, both ends included; else lower or higher, read as better or
--   worse where the indicator has an agreed direction. `not_compared` without an interval.
-- Notes: 62.1 (61.2 to 62.9) against 60.0, higher is better: better
CREATE MACRO macros.outcome(value, lower_limit, upper_limit, comparator, polarity) AS
CASE
    WHEN value IS NULL OR comparator IS NULL OR lower_limit IS NULL OR upper_limit IS NULL OR polarity IS NULL
        THEN 'not_compared'
    WHEN comparator BETWEEN lower_limit AND upper_limit THEN 'similar'
    ELSE macros.direction_of(value > comparator, polarity, 'better', 'worse', 'higher', 'lower')
END;
