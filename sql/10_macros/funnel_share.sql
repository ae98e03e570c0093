-- Where a funnel's line lies for proportions: the share whose Wilson limit is exactly the baseline
-- Reads: macros.z
-- Method: with A = a(n/z^2 + 1) and D = 1/z^2 + 1/n: (A + side sqrt(A^2 - D a (n(a(n/z^2 + 2) - 1) + z^2 (a - 1)))) / (D n),
--   side -1 for the lower line and 1 for the upper, kept between 0 and 1
-- Notes: baseline 80%, 200 patients: funnel_share(0.8, 200, 95, -1) = 0.7446, funnel_share(0.8, 200, 95, 1) = 0.8554
CREATE MACRO macros.funnel_share(baseline, n, level, side) AS
CASE
    WHEN baseline BETWEEN 0 AND 1 AND n > 0
        THEN least(1, greatest(0, (
                baseline * (n / macros.z(level) ^ 2 + 1)
                + side * sqrt(greatest(
                    0,
                    (baseline * (n / macros.z(level) ^ 2 + 1)) ^ 2
                    - (1 / macros.z(level) ^ 2 + 1 / n) * baseline
                    * (n * (baseline * (n / macros.z(level) ^ 2 + 2) - 1) + macros.z(level) ^ 2 * (baseline - 1))
                ))
            ) / ((1 / macros.z(level) ^ 2 + 1 / n) * n)))
END;
