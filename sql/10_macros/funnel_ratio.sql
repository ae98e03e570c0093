-- Lower line of a funnel of ratios: the lowest observed over expected that chance explains where so many events are observed
-- Reads: macros.exact_upper
-- Method: events over the largest expected number that makes so few events no rarer than the level allows
-- Notes: 20 events: funnel_ratio_lower(20, 95) = 0.6475. The baseline is 1; a rate's line is its baseline times this.
CREATE MACRO macros.funnel_ratio_lower(events, level) AS
CASE WHEN events > 0 THEN events / nullif(macros.exact_upper(events, level), 0) END;

-- Upper line of a funnel of ratios: the highest observed over expected that chance explains where so many events are observed
-- Reads: macros.exact_lower
-- Method: events over the smallest expected number that makes so many events no rarer than the level allows
-- Notes: 20 events: funnel_ratio_upper(20, 95) = 1.637
CREATE MACRO macros.funnel_ratio_upper(events, level) AS
CASE WHEN events > 0 THEN events / nullif(macros.exact_lower(events, level), 0) END;
