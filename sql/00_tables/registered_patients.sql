-- Registered patients as published
-- Grain: one row per area, extract date, sex, age group and file
-- Key: source_id, area_type, area_code, extract_date, sex, age
CREATE TABLE tables.registered_patients (
    source_id INTEGER NOT NULL,
    area_type VARCHAR NOT NULL,
    area_code VARCHAR NOT NULL,
    extract_date DATE NOT NULL,
    sex VARCHAR NOT NULL,
    age VARCHAR NOT NULL,
    patients BIGINT NOT NULL
);
