-- Lower limit of a change between two independent figures
-- Method: change - sqrt((now - its lower limit)^2 + (then's upper limit - then)^2): Newcombe 1998 (method 10) for proportions,
--   Zou and Donner 2008 for every other figure with limits
-- Notes: from 60.0 (57.9 to 62.1) to 65.0 (63.0 to 67.0): the change of 5.0 has limits 2.1 and 7.9, so it is beyond chance
CREATE MACRO macros.change_lower(then_value, then_upper, now_value, now_lower) AS
now_value - then_value - sqrt((now_value - now_lower) ^ 2 + (then_upper - then_value) ^ 2);

-- Upper limit of a change between two independent figures
-- Method: change + sqrt((now's upper limit - now)^2 + (then - its lower limit)^2); as change_lower
CREATE MACRO macros.change_upper(then_value, then_lower, now_value, now_upper) AS
now_value - then_value + sqrt((now_upper - now_value) ^ 2 + (then_value - then_lower) ^ 2);
