-- The area tree over time
-- Grain: one row per child, parent and spell
-- Reads: staging.area, staging.membership, staging.practice_borough, tables.locality_practice, tables.locality, tables.place,
--   tables.system_member, tables.former_ccg, staging.listed_practice, staging.registered_practice, macros.england
-- Method: practices belong to their locality as the place file says, to their network, sub-ICB and region as the registers say
--   on the day, to their borough and system always: the
--   borough's system, and the one that their CCG or sub-ICB was part of. CCGs that were one borough belong to the borough's system.
--   To England belong the practices that a register knows.
-- Notes: valid_from is 1900-01-01 where membership has no known beginning; valid_to is NULL where it has not ended.
CREATE TABLE staging.area_member AS
WITH always AS (
    SELECT
        'practice' AS child_type,
        practice_code AS child_code,
        'borough' AS parent_type,
        borough_code AS parent_code
    FROM staging.practice_borough
    UNION BY NAME
    SELECT
        'practice' AS child_type,
        borough.practice_code AS child_code,
        'system' AS parent_type,
        member.system_code AS parent_code
    FROM staging.practice_borough AS borough
    INNER JOIN tables.system_member AS member
        ON member.member_type = 'borough' AND borough.borough_code = member.member_code
    UNION BY NAME
    SELECT
        'practice' AS child_type,
        membership.child_code,
        'system' AS parent_type,
        member.system_code AS parent_code
    FROM staging.membership AS membership
    INNER JOIN staging.listed_practice AS listed ON membership.child_code = listed.practice_code
    INNER JOIN tables.system_member AS member
        ON member.member_type = 'sub_icb' AND membership.parent_code = member.member_code
    WHERE membership.child_type = 'practice' AND membership.parent_type = 'sub_icb'
    UNION BY NAME
    SELECT
        'locality' AS child_type,
        locality.locality_code AS child_code,
        unnest(['borough', 'system', 'region']) AS parent_type,
        unnest([place.place_code, place.system_code, place.region_code]) AS parent_code
    FROM tables.locality AS locality
    INNER JOIN tables.place AS place ON locality.place_code = place.place_code
    UNION BY NAME
    SELECT
        member.member_type AS child_type,
        member.member_code AS child_code,
        'system' AS parent_type,
        member.system_code AS parent_code
    FROM tables.system_member AS member
    UNION BY NAME
    SELECT
        'sub_icb' AS child_type,
        ccg.ccg_code AS child_code,
        'system' AS parent_type,
        member.system_code AS parent_code
    FROM tables.system_member AS member
    INNER JOIN tables.former_ccg AS ccg ON member.member_type = 'borough' AND member.member_code = ccg.borough_code
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
        system_code AS child_code,
        'region' AS parent_type,
        region_code AS parent_code
    FROM tables.place
    WHERE system_code IS NOT NULL
    UNION BY NAME
    SELECT
        area_type AS child_type,
        area_code AS child_code,
        'england' AS parent_type,
        macros.england() AS parent_code
    FROM staging.area
    WHERE area_type NOT IN ('england', 'practice')
    UNION BY NAME
    SELECT
        'practice' AS child_type,
        area.area_code AS child_code,
        'england' AS parent_type,
        macros.england() AS parent_code
    FROM staging.area AS area
    INNER JOIN staging.registered_practice AS registered
        ON area.area_type = 'practice' AND area.area_code = registered.practice_code
)

SELECT
    child_type,
    child_code,
    parent_type,
    parent_code,
    DATE '1900-01-01' AS valid_from,
    NULL::DATE AS valid_to
FROM always
WHERE parent_code IS NOT NULL
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
ORDER BY child_type, child_code, parent_type;
