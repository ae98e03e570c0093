-- Upper limit of a change between two independent figures
-- Method: change + sqrt((now's upper limit - now)^2 + (then - its lower limit)^2); as change_lower
CREATE MACRO macros.change_upper(then_value, then_lower, now_value, now_upper) AS
now_value - then_value + sqrt((now_upper - now_value) ^ 2 + (then_value - then_lower) ^ 2);
