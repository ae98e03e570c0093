-- Lower limit of a proportion, Wilson's score method
-- Reads: macros.z
-- Method: (2x + z^2 - z sqrt(z^2 + 4x(1 - x/n))) / (2(n + z^2)); Wilson 1927, Newcombe and Altman 2000
-- Notes: 45 of 60 patients (75%): wilson_lower(45, 60, 95) = 0.6277. Exactly 0 where x is 0. NULL unless 0 <= x <= n and n > 0.
CREATE MACRO macros.wilson_lower(x, n, level) AS
CASE
    WHEN x = 0 AND n > 0 AND macros.z(level) > 0 THEN 0.0
    WHEN x BETWEEN 0 AND n AND n > 0 AND macros.z(level) > 0
        THEN greatest(0, (
                2 * x + macros.z(level) ^ 2 - macros.z(level) * sqrt(macros.z(level) ^ 2 + 4 * x * (1 - x / n))
            ) / (2 * (n + macros.z(level) ^ 2)))
END;

-- Upper limit of a proportion, Wilson's score method
-- Reads: macros.z
-- Method: (2x + z^2 + z sqrt(z^2 + 4x(1 - x/n))) / (2(n + z^2)); Wilson 1927, Newcombe and Altman 2000
-- Notes: 45 of 60 patients (75%): wilson_upper(45, 60, 95) = 0.8422. Exactly 1 where x is n. NULL unless 0 <= x <= n and n > 0.
CREATE MACRO macros.wilson_upper(x, n, level) AS
CASE
    WHEN x = n AND n > 0 AND macros.z(level) > 0 THEN 1.0
    WHEN x BETWEEN 0 AND n AND n > 0 AND macros.z(level) > 0
        THEN least(1, (
                2 * x + macros.z(level) ^ 2 + macros.z(level) * sqrt(macros.z(level) ^ 2 + 4 * x * (1 - x / n))
            ) / (2 * (n + macros.z(level) ^ 2)))
END;
