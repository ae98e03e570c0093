-- Which area belonged to which, from when to when, as the published registers and mappings tell it
-- Grain: one row per child, parent and spell
-- Reads: tables.area_parent, tables.practice
-- Method: evidence in order of its day; a spell lasts from the first day a parent is named until the day before another is.
-- Notes: valid_to is NULL for a spell that has not ended. Regions are reorganised and nobody moves between them otherwise, so a
--   region that evidence names later than others begins on its first day for all its members, and the first regions have always
--   been. For other parents nothing is assumed before the first evidence.
CREATE VIEW staging.membership AS
WITH evidence AS (
    SELECT
        child_type,
        child_code,
        parent_type,
        parent_code,
        as_at
    FROM tables.area_parent
    UNION ALL BY NAME
    SELECT
        'practice' AS child_type,
        practice_code AS child_code,
        'sub_icb' AS parent_type,
        commissioner AS parent_code,
        joined_commissioner AS as_at
    FROM tables.practice
    WHERE is_gp_practice AND joined_commissioner IS NOT NULL AND commissioner <> ''
),

of_day AS (
    SELECT
        child_type,
        child_code,
        parent_type,
        as_at,
        max(parent_code) AS parent_code
    FROM evidence
    GROUP BY ALL
),

change AS (
    SELECT *
    FROM of_day
    WINDOW child AS (PARTITION BY child_type, child_code, parent_type ORDER BY as_at)
    QUALIFY
        parent_code IS DISTINCT FROM lag(parent_code) OVER child
        OR row_number() OVER child = 1
),

region AS (
    SELECT
        parent_code,
        CASE WHEN min(as_at) = min(min(as_at)) OVER () THEN DATE '1900-01-01' ELSE min(as_at) END AS known_from
    FROM evidence
    WHERE parent_type = 'region' AND parent_code IS NOT NULL
    GROUP BY parent_code
),

spell AS (
    SELECT
        change.child_type,
        change.child_code,
        change.parent_type,
        change.parent_code,
        CASE
            WHEN row_number() OVER child = 1 THEN coalesce(region.known_from, change.as_at)
            WHEN region.known_from > lag(change.as_at) OVER child THEN region.known_from
            ELSE change.as_at
        END AS valid_from
    FROM change
    LEFT JOIN region ON change.parent_type = 'region' AND change.parent_code = region.parent_code
    WINDOW child AS (PARTITION BY child_type, child_code, parent_type ORDER BY as_at)
)

SELECT
    child_type,
    child_code,
    parent_type,
    parent_code,
    valid_from,
    lead(valid_from) OVER child - 1 AS valid_to
FROM spell
WINDOW child AS (PARTITION BY child_type, child_code, parent_type ORDER BY valid_from)
QUALIFY parent_code IS NOT NULL;
