-- Registered patients by where they live
-- Grain: one row per practice, LSOA, extract date, sex and file
-- Key: source_id, practice_code, lsoa_code, extract_date, sex
CREATE TABLE tables.registered_patients_lsoa (
    source_id INTEGER NOT NULL,
    practice_code VARCHAR NOT NULL,
    lsoa_code VARCHAR NOT NULL,
    extract_date DATE NOT NULL,
    sex VARCHAR NOT NULL,
    patients BIGINT NOT NULL
);
