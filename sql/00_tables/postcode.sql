-- Where postcodes are
-- Grain: one row per postcode, written without blanks
-- Key: source_id, postcode
CREATE TABLE tables.postcode (
    source_id INTEGER NOT NULL,
    postcode VARCHAR NOT NULL,
    easting DOUBLE NOT NULL,
    northing DOUBLE NOT NULL,
    district_code VARCHAR NOT NULL,
    ward_code VARCHAR
);
