-- Deprivation of small areas
-- Grain: one row per LSOA and edition of the Indices of Deprivation
-- Key: source_id, lsoa_code
-- Notes: decile 1 is the most deprived tenth of England.
CREATE TABLE tables.deprivation_lsoa (
    source_id INTEGER NOT NULL,
    lsoa_code VARCHAR NOT NULL,
    lsoa_year INTEGER NOT NULL,
    imd_year INTEGER NOT NULL,
    imd_rank INTEGER NOT NULL,
    imd_decile INTEGER NOT NULL
);
