-- How many areas each file of registered patients tells of
-- Grain: one row per source
-- Reads: tables.registered_patients
-- Notes: where two files carry an area on one day, the one of more areas counts: the other was cut down to some of them.
CREATE VIEW staging.list_reach AS
SELECT
    source_id,
    count(DISTINCT area_code) AS areas
FROM tables.registered_patients
GROUP BY source_id;
