-- Figures of groups, pooled from their members
-- Grain: one row per indicator, source, group, period, sex, age, category and kind of member
-- Reads: metrics.published, metrics.pooling_member, macros.pooled
-- Method: sum of numerators over sum of denominators of the members on the last day of the period, never an average of rates
-- Notes: only where the members are known and enough of them reported (macros.is_enough). `areas_expected` counts those that were
--   open then.
CREATE VIEW metrics.pooled AS
SELECT * FROM macros.pooled('metrics.published', 'metrics.pooling_member');
