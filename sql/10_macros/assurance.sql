-- Whether a process will reach its target
-- Method: consistently passes or fails where the target lies beyond a control limit, otherwise hit and miss; NULL without a
--   target, limits or an agreed direction
-- Notes: target 9 above limits 4 to 8 where low is good: consistently_passes
CREATE MACRO macros.assurance(target, lower_limit, upper_limit, polarity) AS
CASE
    WHEN target IS NULL OR lower_limit IS NULL OR upper_limit IS NULL THEN NULL
    WHEN polarity IS NULL OR polarity = 'neutral' THEN NULL
    WHEN target BETWEEN lower_limit AND upper_limit THEN 'hit_and_miss'
    WHEN (polarity = 'higher_better') = (target > upper_limit) THEN 'consistently_fails'
    ELSE 'consistently_passes'
END;
