-- Every published figure that the catalogue knows, in one shape
-- Grain: one row per indicator, source, area, period, sex, age and category
-- Reads: staging.qof_achievement, staging.qof_prevalence, staging.fingertips, staging.survey, staging.local_return,
--   staging.registered_patients, staging.modelled_prevalence, staging.catalogue_code
-- Notes: what a source does not tell is NULL. `value` is set only where the publisher gives it; counts decide where there are any.
--   `interval_base` is NULL where the interval rests on the denominator itself.
CREATE VIEW staging.measure AS
WITH every_source AS (
    SELECT
        indicator_id, domain, area_type, area_code, period, sex, age, category, numerator, denominator, state, priority, source_id,
        NULL::DOUBLE AS interval_base, NULL::DOUBLE AS value, NULL::DOUBLE AS lower95, NULL::DOUBLE AS upper95,
        NULL::DOUBLE AS lower99_8, NULL::DOUBLE AS upper99_8
    FROM staging.qof_achievement
    UNION ALL BY NAME
    SELECT
        indicator_id, domain, area_type, area_code, period, sex, age, '' AS category, numerator, denominator, state, priority,
        source_id
    FROM staging.qof_prevalence
    UNION ALL BY NAME
    SELECT
        indicator_id, domain, area_type, area_code, period, sex, age, category, numerator, denominator, value, lower95, upper95,
        lower99_8, upper99_8, state, priority, source_id
    FROM staging.fingertips
    UNION ALL BY NAME
    SELECT
        indicator_id, domain, area_type, area_code, period, sex, age, '' AS category, numerator, denominator, interval_base, value,
        state, priority, source_id
    FROM staging.survey
    UNION ALL BY NAME
    SELECT
        indicator_id, domain, area_type, area_code, period, sex, age, category, numerator, denominator, value, state, priority,
        source_id
    FROM staging.local_return
    UNION ALL BY NAME
    SELECT
        catalogue.indicator_id, catalogue.domain, patients.area_type, patients.area_code,
        strftime(patients.extract_date, '%Y-%m') AS period, catalogue.sex, catalogue.age, '' AS category, patients.numerator,
        CASE WHEN patients.age_group <> 'all' THEN patients.denominator END AS denominator, 'value' AS state, catalogue.priority,
        patients.source_id
    FROM staging.registered_patients AS patients
    INNER JOIN staging.catalogue_code AS catalogue
        ON catalogue.publication = 'registered_patients' AND patients.age_group = catalogue.code
    UNION ALL BY NAME
    SELECT
        catalogue.indicator_id, catalogue.domain, 'practice' AS area_type, modelled.practice_code AS area_code, modelled.period,
        catalogue.sex, catalogue.age, '' AS category, modelled.numerator, modelled.denominator, modelled.lower95,
        modelled.upper95, 'value' AS state, catalogue.priority, modelled.source_id
    FROM staging.modelled_prevalence AS modelled
    INNER JOIN staging.catalogue_code AS catalogue
        ON catalogue.publication = 'modelled_prevalence' AND modelled.condition = catalogue.code
)

SELECT
    indicator_id,
    domain,
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
    state,
    priority,
    source_id
FROM every_source;
