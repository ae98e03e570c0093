-- Every published figure that the catalogue knows, in one shape
-- Grain: one row per indicator, source, area, period, sex, age and category
-- Reads: staging.qof_achievement, staging.qof_prevalence, staging.fingertips, staging.survey, staging.local_return,
--   staging.registered_patients, staging.modelled_prevalence, staging.catalogue_code
-- Notes: `value` is set only where the publisher gives it; counts decide where there are any. `interval_base` is NULL where the
--   interval rests on the denominator itself.
CREATE VIEW staging.measure AS
SELECT
    indicator_id, domain, area_type, area_code, period, sex, age, category, numerator, denominator,
    NULL::DOUBLE AS interval_base, NULL::DOUBLE AS value, NULL::DOUBLE AS lower95, NULL::DOUBLE AS upper95,
    NULL::DOUBLE AS lower99_8, NULL::DOUBLE AS upper99_8, state, priority, source_id
FROM staging.qof_achievement
UNION ALL
SELECT
    indicator_id, domain, area_type, area_code, period, sex, age, '', numerator, denominator,
    NULL, NULL, NULL, NULL, NULL, NULL, state, priority, source_id
FROM staging.qof_prevalence
UNION ALL
SELECT
    indicator_id, domain, area_type, area_code, period, sex, age, category, numerator, denominator,
    NULL, value, lower95, upper95, lower99_8, upper99_8, state, priority, source_id
FROM staging.fingertips
UNION ALL
SELECT
    indicator_id, domain, area_type, area_code, period, sex, age, '', numerator, denominator,
    interval_base, value, NULL, NULL, NULL, NULL, state, priority, source_id
FROM staging.survey
UNION ALL
SELECT
    indicator_id, domain, area_type, area_code, period, sex, age, category, numerator, denominator,
    NULL, value, NULL, NULL, NULL, NULL, state, priority, source_id
FROM staging.local_return
UNION ALL
SELECT
    catalogue.indicator_id, catalogue.domain, patients.area_type, patients.area_code,
    strftime(patients.extract_date, '%Y-%m'), catalogue.sex, catalogue.age, '', patients.numerator,
    CASE WHEN patients.age_group <> 'all' THEN patients.denominator END,
    NULL, NULL, NULL, NULL, NULL, NULL, 'value', catalogue.priority, patients.source_id
FROM staging.registered_patients AS patients
INNER JOIN staging.catalogue_code AS catalogue
    ON catalogue.publication = 'registered_patients' AND patients.age_group = catalogue.code
UNION ALL
SELECT
    catalogue.indicator_id, catalogue.domain, 'practice', modelled.practice_code, modelled.period, catalogue.sex,
    catalogue.age, '', modelled.numerator, modelled.denominator,
    NULL, NULL, modelled.lower95, modelled.upper95, NULL, NULL, 'value', catalogue.priority, modelled.source_id
FROM staging.modelled_prevalence AS modelled
INNER JOIN staging.catalogue_code AS catalogue
    ON catalogue.publication = 'modelled_prevalence' AND modelled.condition = catalogue.code;
