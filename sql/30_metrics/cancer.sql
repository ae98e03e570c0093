-- Cancer
-- Grain: one row per indicator, source, area, period, sex, age and category, for the areas that the source publishes
-- Reads: staging.measure
-- Method: which numerator and denominator make each indicator.
--   cancer_bowel_screening: local return; screened in the last 30 months / eligible, ages 60 to 69
--   cancer_bowel_screening_60_74: Fingertips 91720; screened in the last 30 months / eligible, ages 60 to 74
--   cancer_stage_1_2: local return; diagnosed at stage 1 or 2 / diagnosed with a recorded stage
--   cancer_tww_seen_2_weeks: local return; seen within two weeks / urgent referrals for suspected cancer
--   cancer_tww_cancer_diagnosis: local return; a count of urgent referrals with a cancer diagnosis, beside all of them
--   cancer_mortality_u75_all: Fingertips 40501; deaths under 75, directly standardised to the European Standard Population 2013
--   cancer_mortality_u75_lung, cancer_mortality_u75_breast, cancer_mortality_u75_colorectal: local return, the same method;
--     breast cancer counts women only
--   cancer_emergency_admissions: local return; emergency admissions with cancer, directly standardised
-- Notes: a standardised rate that comes as a value keeps the publisher's interval; one that comes in five-year age bands is
--   standardised here (metrics.valued).
CREATE VIEW metrics.cancer AS
SELECT * FROM staging.measure
WHERE domain = 'cancer';
