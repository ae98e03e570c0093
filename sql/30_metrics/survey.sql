-- GP Patient Survey
-- Grain: one row per indicator, source, area and survey year, for the areas that the survey publishes
-- Reads: staging.measure
-- Method: weighted positive answers / weighted answers, "don't know" and "haven't tried" left out as the survey does. By era:
--   survey_ed1_gp_enough_time: Q21a to 2017; Q86a from 2018 (any professional, break)
--   survey_ed1_gp_listening: Q21b to 2017; Q86b from 2018 (break); lastgpapptlisten from 2024 (break)
--   survey_ed1_gp_explaining: Q21c to 2017; not asked since
--   survey_ed1_gp_involving: Q21d to 2017; Q88 from 2018 (break); lastgpapptdecision from 2024 (break)
--   survey_ed1_gp_care_concern: Q21e to 2017; Q86c from 2018 (break); lastgpapptcare from 2024 (break)
--   survey_ed1_nurse_enough_time, survey_ed1_nurse_listening, survey_ed1_nurse_explaining, survey_ed1_nurse_involving,
--     survey_ed1_nurse_care_concern: Q23a, Q23b, Q23c, Q23d, Q23e to 2017; GPs and nurses are no longer asked about apart
--   survey_ed2_overall_experience: Q28 to 2023 (break in 2018); overallexp from 2024 (break)
--   survey_ed3_making_appointment: Q18 to 2023 (break in 2018); gpcontactoverall from 2024 (contacting the practice, break)
--   survey_ltc_support: healthsupport from 2024
--   survey_access_phone: Q3 to 2023 (break in 2018); localgpservicesphone from 2024 (break)
--   survey_access_website: Q6 from 2018; localgpserviceswebsite from 2024 (break)
--   survey_access_appointment_times: Q8 from 2018 to 2023
--   survey_access_online_booking: local return
-- Notes: suppressed by the publisher below 10 answers. The interval rests on the effective sample (staging.survey).
CREATE VIEW metrics.survey AS
SELECT * FROM staging.measure
WHERE domain = 'survey';
