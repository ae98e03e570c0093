-- Whose figures make up which group in each period
-- Grain: one row per member, group and period
-- Reads: staging.member_of_period, metrics.similar_practice, staging.area, staging.partly_known, staging.ccg_of_year,
--   tables.period
-- Method: practices make up localities, networks, sub-ICBs, boroughs, ICBs, systems, regions and England; CCGs and sub-ICBs make
--   up ICBs, systems, regions and England; boroughs make up systems, and the councils that they were merged into. The practices
--   like a practice are a group of type similar, under its code.
-- Notes: this is the membership that metrics.pooled pools by; another relation with these columns pools another grouping.
--   `is_expected` where the member was open on the last day of the period, or of CCGs existed in it, so that the group's figure
--   should hold it.
CREATE VIEW metrics.pooling_member AS
WITH membership AS (
    SELECT * FROM staging.member_of_period
    UNION ALL BY NAME
    SELECT
        'practice' AS child_type,
        alike.peer_code AS child_code,
        'similar' AS parent_type,
        alike.practice_code AS parent_code,
        period.period,
        period.period_end
    FROM metrics.similar_practice AS alike
    CROSS JOIN tables.period AS period
)

SELECT
    member.child_type,
    member.child_code,
    member.parent_type,
    member.parent_code,
    member.period,
    (area.opened IS NULL OR area.opened <= member.period_end)
    AND (area.closed IS NULL OR area.closed > member.period_end)
    AND (member.child_type <> 'sub_icb' OR ccg.area_code IS NOT NULL) AS is_expected
FROM membership AS member
INNER JOIN staging.area AS area
    ON member.child_type = area.area_type AND member.child_code = area.area_code
LEFT JOIN staging.partly_known AS partly
    ON
        member.parent_type = partly.area_type
        AND member.parent_code = partly.area_code
        AND member.child_type = partly.child_type
        AND member.period = partly.period
LEFT JOIN staging.ccg_of_year AS ccg
    ON member.period = ccg.period AND member.child_code = ccg.area_code
WHERE
    partly.area_code IS NULL
    AND (
        member.child_type = 'practice'
        OR (member.child_type = 'sub_icb' AND member.parent_type IN ('icb', 'system', 'region', 'england'))
        OR (member.child_type = 'borough' AND member.parent_type IN ('borough', 'system'))
    );
