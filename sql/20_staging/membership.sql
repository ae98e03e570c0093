-- Which area belonged to which, from when to when, as the published registers and mappings tell it
-- Grain: one row per child, parent and spell
-- Reads: tables.area_parent, tables.practice
-- Method: evidence in order of its day; a spell lasts from the first day a parent is named until the day before another is.
-- Notes: valid_to is NULL for a spell that has not ended. Regions have no beginning: their first evidence counts for all
--   earlier years, since a practice or CCG does not move between regions. For other parents nothing is assumed before it.
CREATE VIEW staging.membership AS
WITH evidence AS (
    SELECT
        child_type,
        child_code,
        parent_type,
        parent_code,
        as_at
    FROM tables.area_parent
    UNION ALL
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

spell AS (
    SELECT
        child_type,
        child_code,
        parent_type,
        parent_code,
        CASE WHEN parent_type = 'region' AND row_number() OVER child = 1 THEN DATE '1900-01-01' ELSE as_at END AS valid_from,
        lead(as_at) OVER child - 1 AS valid_to
    FROM change
    WINDOW child AS (PARTITION BY child_type, child_code, parent_type ORDER BY as_at)
)

SELECT
    child_type,
    child_code,
    parent_type,
    parent_code,
    valid_from,
    valid_to
FROM spell
WHERE parent_code IS NOT NULL;
