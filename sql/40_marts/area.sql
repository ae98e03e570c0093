-- Areas
-- Grain: one row per area
-- Key: area_type, area_code
-- Reads: staging.area
-- Notes: place_code is the borough with a place file that the area lies in, NULL elsewhere. Positions are metres on the British
--   National Grid.
CREATE VIEW marts.area AS
SELECT
    area_type,
    area_code,
    area_name,
    gss_code,
    place_code,
    opened,
    closed,
    successor_code,
    postcode,
    easting,
    northing
FROM staging.area;
