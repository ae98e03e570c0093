-- Postcodes of practices
-- Grain: one row per practice and mapping file
CREATE TABLE tables.practice_postcode (
    source_id INTEGER NOT NULL,
    practice_code VARCHAR NOT NULL,
    postcode VARCHAR NOT NULL,
    as_at DATE NOT NULL
);
