-- Practices that have or had registered patients
-- Grain: one row per practice
-- Reads: tables.qof_register, tables.qof_measure, tables.registered_patients, tables.survey_result, tables.modelled_prevalence,
--   tables.fingertips_value, tables.locality_practice, tables.local_return
-- Notes: the register of prescribing cost centres (epraccur) also holds clinics, prisons and services without a list; only
--   practices that some publication gives a figure for, or a place file names, are practices here.
CREATE VIEW staging.listed_practice AS
SELECT area_code AS practice_code FROM tables.qof_register
WHERE area_type = 'practice'
UNION
SELECT area_code FROM tables.qof_measure
WHERE area_type = 'practice'
UNION
SELECT area_code FROM tables.registered_patients
WHERE area_type = 'practice'
UNION
SELECT area_code FROM tables.survey_result
WHERE area_type = 'practice'
UNION
SELECT practice_code FROM tables.modelled_prevalence
UNION
SELECT area_code FROM tables.fingertips_value
WHERE area_type = 'practice'
UNION
SELECT area_code FROM tables.local_return
WHERE area_type = 'practice'
UNION
SELECT practice_code FROM tables.locality_practice;
