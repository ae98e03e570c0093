-- Lower limit of a count of events, Byar's approximation
-- Reads: macros.z
-- Method: x (1 - 1/(9x) - z/(3 sqrt x))^3; Breslow and Day 1987
-- Notes: 20 events: byar_lower(20, 95) = 12.21. 0 where x is 0; NULL where a tiny x would give less than 0.
CREATE MACRO macros.byar_lower(x, level) AS
CASE
    WHEN x = 0 THEN 0.0
    WHEN x > 0 AND 1 - 1 / (9 * x) - macros.z(level) / (3 * sqrt(x)) >= 0
        THEN x * (1 - 1 / (9 * x) - macros.z(level) / (3 * sqrt(x))) ^ 3
END;

-- Upper limit of a count of events, Byar's approximation
-- Reads: macros.z
-- Method: (x + 1)(1 - 1/(9(x + 1)) + z/(3 sqrt(x + 1)))^3; Breslow and Day 1987
-- Notes: 20 events: byar_upper(20, 95) = 30.89. NULL where x is negative or NULL.
CREATE MACRO macros.byar_upper(x, level) AS
CASE WHEN x >= 0 THEN (x + 1) * (1 - 1 / (9 * (x + 1)) + macros.z(level) / (3 * sqrt(x + 1))) ^ 3 END;
