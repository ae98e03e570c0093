-- Where a funnel's line lies for proportions: the share whose Wilson limit is exactly the baseline
-- Reads: macros.z
-- Method: baseline + side z sqrt(baseline (1 - baseline) / n), side -1 for the lower line and 1 for the upper, kept between 0 and
--   1: Wilson's limits hold the shares that this test does not tell apart from x / n, so the one is the other turned round, and a
--   share lies outside a line exactly where its own interval leaves the baseline out
-- Notes: baseline 80%, 200 patients: funnel_share(0.8, 200, 95, -1) = 0.7446, funnel_share(0.8, 200, 95, 1) = 0.8554
CREATE MACRO macros.funnel_share(baseline, n, level, side) AS
CASE
    WHEN baseline BETWEEN 0 AND 1 AND n > 0 AND side * macros.z(level) IS NOT NULL
        THEN least(1, greatest(0, baseline + side * macros.z(level) * sqrt(baseline * (1 - baseline) / n)))
END;
