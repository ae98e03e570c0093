-- Groups whose members are only partly known, so that no sum over them can stand for the group
-- Grain: one row per group, kind of member and period
-- Reads: staging.member_of_period, staging.ccg_of_year, staging.practice_borough, staging.area, staging.membership,
--   staging.listed_practice, staging.one_borough_ccg, staging.integrated_care, tables.place, tables.system_member, tables.period,
--   macros.england
-- Method: a system is partly known while one of its boroughs has no known practice, and none of its sub-ICBs has one today.
--   England is partly known in a period while fewer than two regions of that period have practices, or one of them has none. The
--   regions of a period are those that its practices and its CCGs belonged to: one that was abolished before is none of them.
--   Of CCGs there is no such list; they stand for England where they lie in two regions or more.
--   A borough whose practices are only known by their postcodes is partly known while a practice of the same CCG or sub-ICB has
--   no borough: it may lie there, and its postcode was not loaded.
--   An integrated care board is not the sum of CCGs in a period in which one was divided between it and others: of a CCG, a
--   twentieth of the practices may have gone elsewhere.
-- Notes: one borough's return, or one region's QOF file, loaded alone must never pass for the system or for England.
CREATE VIEW staging.partly_known AS
WITH region AS (
    SELECT
        member.period,
        member.parent_code,
        bool_or(member.child_type = 'practice') AS has_practices,
        bool_or(member.child_type = 'sub_icb') AS has_ccgs
    FROM staging.member_of_period AS member
    LEFT JOIN staging.ccg_of_year AS ccg
        ON member.period = ccg.period AND member.child_code = ccg.area_code
    WHERE
        member.parent_type = 'region'
        AND member.parent_code LIKE 'E40%'
        AND (member.child_type = 'practice' OR (member.child_type = 'sub_icb' AND ccg.area_code IS NOT NULL))
    GROUP BY ALL
),

whole AS (
    SELECT
        'practice' AS child_type,
        period
    FROM region
    GROUP BY period
    HAVING count(*) >= 2 AND bool_and(has_practices)
    UNION ALL
    SELECT
        'sub_icb' AS child_type,
        period
    FROM region
    GROUP BY period
    HAVING count(*) FILTER (has_ccgs) >= 2
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
),

system AS (
    SELECT DISTINCT borough.system_code
    FROM tables.system_member AS borough
    ANTI JOIN staging.practice_borough AS practice ON borough.member_code = practice.borough_code
    ANTI JOIN by_sub_icb ON borough.system_code = by_sub_icb.system_code
    WHERE borough.member_type = 'borough'
),

-- Where each practice of today belongs, and whether its borough is known.
today AS (
    SELECT
        membership.child_code AS practice_code,
        membership.parent_code AS sub_icb_code,
        borough.borough_code
    FROM staging.membership AS membership
    INNER JOIN staging.listed_practice AS listed ON membership.child_code = listed.practice_code
    LEFT JOIN staging.practice_borough AS borough ON membership.child_code = borough.practice_code
    WHERE membership.child_type = 'practice' AND membership.parent_type = 'sub_icb' AND membership.valid_to IS NULL
),

borough AS (
    SELECT DISTINCT placed.borough_code
    FROM today AS placed
    INNER JOIN today AS neighbour
        ON placed.sub_icb_code = neighbour.sub_icb_code AND neighbour.borough_code IS NULL
    ANTI JOIN tables.place AS place ON placed.borough_code = place.place_code
    ANTI JOIN staging.one_borough_ccg AS ccg ON placed.borough_code = ccg.borough_code
    WHERE placed.borough_code IS NOT NULL
),

-- CCGs of a period that were divided between boards.
divided AS (
    SELECT DISTINCT
        board.icb_code,
        ccg.period
    FROM staging.ccg_of_year AS ccg
    INNER JOIN staging.integrated_care AS board ON ccg.area_code = board.sub_icb_code
    WHERE board.share_of_practices > 0.05 AND board.share_of_practices < 0.95
),

child AS (SELECT unnest(['practice', 'sub_icb']) AS child_type)

SELECT
    'system' AS area_type,
    system.system_code AS area_code,
    'practice' AS child_type,
    period.period
FROM system
CROSS JOIN tables.period AS period
UNION ALL BY NAME
SELECT
    'borough' AS area_type,
    borough.borough_code AS area_code,
    'practice' AS child_type,
    period.period
FROM borough
CROSS JOIN tables.period AS period
UNION ALL BY NAME
SELECT
    'icb' AS area_type,
    icb_code AS area_code,
    'sub_icb' AS child_type,
    period
FROM divided
UNION ALL BY NAME
SELECT
    'england' AS area_type,
    macros.england() AS area_code,
    child.child_type,
    period.period
FROM tables.period AS period
CROSS JOIN child
ANTI JOIN whole ON period.period = whole.period AND child.child_type = whole.child_type;
