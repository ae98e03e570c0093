-- Every published figure, all domains, ready for intervals and pooling
-- Grain: one row per indicator, source, area, period, sex, age and category
-- Reads: metrics.diabetes, metrics.copd, metrics.cancer, metrics.cvd, metrics.mental_health, metrics.learning_disabilities,
--   metrics.survey, metrics.population, tables.indicator, staging.one_borough_ccg
-- Method: a CCG that was one borough gives that borough its figures, under the borough's code; the source stays the CCG's.
--   What is made of parts (a standardised rate, a life table, a distribution of bands) is known only where every part is:
--   with a part missing all are `missing`, with a part suppressed all are `suppressed`, as it could be worked out.
-- Notes: `is_band` marks ages that only serve to standardise or to make a life table; `is_its_own` is false for a figure of the
--   CCG. A table, because figures and the pooling of groups both read it: as a view, two thirds of the time to make figures went
--   into it.
CREATE TABLE metrics.published AS
WITH figure AS (
    SELECT * FROM metrics.diabetes
    UNION ALL BY NAME
    SELECT * FROM metrics.copd
    UNION ALL BY NAME
    SELECT * FROM metrics.cancer
    UNION ALL BY NAME
    SELECT * FROM metrics.cvd
    UNION ALL BY NAME
    SELECT * FROM metrics.mental_health
    UNION ALL BY NAME
    SELECT * FROM metrics.learning_disabilities
    UNION ALL BY NAME
    SELECT * FROM metrics.survey
    UNION ALL BY NAME
    SELECT * FROM metrics.population
),

of_borough AS (
    SELECT figure.* REPLACE ('borough' AS area_type, ccg.borough_code AS area_code), FALSE AS is_its_own
    FROM figure
    INNER JOIN staging.one_borough_ccg AS ccg ON figure.area_type = 'sub_icb' AND figure.area_code = ccg.ccg_code
),

every_area AS (
    SELECT *, TRUE AS is_its_own FROM figure
    UNION ALL BY NAME
    SELECT * FROM of_borough
),

-- The parts that make a whole: five-year ages of a standardised rate, bands of a distribution.
in_parts AS (
    SELECT
        figure.*,
        indicator.kind,
        indicator.multiplier,
        len(indicator.age_bands) > 0 AND figure.age <> indicator.age AS is_band,
        list_contains(indicator.age_bands, figure.age) OR list_contains(indicator.bands, figure.category) AS is_part,
        len(indicator.age_bands) + len(indicator.bands) AS parts,
        CASE WHEN len(indicator.age_bands) > 0 THEN figure.category END AS breakdown
    FROM every_area AS figure
    INNER JOIN tables.indicator AS indicator ON figure.indicator_id = indicator.indicator_id
)

SELECT
    indicator_id,
    domain,
    kind,
    multiplier,
    area_type,
    area_code,
    period,
    sex,
    age,
    category,
    numerator,
    denominator,
    interval_base,
    value,
    lower95,
    upper95,
    lower99_8,
    upper99_8,
    CASE
        WHEN NOT is_part THEN state
        WHEN bool_or(state = 'suppressed') OVER whole THEN 'suppressed'
        WHEN count(*) FILTER (state IN ('value', 'not_applicable')) OVER whole < parts THEN 'missing'
        ELSE state
    END AS state,
    priority,
    source_id,
    is_band,
    is_its_own
FROM in_parts
WINDOW whole AS (
    PARTITION BY indicator_id, area_type, area_code, period, sex, breakdown, priority, is_its_own, is_part
);
