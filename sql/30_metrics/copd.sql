-- Chronic obstructive pulmonary disease
-- Grain: one row per indicator, source, area, period, sex, age and category, for the areas that the source publishes
-- Reads: staging.measure
-- Method: which code, numerator and denominator make each indicator. QOF denominators include personalised care adjustments
--   (exceptions before 2019/20) in the main category; the other two categories leave them out or count only them.
--   copd_smoking_cessation_4wk: local return; four-week quitters / population aged 16 and over
--   copd_spirometry_confirmed: COPD002 to 2019/20, confirmed by spirometry / diagnosed since April 2011; then part of the register
--   copd_review_mrc: COPD003 to 2019/20, reviewed with breathlessness score / COPD register; COPD010 from 2020/21 counts
--     exacerbations too (break)
--   copd_smokers_referred_cessation: local return; referred to a stop smoking clinic / smokers with COPD
--   copd_mrc3_pulmonary_rehab: COPD008 from 2019/20, COPD014 from 2023/24 to 2024/25 (break); referred to rehabilitation / MRC
--     score 3 or more
--   copd_self_management_plan: local return; with a plan / severe or very severe COPD
--   copd_smoking_prevalence: local return; current smokers / patients with COPD
--   copd_severity: local return, one category per band; patients in the band / patients in any band
--   copd_emergency_admissions: local return; emergency admissions / 100 patients on the register
--   copd_u75_mortality_preventable: local return; deaths under 75 considered preventable, directly standardised
-- Notes: the severity bands of an area share one denominator, the sum of the bands, where the return gives none.
CREATE VIEW metrics.copd AS
WITH figure AS (
    SELECT
        *,
        sum(numerator) OVER (PARTITION BY indicator_id, area_type, area_code, period, sex, age, priority) AS all_bands
    FROM staging.measure
    WHERE domain = 'copd'
)

SELECT
    * EXCLUDE (all_bands)
    REPLACE (CASE WHEN indicator_id = 'copd_severity' THEN coalesce(denominator, all_bands) ELSE denominator END AS denominator)
FROM figure;
