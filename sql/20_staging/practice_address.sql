-- Where each practice is
-- Grain: one row per practice that has a known postcode
-- Reads: tables.practice, tables.practice_postcode, tables.postcode
-- Method: the newest mapping's postcode, else the ODS register's; its position from Code-Point Open.
-- Notes: easting, northing and district_code are NULL where the postcode's file was not loaded.
CREATE VIEW staging.practice_address AS
WITH known AS (
    SELECT
        practice_code,
        postcode,
        as_at
    FROM tables.practice_postcode
    UNION ALL
    SELECT
        practice_code,
        postcode,
        DATE '1900-01-01' AS as_at
    FROM tables.practice
    WHERE postcode <> ''
),

newest AS (
    SELECT
        practice_code,
        arg_max(postcode, (as_at, postcode)) AS postcode
    FROM known
    GROUP BY practice_code
)

SELECT
    newest.practice_code,
    newest.postcode,
    postcode.easting,
    postcode.northing,
    postcode.district_code
FROM newest
LEFT JOIN tables.postcode AS postcode ON replace(newest.postcode, ' ', '') = postcode.postcode;
