-- Localities
-- Grain: one row per locality of a place file
-- Key: locality_code
CREATE TABLE tables.locality (
    locality_code VARCHAR NOT NULL PRIMARY KEY,
    locality_name VARCHAR NOT NULL,
    place_code VARCHAR NOT NULL
);
