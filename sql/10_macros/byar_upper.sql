-- Upper limit of a count of events, Byar's approximation
-- Reads: macros.z
-- Method: (x + 1)(1 - 1/(9(x + 1)) + z/(3 sqrt(x + 1)))^3; Breslow and Day 1987
-- Notes: 20 events: byar_upper(20, 95) = 30.89. NULL where x is negative or NULL.
CREATE MACRO macros.byar_upper(x, level) AS
CASE WHEN x >= 0 THEN (x + 1) * (1 - 1 / (9 * (x + 1)) + macros.z(level) / (3 * sqrt(x + 1))) ^ 3 END;
