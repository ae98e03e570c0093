-- Lower limit of a count of events
-- Reads: macros.byar_lower
-- Method: exact below 10 events (half the chi-square quantile with 2x degrees of freedom), Byar's approximation from 10
-- Notes: 9 events: 4.115 (exact); 12 events: 6.194 (Byar). The exact limits are a table because SQL has no chi-square quantile;
--   it holds whole counts, so a fraction below 10 gives NULL. tests/ recompute it.
CREATE MACRO macros.poisson_lower(x, level) AS
CASE
    WHEN x >= 10 THEN macros.byar_lower(x, level)
    WHEN x >= 0 AND x = floor(
            x
        ) AND level = 95
        THEN [
                0.0, 0.0253178079842899, 0.242209278543965, 0.618672122895601, 1.08986537362633, 1.62348639011842,
                2.20189425349085, 2.81436305151987, 3.4538321767485, 4.11537309737833
            ][x::INTEGER + 1]
    WHEN x >= 0 AND x = floor(x) AND level = 99.8 THEN [
            0.0, 0.00100050033358353, 0.0454020177694896, 0.190533377568403, 0.428552413628423, 0.739371731917833,
            1.10710466025564, 1.52033626039881, 1.97081392174037, 2.45242440436378
        ][x::INTEGER + 1]
END;

-- Upper limit of a count of events
-- Reads: macros.byar_upper
-- Method: exact below 10 events (half the chi-square quantile with 2x + 2 degrees of freedom), Byar's approximation from 10
-- Notes: 9 events: 17.085 (exact); 12 events: 20.963 (Byar). See poisson_lower.
CREATE MACRO macros.poisson_upper(x, level) AS
CASE
    WHEN x >= 10 THEN macros.byar_upper(x, level)
    WHEN x >= 0 AND x = floor(
            x
        ) AND level = 95
        THEN [
                3.68887945411394, 5.5716433909389, 7.22468766772396, 8.76727306974232, 10.2415886754037, 11.6683320793227,
                13.0594740225187, 14.4226753617024, 15.7631892201933, 17.0848034514192
            ][x::INTEGER + 1]
    WHEN x >= 0 AND x = floor(x) AND level = 99.8 THEN [
            6.90775527898214, 9.23341347645158, 11.2288722424127, 13.0622407791881, 14.7941492225372, 16.4547452036801,
            18.0616368401991, 19.6261773953842, 21.15619816584, 22.6573733090629
        ][x::INTEGER + 1]
END;
