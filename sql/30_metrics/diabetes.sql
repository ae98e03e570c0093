-- Diabetes
-- Grain: one row per indicator, source, area, period, sex, age and category, for the areas that the source publishes
-- Reads: staging.measure
-- Method: which code, numerator and denominator make each indicator. QOF denominators include personalised care adjustments
--   (exceptions before 2019/20) in the main category; the other two categories leave them out or count only them.
--   dm_retinal_screening_uptake: local return; attended digital screening / offered it; new standards of the programme from
--     2024/25 (break)
--   dm_bp_140_80: DM003 to 2018/19, last reading 140/80 or less / diabetes register 17+; DM019 from 2019/20 leaves out moderate
--     or severe frailty (break); DM033 from 2023/24 asks for 140/90 (break); DM036 from 2025/26 up to age 79 (break)
--   dm_cholesterol_5: DM004 to 2018/19, last cholesterol 5 mmol/l or less / register; retired
--   dm_hba1c_59: DM007 to 2018/19, last HbA1c 59 mmol/mol or less / register; DM020 from 2019/20 asks for 58 or less and leaves
--     out frailty (break)
--   dm_education_newly_diagnosed: DM014, referred to structured education within 9 months / newly diagnosed in the year
--   dm_eight_care_processes: DM037 from 2026/27, all eight care processes in the year / diabetes register
--   dm_admissions: local return; admissions due to diabetes / population aged 17 and over
--   dm_sight_loss: Fingertips 41203; new certifications due to diabetic eye disease / population aged 12 and over
--   dm_dka_coma_admissions: local return; observed emergency admissions / expected at England's age-specific rates
--   dm_yll_male, dm_yll_female: local return; years of life lost at ages 1 to 74, directly standardised
--   dm_foot_amputation: local return; admissions for diabetic amputation / population
-- Notes: the years that a code is read in come from the catalogue (data/indicators/diabetes.toml).
CREATE VIEW metrics.diabetes AS
SELECT * FROM staging.measure
WHERE domain = 'diabetes';
