-- Whether a practice's triggers bring it into a review category
-- Method: at least so many triggers in all, or at least so many of level two; a NULL limit does not count
-- Notes: the printed rule of the outcome standards is nine in all or three of level two: reaches_category(6, 3, 9, 3) is true
CREATE MACRO macros.reaches_category(triggers, level_two_triggers, least_triggers, least_level_two) AS
coalesce(triggers >= least_triggers, FALSE) OR coalesce(level_two_triggers >= least_level_two, FALSE);
