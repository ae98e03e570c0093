-- Mental health
-- Grain: one row per indicator, source, area, period, sex, age and category, for the areas that the source publishes
-- Reads: staging.measure
-- Method: which code, numerator and denominator make each indicator. QOF denominators include personalised care adjustments
--   (exceptions before 2019/20) in the main category; the other two categories leave them out or count only them.
--   mh_depression_review: DEP002 in 2013/14, reviewed 10 to 35 days after diagnosis / newly diagnosed at 18 or over; DEP003 from
--     2014/15 to 2022/23, 10 to 56 days (break); DEP004 from 2023/24 to 2024/25 (break)
--   mh_dementia_diagnosis_rate: Fingertips 92949, else local return; on the dementia register at 65 or over / people estimated to
--     have dementia
--   mh_early_intervention_psychosis: local return; new cases seen by early intervention teams / population
--   mh_bme_access: local return; people from minority ethnic groups in contact with services / their population
--   mh_paid_employment: local return; in paid employment / adults in contact with secondary services
--   mh_smi_bp_recorded: MH003, blood pressure recorded in 12 months / severe mental illness register
--   mh_iapt_referrals, mh_iapt_recovery: local return; counts of people
--   mh_smi_glucose_recorded: MH005 in 2013/14 (aged 40 and over); MH012 from 2021/22 (whole register, break); recorded / register
--   mh_readmissions_30d: local return; observed readmissions / expected, England = 100
--   mh_schizophrenia_admissions: local return; observed emergency admissions / expected at England's age-specific rates
-- Notes: the years that a code is read in come from the catalogue (data/indicators/mental_health.toml).
CREATE VIEW metrics.mental_health AS
SELECT * FROM staging.measure
WHERE domain = 'mental_health';
