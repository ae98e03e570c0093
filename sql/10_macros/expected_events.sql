-- Events that an area would have at the reference population's rates of each age
-- Method: sum over age bands of population x reference events / reference population; missing counts are 0
-- Notes: an aggregate. The indirectly standardised ratio is ratio(observed, expected, multiplier); its limits are those of the
--   observed events (poisson_lower, poisson_upper) over the expected; the rate is the ratio times the reference's crude rate.
CREATE MACRO macros.expected_events(population, reference_events, reference_population) AS
sum(coalesce(population, 0) * coalesce(reference_events, 0) / nullif(reference_population, 0));
