-- Cardiovascular disease
-- Grain: one row per indicator, source, area, period, sex, age and category, for the areas that the source publishes
-- Reads: staging.measure
-- Method: which code, numerator and denominator make each indicator. QOF denominators include personalised care adjustments
--   (exceptions before 2019/20) in the main category; the other two categories leave them out or count only them.
--   cvd_nhs_health_check: Fingertips 91112, else local return; received a check / eligible, ages 40 to 74, cumulative
--     over five years
--   cvd_af_stroke_risk: AF002 in 2013/14 (CHADS2); AF006 from 2015/16 (CHA2DS2-VASc, break); assessed / atrial fibrillation
--     register without those already known to be at risk
--   cvd_af_anticoagulation: AF004 to 2014/15; AF007 from 2015/16 to 2022/23 (CHA2DS2-VASc, break); AF008 from 2023/24 (direct
--     oral anticoagulants first, break); on an anticoagulant / at higher risk
--   cvd_chd_bp_150_90: CHD002 to 2018/19, 150/90 or less / heart disease register; from 2019/20 CHD008 (79 and under, 140/90)
--     plus CHD009 (80 and over, 150/90) (break); from 2023/24 to 2025/26 CHD015 plus CHD016 (break)
--   cvd_bp_heart_disease_stroke: CD001 (79 and under, 140/90) plus CD002 (80 and over, 150/90) from 2026/27; on target / heart
--     disease or stroke registers without frailty
--   cvd_chd_cholesterol_5: CHD003 in 2013/14, 5 mmol/l or less / heart disease register; retired
--   cvd_chd_antithrombotic: CHD005, aspirin, antiplatelet or anticoagulant recorded / heart disease register
--   cvd_hypertension_bp_150_90: HYP002 in 2013/14 (9 months); HYP006 from 2014/15 to 2018/19 (12 months, break); from 2019/20
--     HYP003 plus HYP007 by age (break); from 2023/24 to 2025/26 HYP008 plus HYP009 (break); from 2026/27
--     HYP010 plus HYP011 without frailty (break)
--   cvd_heart_failure_four_medicines: HF009 from 2026/27, on all four groups of medicines / heart failure with reduced ejection
--     fraction
--   cvd_heart_stroke_premature_mortality: Fingertips 40401; deaths under 75, directly standardised
--   cvd_stroke_emergency_admissions: local return; observed emergency admissions / expected at England's age-specific rates
--   cvd_hypertension_emergency_admissions: local return; emergency admissions / people on the hypertension list, per 100
-- Notes: the years that a code is read in come from the catalogue (data/indicators/cvd.toml).
CREATE VIEW metrics.cvd AS
SELECT * FROM staging.measure
WHERE domain = 'cvd';
