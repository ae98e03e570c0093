-- The area tree over time
-- Grain: one row per child, parent and spell
-- Reads: staging.area, staging.membership, staging.practice_borough, staging.integrated_care, staging.listed_practice,
--   staging.registered_practice, tables.locality_practice, tables.locality, tables.place, tables.system_member,
--   tables.merged_council, tables.former_ccg, macros.england
-- Method: practices belong to their locality as the place file says, to their network, sub-ICB and region as the registers say
--   on the day, to their borough always, and always to the integrated care board that they are part of now (those that closed in
--   a CCG that was divided since: to the one that most of its practices went to). A system has the practices of its boroughs and
--   those that its CCGs and sub-ICBs ever had, in the years that the place file gives it. A merged council has its parts until it
--   was formed; they are compared with nobody. To England belong the practices that a register knows.
-- Notes: valid_from is 1900-01-01 where membership has no known beginning; valid_to is NULL where it has not ended.
CREATE TABLE staging.area_member AS
WITH
-- What has always been so, as far as a figure of any year is concerned.
always AS (
    SELECT
        'practice' AS child_type,
        practice_code AS child_code,
        'borough' AS parent_type,
        borough_code AS parent_code
    FROM staging.practice_borough
    UNION BY NAME
    SELECT
        member.child_type,
        member.child_code,
        'icb' AS parent_type,
        board.icb_code AS parent_code
    FROM staging.membership AS member
    INNER JOIN staging.integrated_care AS board ON member.parent_code = board.sub_icb_code
    INNER JOIN staging.area AS area ON member.child_type = area.area_type AND member.child_code = area.area_code
    WHERE member.parent_type = 'sub_icb' AND member.valid_to IS NULL AND board.share_of_practices > 0.5
    UNION BY NAME
    SELECT
        'sub_icb' AS child_type,
        sub_icb_code AS child_code,
        'icb' AS parent_type,
        icb_code AS parent_code
    FROM staging.integrated_care
    WHERE share_of_practices >= 0.95
    UNION BY NAME
    SELECT
        'icb' AS child_type,
        board.icb_code AS child_code,
        'region' AS parent_type,
        min(member.parent_code) AS parent_code
    FROM staging.integrated_care AS board
    INNER JOIN staging.membership AS member ON member.child_type = 'sub_icb' AND board.sub_icb_code = member.child_code
    WHERE member.parent_type = 'region' AND member.valid_to IS NULL AND board.share_of_practices >= 0.95
    GROUP BY board.icb_code
    HAVING count(DISTINCT member.parent_code) = 1
    UNION BY NAME
    SELECT
        'locality' AS child_type,
        locality.locality_code AS child_code,
        unnest(['borough', 'region']) AS parent_type,
        unnest([place.place_code, place.region_code]) AS parent_code
    FROM tables.locality AS locality
    INNER JOIN tables.place AS place ON locality.place_code = place.place_code
    UNION BY NAME
    SELECT
        'borough' AS child_type,
        area.area_code AS child_code,
        'region' AS parent_type,
        coalesce(place.region_code, 'E40000003') AS parent_code
    FROM staging.area AS area
    LEFT JOIN tables.place AS place ON area.area_code = place.place_code
    WHERE area.area_type = 'borough' AND (place.region_code IS NOT NULL OR area.area_code LIKE 'E09%')
    UNION BY NAME
    SELECT
        'system' AS child_type,
        member.system_code AS child_code,
        'region' AS parent_type,
        place.region_code AS parent_code
    FROM tables.place AS place
    INNER JOIN tables.system_member AS member ON member.member_type = 'borough' AND place.place_code = member.member_code
    UNION BY NAME
    SELECT
        area_type AS child_type,
        area_code AS child_code,
        'england' AS parent_type,
        macros.england() AS parent_code
    FROM staging.area
    WHERE
        area_type NOT IN ('england', 'practice')
        AND area_code NOT IN (SELECT part.part_code FROM tables.merged_council AS part)
    UNION BY NAME
    SELECT
        'practice' AS child_type,
        area.area_code AS child_code,
        'england' AS parent_type,
        macros.england() AS parent_code
    FROM staging.area AS area
    INNER JOIN staging.registered_practice AS registered
        ON area.area_type = 'practice' AND area.area_code = registered.practice_code
),

