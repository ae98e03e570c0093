-- Population: lists, ages, deprivation, life expectancy, smoking, obesity, recorded prevalence and the gap to modelled prevalence
-- Grain: one row per indicator, source, area, period, sex, age and category, for the areas that the source publishes
-- Reads: staging.measure, staging.newest_list
-- Method: which numerator and denominator make each indicator.
--   pop_list_size, pop_aged_65_plus, pop_aged_75_plus: patients registered on the first of the month; of those ages / all
--   pop_deprivation_score: Fingertips 93553 (IMD 2019), 94240 (IMD 2025); the average score of the practice's patients
--   pop_life_expectancy_male, pop_life_expectancy_female: Fingertips 90366, else deaths / population by age of a local return
--   pop_life_expectancy_gap_male, pop_life_expectancy_gap_female: Fingertips 92901, slope index within the area
--   pop_smoking: Fingertips 91547; recorded smokers / patients aged 15 and over
--   prev_af AF, prev_chd CHD, prev_heart_failure HF, prev_hypertension HYP, prev_stroke_tia STIA, prev_pad PAD, prev_copd COPD,
--     prev_asthma AST, prev_cancer CAN, prev_diabetes DM, prev_ndh NDH, prev_ckd CKD, prev_obesity OB, prev_dementia DEM,
--     prev_depression DEP, prev_smi MH, prev_learning_disabilities LD: patients on the QOF register / list of the register's ages
--   obesity_referred: OB004 from 2026/27; obesity_medicine_offered: OB005 from 2026/27
--   prev_gap_chd, prev_gap_hypertension, prev_gap_stroke, prev_gap_depression, prev_gap_pad: people the model expects less
--     people on the register / list
-- Notes: a score is pooled over practices by weighting with their newest list, which gives the average over all their patients.
CREATE VIEW metrics.population AS
SELECT
    measure.* REPLACE (
        CASE
            WHEN measure.indicator_id = 'pop_deprivation_score' THEN measure.value * newest_list.patients
            ELSE measure.numerator
        END AS numerator,
        CASE
            WHEN measure.indicator_id = 'pop_deprivation_score' THEN newest_list.patients
            ELSE measure.denominator
        END AS denominator
    )
FROM staging.measure AS measure
LEFT JOIN staging.newest_list AS newest_list
    ON measure.area_type = 'practice' AND measure.area_code = newest_list.area_code
WHERE measure.domain = 'population';
