-- Where postcodes are, to find the practices nearest to one
-- Grain: one row per postcode, written without blanks
-- Key: postcode
-- Reads: tables.postcode
-- Notes: metres on the British National Grid; only the postcode areas whose files were loaded.
CREATE VIEW marts.postcode AS
SELECT
    postcode,
    easting,
    northing
FROM tables.postcode;
