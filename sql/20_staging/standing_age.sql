-- The ages that stand for an indicator in a period
-- Grain: one row per indicator and period
-- Reads: tables.indicator, tables.period, staging.catalogue_code
-- Method: those of the code that carries the indicator in that period, where the catalogue gives it ages of its own; else the
--   indicator's. Where several do, the first in the catalogue's order counts.
CREATE VIEW staging.standing_age AS
SELECT
    indicator.indicator_id,
    period.period,
    coalesce(arg_min(catalogue.age, (catalogue.priority, catalogue.age)), any_value(indicator.age)) AS age
FROM tables.indicator AS indicator
CROSS JOIN tables.period AS period
LEFT JOIN staging.catalogue_code AS catalogue
    ON
        indicator.indicator_id = catalogue.indicator_id
        AND indicator.age <> catalogue.age
        AND (catalogue.valid_from IS NULL OR period.period_start >= catalogue.valid_from)
        AND (catalogue.valid_to IS NULL OR period.period_end <= catalogue.valid_to)
GROUP BY indicator.indicator_id, period.period;
