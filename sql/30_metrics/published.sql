-- Every published figure, all domains, ready for intervals and pooling
-- Grain: one row per indicator, source, area, period, sex, age and category
-- Reads: metrics.diabetes, metrics.copd, metrics.cancer, metrics.cvd, metrics.mental_health, metrics.learning_disabilities,
--   metrics.survey, metrics.population, tables.indicator, staging.one_borough_ccg
-- Method: a CCG that was one borough gives that borough its figures, under the borough's code; the source stays the CCG's.
-- Notes: `is_band` marks five-year ages that only serve to standardise; `is_its_own` is false for a figure of the CCG.
CREATE VIEW metrics.published AS
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
)

SELECT
    figure.indicator_id,
    figure.domain,
    indicator.kind,
    indicator.multiplier,
    figure.area_type,
    figure.area_code,
    figure.period,
    figure.sex,
    figure.age,
    figure.category,
    figure.numerator,
    figure.denominator,
    figure.interval_base,
    figure.value,
    figure.lower95,
    figure.upper95,
    figure.lower99_8,
    figure.upper99_8,
    figure.state,
    figure.priority,
    figure.source_id,
    indicator.kind = 'directly_standardised_rate' AND figure.age <> indicator.age AS is_band,
    figure.is_its_own
FROM (
    SELECT *, TRUE AS is_its_own FROM figure
    UNION ALL BY NAME
    SELECT * FROM of_borough
) AS figure
INNER JOIN tables.indicator AS indicator ON figure.indicator_id = indicator.indicator_id;
