-- Directly standardised rate
-- Method: sum(w O/n) / sum(w), times the multiplier, over the bands present; NULL below 10 events in all. Dobson et al. 1991.
-- Notes: an aggregate: one call per group of age bands. `events`, `population` and `weight` are of one band.
CREATE MACRO macros.directly_standardised_rate(events, population, weight, multiplier) AS
CASE
    WHEN sum(coalesce(events, 0)) >= 10 AND min(population) > 0 AND count(population) = count(*)
        THEN multiplier * sum(weight * coalesce(events, 0) / nullif(population, 0)) / nullif(sum(weight), 0)
END;
