-- A count as it may be shown where small numbers could point to people
-- Method: 0 stays 0; below `smallest_shown` it is hidden (NULL); all others are rounded to a multiple of `rounded_to`
-- Notes: NHS England's rule for hospital data is disclosed_count(x, 8, 5): 6 is hidden, 13 becomes 15
CREATE MACRO macros.disclosed_count(x, smallest_shown, rounded_to) AS
CASE WHEN x = 0 THEN 0 WHEN x >= smallest_shown THEN round(x / nullif(rounded_to, 0)) * rounded_to END;
