-- Areas of every kind, with what is known of each
-- Grain: one row per area
-- Reads: tables.area_name, tables.practice, tables.place, tables.locality, tables.system, tables.system_member, tables.former_ccg,
--   tables.merged_council, tables.boundary, tables.successor, staging.listed_practice, staging.practice_address,
--   staging.practice_borough, staging.measure, macros.england
-- Method: the newest published name; opening and closing from the ODS register; position from the postcode. A locality or a
--   system that is called like another area says what it is, so that two lines of one name can be told apart.
-- Notes: opened, closed and successor_code are for practices; successor_code is the practice that took over, if one is known.
CREATE TABLE staging.area AS
WITH published_name AS (
    SELECT
        area_type,
        area_code,
        arg_max(area_name, (as_at, area_name)) AS area_name,
        arg_max(gss_code, (as_at, gss_code)) FILTER (WHERE gss_code IS NOT NULL AND gss_code <> '') AS gss_code
    FROM tables.area_name
    GROUP BY ALL
),

district AS (
    SELECT
        area_code,
        max(area_name) AS area_name
    FROM tables.boundary
    WHERE layer LIKE 'lad%' OR layer LIKE 'ctyua%'
    GROUP BY area_code
),

successor AS (
    SELECT
        practice_code,
        arg_max(successor_code, (coalesce(effective, DATE '1900-01-01'), successor_code)) AS successor_code
    FROM tables.successor
    GROUP BY practice_code
),

-- Councils that were merged, and their parts.
merged AS (
    SELECT
        area_code,
        area_name
    FROM tables.merged_council
    UNION
    SELECT
        part_code AS area_code,
        part_name AS area_name
    FROM tables.merged_council
),

known AS (
    SELECT
        'practice' AS area_type,
        practice_code AS area_code
    FROM staging.listed_practice
    UNION
    SELECT
        'practice' AS area_type,
        successor.successor_code AS area_code
    FROM tables.successor AS successor
    INNER JOIN staging.listed_practice AS listed ON successor.practice_code = listed.practice_code
    UNION
    SELECT
        'borough' AS area_type,
        place_code AS area_code
    FROM tables.place
    UNION
    SELECT
        'borough' AS area_type,
        member_code AS area_code
    FROM tables.system_member
    WHERE member_type = 'borough'
    UNION
    SELECT
        'locality' AS area_type,
        locality_code AS area_code
    FROM tables.locality
    UNION
    SELECT
        'system' AS area_type,
        system_code AS area_code
    FROM tables.system
    UNION
    SELECT
        'england' AS area_type,
        macros.england() AS area_code
    UNION
    SELECT
        area_type,
        area_code
    FROM published_name
    WHERE area_type <> 'practice'
    UNION
    SELECT
        'borough' AS area_type,
        area_code
    FROM merged
    UNION
    SELECT
        area_type,
        area_code
    FROM staging.measure
),

ccg AS (SELECT DISTINCT borough_code, borough_name FROM tables.former_ccg),

named AS (
    SELECT
        known.area_type,
        known.area_code,
        coalesce(
            locality.locality_name, place.place_name, system.system_name, published_name.area_name, practice.practice_name,
            ccg.borough_name, district.area_name, merged.area_name,
            CASE known.area_type WHEN 'england' THEN 'England' ELSE known.area_code END
        ) AS area_name,
        CASE
            WHEN known.area_type IN ('borough', 'region', 'england') THEN known.area_code
            ELSE published_name.gss_code
        END AS gss_code,
        CASE
            WHEN known.area_type = 'borough' THEN place.place_code
            WHEN known.area_type = 'locality' THEN locality.place_code
            WHEN known.area_type = 'practice' THEN home.place_code
        END AS place_code,
        practice.opened,
        practice.closed,
        successor.successor_code,
        address.postcode,
        address.easting,
        address.northing
    FROM known
    LEFT JOIN published_name
        ON known.area_type = published_name.area_type AND known.area_code = published_name.area_code
    LEFT JOIN tables.practice AS practice
        ON known.area_type = 'practice' AND known.area_code = practice.practice_code
    LEFT JOIN tables.place AS place
        ON known.area_type = 'borough' AND known.area_code = place.place_code
    LEFT JOIN tables.locality AS locality
        ON known.area_type = 'locality' AND known.area_code = locality.locality_code
    LEFT JOIN tables.system AS system
        ON known.area_type = 'system' AND known.area_code = system.system_code
    LEFT JOIN ccg
        ON known.area_type = 'borough' AND known.area_code = ccg.borough_code
    LEFT JOIN district
        ON known.area_type = 'borough' AND known.area_code = district.area_code
    LEFT JOIN merged
        ON known.area_type = 'borough' AND known.area_code = merged.area_code
    LEFT JOIN successor
        ON known.area_type = 'practice' AND known.area_code = successor.practice_code
    LEFT JOIN staging.practice_address AS address
        ON known.area_type = 'practice' AND known.area_code = address.practice_code
    LEFT JOIN staging.practice_borough AS borough
        ON known.area_type = 'practice' AND known.area_code = borough.practice_code
    LEFT JOIN tables.place AS home
        ON borough.borough_code = home.place_code
),

counted AS (
    SELECT
        *,
        count(*) OVER (PARTITION BY area_type, lower(area_name)) AS twins,
        count(*) FILTER (area_type <> 'practice') OVER (PARTITION BY lower(area_name)) AS namesakes
    FROM named
)

SELECT
    * EXCLUDE (twins, namesakes)
    REPLACE (
        CASE
            WHEN area_type NOT IN ('locality', 'system') OR namesakes = 1 THEN area_name
            WHEN twins = 1 THEN area_name || ' (' || area_type || ')'
            ELSE area_name || ' (' || area_code || ')'
        END AS area_name
    )
FROM counted
ORDER BY area_type, area_code;
