-- A change in words
-- Reads: macros.direction_of
-- Method: beyond chance where its interval leaves out no change; then improved or worsened by the agreed direction, higher or
--   lower where none is agreed. `not_judged` without an interval.
-- Notes: a change of 5.0 (2.1 to 7.9), higher is better: improved
CREATE MACRO macros.change_direction(change, lower_limit, upper_limit, polarity) AS
CASE
    WHEN change IS NULL OR lower_limit IS NULL OR upper_limit IS NULL THEN 'not_judged'
    WHEN lower_limit <= 0 AND upper_limit >= 0 THEN 'no_clear_change'
    ELSE macros.direction_of(change > 0, polarity, 'improved', 'worsened', 'higher', 'lower')
END;
