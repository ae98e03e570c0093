-- Lower line of a funnel of ratios: the observed over expected whose upper limit is 1 where so many events are observed
-- Reads: macros.poisson_upper
-- Method: events over their upper limit. A ratio lies below it exactly where its own interval (macros.lower_limit, upper_limit)
--   lies below the comparator, for both turn on the same limit of the events: exact below 10, Byar's from 10.
-- Notes: 20 events: funnel_ratio_lower(20, 95) = 0.6475. The baseline is 1; a rate's line is its baseline times this. NULL at 0
--   events: the ratio is 0 whatever was expected, so no line can part those that differ from those that do not. The national
--   reference draws its lines from exact limits and judges its points by Byar's, so that near a line the two can disagree; the
--   published intervals stand, so the line follows them. It lies up to 1.5% nearer or farther for that (99.8% at 10 events).
CREATE MACRO macros.funnel_ratio_lower(events, level) AS
CASE WHEN events > 0 THEN events / nullif(macros.poisson_upper(events, level), 0) END;

-- Upper line of a funnel of ratios: the observed over expected whose lower limit is 1 where so many events are observed
-- Reads: macros.poisson_lower
-- Method: events over their lower limit, as funnel_ratio_lower
-- Notes: 20 events: funnel_ratio_upper(20, 95) = 1.638
CREATE MACRO macros.funnel_ratio_upper(events, level) AS
CASE WHEN events > 0 THEN events / nullif(macros.poisson_lower(events, level), 0) END;
