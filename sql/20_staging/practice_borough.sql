-- The borough of each practice
-- Grain: one row per practice whose borough is known
-- Reads: staging.listed_practice, staging.membership, staging.practice_address, tables.locality_practice, tables.locality,
--   staging.one_borough_ccg
-- Method: in this order: the place file that names it; the borough that its CCG was, where the CCG was one borough; the
--   district its postcode lies in. Commissioning comes before location because a practice near a boundary serves the borough
--   that commissions it.
CREATE VIEW staging.practice_borough AS
WITH evidence AS (
    SELECT
        member.practice_code,
        locality.place_code AS borough_code,
        1 AS preference,
        NULL AS valid_from
    FROM tables.locality_practice AS member
    INNER JOIN tables.locality AS locality ON member.locality_code = locality.locality_code
    UNION ALL BY NAME
    SELECT
        membership.child_code AS practice_code,
        ccg.borough_code,
        2 AS preference,
        membership.valid_from
    FROM staging.membership AS membership
    INNER JOIN staging.one_borough_ccg AS ccg ON membership.parent_code = ccg.ccg_code
    WHERE membership.child_type = 'practice' AND membership.parent_type = 'sub_icb'
    UNION ALL BY NAME
    SELECT
        practice_code,
        district_code AS borough_code,
        3 AS preference,
        NULL AS valid_from
    FROM staging.practice_address
    WHERE district_code IS NOT NULL
)

SELECT
    evidence.practice_code,
    evidence.borough_code
FROM evidence
INNER JOIN staging.listed_practice AS listed ON evidence.practice_code = listed.practice_code
QUALIFY row_number() OVER (
        PARTITION BY evidence.practice_code ORDER BY evidence.preference ASC, evidence.valid_from DESC, evidence.borough_code ASC
    ) = 1;
