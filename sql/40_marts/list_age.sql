-- Who is on the lists: patients by sex and five-year age group, of practices, boroughs and England
-- Grain: one row per area x month x sex x age group
-- Key: area_type, area_code, period, sex, age
-- Reads: tables.registered_patients, tables.period, staging.list_reach, staging.area, metrics.pooling_member, macros.is_enough
-- Method: practices as published, single ages added up to five-year groups, the open last group as it is printed. Where two files
--   carry a practice in one month, the file of more areas counts. Boroughs and England are the sum of the practices that belonged
--   to them on the last day of the month, where enough of those have ages (macros.is_enough).
-- Notes: practices are those of the places. `share_of_list` is of all patients whose sex and age the files tell. `source_id` is
--   NULL for boroughs and England, whose practices may stand in several files.
CREATE TABLE marts.list_age AS
WITH told AS (
    SELECT
        *,
        strftime(extract_date, '%Y-%m') AS period,
        CASE WHEN regexp_full_match(age, '\d+') THEN 5 * (age::INTEGER // 5) END AS single_from
    FROM tables.registered_patients
    WHERE area_type = 'practice' AND sex IN ('Male', 'Female') AND age <> 'All ages'
),

chosen AS (
    SELECT
        told.area_code,
        told.period,
        arg_max(told.source_id, (reach.areas, -told.source_id)) AS source_id
    FROM told
    INNER JOIN staging.list_reach AS reach ON told.source_id = reach.source_id
    GROUP BY told.area_code, told.period
),

practice AS (
    SELECT
        told.area_code,
        told.period,
        told.source_id,
        told.sex,
        coalesce(told.single_from || '-' || (told.single_from + 4), told.age) AS age,
        sum(told.patients) AS patients
    FROM told
    INNER JOIN chosen
        ON told.area_code = chosen.area_code AND told.period = chosen.period AND told.source_id = chosen.source_id
    GROUP BY ALL
),

reported AS (
    SELECT
        member.parent_type,
        member.parent_code,
        member.period,
        count(*) FILTER (WHERE member.is_expected) AS areas_expected,
        count(chosen.area_code) AS areas_counted
    FROM metrics.pooling_member AS member
    LEFT JOIN chosen ON member.child_code = chosen.area_code AND member.period = chosen.period
    WHERE member.child_type = 'practice' AND member.parent_type IN ('borough', 'england')
    GROUP BY ALL
),

listed AS (
    SELECT
        'practice' AS area_type,
        practice.*
    FROM practice
    INNER JOIN staging.area AS area
        ON area.area_type = 'practice' AND practice.area_code = area.area_code AND area.place_code IS NOT NULL
    UNION ALL BY NAME
    SELECT
        member.parent_type AS area_type,
        member.parent_code AS area_code,
        practice.period,
        NULL AS source_id,
        practice.sex,
        practice.age,
        sum(practice.patients) AS patients
    FROM practice
    INNER JOIN metrics.pooling_member AS member
        ON member.child_type = 'practice' AND practice.area_code = member.child_code AND practice.period = member.period
    INNER JOIN reported
        ON
            member.parent_type = reported.parent_type
            AND member.parent_code = reported.parent_code
            AND member.period = reported.period
            AND macros.is_enough(reported.parent_type, reported.areas_counted, reported.areas_expected)
    GROUP BY ALL
)

SELECT
    listed.area_type,
    listed.area_code,
    listed.period,
    period.period_end,
    listed.sex,
    listed.age,
    regexp_extract(listed.age, '^\d+')::INTEGER AS age_from,
    listed.patients::BIGINT AS patients,
    100 * listed.patients / nullif(sum(listed.patients) OVER (PARTITION BY listed.area_type, listed.area_code, listed.period), 0)
        AS share_of_list,
    listed.source_id
FROM listed
INNER JOIN tables.period AS period ON listed.period = period.period
ORDER BY listed.area_type, listed.area_code, period.period_end, listed.sex, age_from;
