-- Figures from the most to the least deprived group
-- Grain: one row per indicator x area x period x grouping x group
-- Key: indicator_id, area_type, area_code, period, grouping_name, place_in_order
-- Reads: metrics.deprivation_group, tables.period
-- Notes: group 1 (`place_in_order`) is the most deprived. `practices` is how many a group holds, NULL where the groups are of
--   residents.
CREATE VIEW marts.inequality_group AS
SELECT
    deprivation.indicator_id,
    deprivation.area_type,
    deprivation.area_code,
    deprivation.period,
    period.period_end,
    deprivation.grouping_name,
    deprivation.place_in_order,
    deprivation.groups,
    deprivation.practices,
    deprivation.numerator,
    deprivation.denominator,
    deprivation.value,
    deprivation.lower95,
    deprivation.upper95
FROM metrics.deprivation_group AS deprivation
INNER JOIN tables.period AS period ON deprivation.period = period.period;
