-- How a value compares with a comparator
-- Method: similar where the comparator lies inside the interval, both ends included; else lower or higher, read as better or
--   worse where the indicator has an agreed direction. `not_compared` without an interval.
-- Notes: 62.1 (61.2 to 62.9) against 60.0, higher is better: better
CREATE MACRO macros.outcome(value, lower_limit, upper_limit, comparator, polarity) AS
CASE
    WHEN value IS NULL OR comparator IS NULL OR lower_limit IS NULL OR upper_limit IS NULL THEN 'not_compared'
    WHEN comparator BETWEEN lower_limit AND upper_limit THEN 'similar'
    WHEN polarity = 'neutral' THEN CASE WHEN value < comparator THEN 'lower' ELSE 'higher' END
    WHEN (polarity = 'higher_better') = (value > comparator) THEN 'better'
    ELSE 'worse'
END;
