-- Groups whose practices are only partly known, so that no sum over practices can stand for them
-- Grain: one row per group
-- Reads: staging.area, staging.area_member, staging.membership, staging.practice_borough, tables.system_member,
--   macros.england
-- Method: a system is partly known while one of its boroughs has no known practice, and none of its sub-ICBs has one today.
--   England is partly known while fewer than two regions have practices, or an NHS region that some publication names has none.
-- Notes: one borough's return, or one region's QOF file, loaded alone must never pass for the system or for England.
CREATE VIEW staging.partly_known AS
WITH region AS (
    SELECT
        area.area_code,
        bool_or(member.child_code IS NOT NULL) AS has_practices
    FROM staging.area AS area
    LEFT JOIN staging.area_member AS member
        ON
            area.area_code = member.parent_code
            AND member.parent_type = 'region'
            AND member.child_type = 'practice'
    WHERE area.area_type = 'region' AND area.area_code LIKE 'E40%'
    GROUP BY area.area_code
),

by_sub_icb AS (
    SELECT DISTINCT system.system_code
    FROM tables.system_member AS system
    INNER JOIN staging.membership AS membership
        ON
            membership.child_type = 'practice'
            AND membership.parent_type = 'sub_icb'
            AND system.member_code = membership.parent_code
            AND membership.valid_to IS NULL
    INNER JOIN staging.area AS practice
        ON practice.area_type = 'practice' AND membership.child_code = practice.area_code AND practice.closed IS NULL
    WHERE system.member_type = 'sub_icb'
)

SELECT DISTINCT
    'system' AS area_type,
    borough.system_code AS area_code
FROM tables.system_member AS borough
ANTI JOIN staging.practice_borough AS practice ON borough.member_code = practice.borough_code
ANTI JOIN by_sub_icb ON borough.system_code = by_sub_icb.system_code
WHERE borough.member_type = 'borough'
UNION ALL
SELECT
    'england' AS area_type,
    macros.england() AS area_code
FROM region
HAVING count(*) < 2 OR NOT bool_and(has_practices);
