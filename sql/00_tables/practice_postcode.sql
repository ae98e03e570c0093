-- Postcodes of practices
-- Grain: one row per practice and mapping file
-- Key: source_id, practice_code, as_at
CREATE TABLE tables.practice_postcode (
    source_id INTEGER NOT NULL,
    practice_code VARCHAR NOT NULL,
    postcode VARCHAR NOT NULL,
    as_at DATE NOT NULL
);
