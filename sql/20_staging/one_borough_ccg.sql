-- CCGs that were one borough, and the borough
-- Grain: one row per CCG
-- Reads: tables.former_ccg, tables.place_nhs_area
-- Method: London's from reference data; any other borough's as its place file says.
CREATE VIEW staging.one_borough_ccg AS
SELECT
    ccg_code,
    borough_code
FROM tables.former_ccg
UNION
SELECT
    area_code AS ccg_code,
    place_code AS borough_code
FROM tables.place_nhs_area
WHERE kind = 'ccg';
