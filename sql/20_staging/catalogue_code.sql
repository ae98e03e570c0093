-- Which published code means which indicator, from which day to which
-- Grain: one row per indicator, source and code
-- Reads: tables.indicator, tables.indicator_source, tables.period
-- Notes: valid_from and valid_to are NULL where the catalogue sets no bound. `age` is the code's own where the catalogue gives one.
--   `is_shared` where several indicators are read from one code.
CREATE VIEW staging.catalogue_code AS
SELECT
    source.indicator_id,
    indicator.domain,
    indicator.kind,
    indicator.multiplier,
    coalesce(source.age, indicator.age) AS age,
    indicator.sex,
    source.priority,
    source.publication,
    source.code,
    source.codes,
    count(DISTINCT source.indicator_id) OVER (PARTITION BY source.publication, source.code) > 1 AS is_shared,
    first_period.period_start AS valid_from,
    last_period.period_end AS valid_to
FROM tables.indicator_source AS source
INNER JOIN tables.indicator AS indicator ON source.indicator_id = indicator.indicator_id
LEFT JOIN tables.period AS first_period ON source.from_period = first_period.period
LEFT JOIN tables.period AS last_period ON source.to_period = last_period.period;
