-- The integrated care boards (STPs to 2022) that each CCG and sub-ICB is part of, as boards are drawn today
-- Grain: one row per CCG or sub-ICB and board
-- Reads: tables.area_parent, staging.membership, macros.ratio
-- Method: what the newest mapping names is part of the board that it names. A CCG that it no longer names is part of the boards to
--   which those of its practices went that have moved on; if none has, of the last board that was named for it.
--   `share_of_practices` is how many of these practices went to the board, of 1.
-- Notes: boards merge and are redrawn (April 2026: 42 to 36). Each is shown as what it is today, at all times: its earlier figures
--   are pooled from what is in it now, whatever the boards were then. A board that was merged into another has no members.
CREATE VIEW staging.integrated_care AS
WITH named AS (
    SELECT
        child_code AS sub_icb_code,
        arg_max(parent_code, (as_at, parent_code)) AS icb_code,
        max(as_at) AS as_at
    FROM tables.area_parent
    WHERE child_type = 'sub_icb' AND parent_type = 'icb' AND parent_code IS NOT NULL
    GROUP BY child_code
),

today AS (
    SELECT
        sub_icb_code,
        icb_code
    FROM named
    WHERE as_at = (SELECT max(newest.as_at) FROM named AS newest)
),

-- Practices that were in one of the others and are in one of today's.
moved AS (
    SELECT
        was.parent_code AS sub_icb_code,
        today.icb_code,
        macros.ratio(count(*), sum(count(*)) OVER (PARTITION BY was.parent_code), 1) AS share_of_practices
    FROM staging.membership AS was
    INNER JOIN staging.membership AS is_now
        ON
            is_now.child_type = 'practice'
            AND is_now.parent_type = 'sub_icb'
            AND was.child_code = is_now.child_code
            AND is_now.valid_to IS NULL
    INNER JOIN today ON is_now.parent_code = today.sub_icb_code
    ANTI JOIN today AS current ON was.parent_code = current.sub_icb_code
    WHERE was.child_type = 'practice' AND was.parent_type = 'sub_icb'
    GROUP BY was.parent_code, today.icb_code
)

SELECT
    sub_icb_code,
    icb_code,
    1.0::DOUBLE AS share_of_practices
FROM today
UNION ALL
SELECT
    sub_icb_code,
    icb_code,
    share_of_practices
FROM moved
UNION ALL
SELECT
    named.sub_icb_code,
    named.icb_code,
    1.0::DOUBLE AS share_of_practices
FROM named
ANTI JOIN today ON named.sub_icb_code = today.sub_icb_code
ANTI JOIN moved ON named.sub_icb_code = moved.sub_icb_code;