-- The board that most of a borough's practices belong to; none where two have as many.
board_of_borough AS (
    SELECT
        borough.borough_code,
        board.parent_code AS icb_code
    FROM staging.practice_borough AS borough
    INNER JOIN always AS board
        ON
            board.child_type = 'practice'
            AND borough.practice_code = board.child_code
            AND board.parent_type = 'icb'
    GROUP BY borough.borough_code, board.parent_code
    QUALIFY 2 * count(*) > sum(count(*)) OVER (PARTITION BY borough.borough_code)
),

in_board AS (
    SELECT
        'borough' AS child_type,
        borough_code AS child_code,
        icb_code AS parent_code
    FROM board_of_borough
    UNION BY NAME
    SELECT
        'locality' AS child_type,
        locality.locality_code AS child_code,
        board.icb_code AS parent_code
    FROM tables.locality AS locality
    INNER JOIN board_of_borough AS board ON locality.place_code = board.borough_code
    UNION BY NAME
    SELECT
        'system' AS child_type,
        member.system_code AS child_code,
        min(board.icb_code) AS parent_code
    FROM tables.system_member AS member
    INNER JOIN board_of_borough AS board ON member.member_code = board.borough_code
    WHERE member.member_type = 'borough'
    GROUP BY member.system_code
    HAVING count(DISTINCT board.icb_code) = 1
),

-- What plans together, from when to when.
planned AS (
    SELECT
        'practice' AS child_type,
        borough.practice_code AS child_code,
        system.system_code AS parent_code,
        system.valid_from,
        system.valid_to
    FROM staging.practice_borough AS borough
    INNER JOIN tables.system_member AS system
        ON system.member_type = 'borough' AND borough.borough_code = system.member_code
    UNION BY NAME
    SELECT
        'practice' AS child_type,
        membership.child_code,
        system.system_code AS parent_code,
        system.valid_from,
        system.valid_to
    FROM staging.membership AS membership
    INNER JOIN staging.listed_practice AS listed ON membership.child_code = listed.practice_code
    INNER JOIN tables.system_member AS system
        ON system.member_type = 'sub_icb' AND membership.parent_code = system.member_code
    WHERE membership.child_type = 'practice' AND membership.parent_type = 'sub_icb'
    UNION BY NAME
    SELECT
        'locality' AS child_type,
        locality.locality_code AS child_code,
        system.system_code AS parent_code,
        system.valid_from,
        system.valid_to
    FROM tables.locality AS locality
    INNER JOIN tables.system_member AS system
        ON system.member_type = 'borough' AND locality.place_code = system.member_code
    UNION BY NAME
    SELECT
        member_type AS child_type,
        member_code AS child_code,
        system_code AS parent_code,
        valid_from,
        valid_to
    FROM tables.system_member
    UNION BY NAME
    SELECT
        'sub_icb' AS child_type,
        ccg.ccg_code AS child_code,
        system.system_code AS parent_code,
        system.valid_from,
        system.valid_to
    FROM tables.system_member AS system
    INNER JOIN tables.former_ccg AS ccg ON system.member_type = 'borough' AND system.member_code = ccg.borough_code
)

SELECT
    child_type,
    child_code,
    parent_type,
    parent_code,
    DATE '1900-01-01' AS valid_from,
    NULL::DATE AS valid_to
FROM always
UNION ALL BY NAME
SELECT
    child_type,
    child_code,
    'icb' AS parent_type,
    parent_code,
    DATE '1900-01-01' AS valid_from,
    NULL::DATE AS valid_to
FROM in_board
UNION ALL BY NAME
SELECT
    child_type,
    child_code,
    'system' AS parent_type,
    parent_code,
    coalesce(valid_from, DATE '1900-01-01') AS valid_from,
    valid_to
FROM planned
UNION ALL BY NAME
SELECT
    'borough' AS child_type,
    part_code AS child_code,
    'borough' AS parent_type,
    area_code AS parent_code,
    DATE '1900-01-01' AS valid_from,
    formed_on - 1 AS valid_to
FROM tables.merged_council
UNION ALL BY NAME
SELECT
    'practice' AS child_type,
    practice_code AS child_code,
    'locality' AS parent_type,
    locality_code AS parent_code,
    coalesce(valid_from, DATE '1900-01-01') AS valid_from,
    valid_to
FROM tables.locality_practice
UNION ALL BY NAME
SELECT
    membership.child_type,
    membership.child_code,
    membership.parent_type,
    membership.parent_code,
    membership.valid_from,
    membership.valid_to
FROM staging.membership AS membership
INNER JOIN staging.area AS area
    ON membership.child_type = area.area_type AND membership.child_code = area.area_code
WHERE membership.parent_type <> 'icb'
ORDER BY child_type, child_code, parent_type;
