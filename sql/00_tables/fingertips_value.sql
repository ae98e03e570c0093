-- Fingertips values as published
-- Grain: one row per Fingertips indicator, area, period, sex, age, category and file
-- Key: source_id, fingertips_id, area_type, area_code, period, sex, age, category
CREATE TABLE tables.fingertips_value (
    source_id INTEGER NOT NULL,
    fingertips_id VARCHAR NOT NULL,
    area_type VARCHAR NOT NULL,
    area_code VARCHAR NOT NULL,
    period VARCHAR NOT NULL,
    sex VARCHAR NOT NULL,
    age VARCHAR NOT NULL,
    category VARCHAR NOT NULL,
    value DOUBLE,
    lower95 DOUBLE,
    upper95 DOUBLE,
    lower99_8 DOUBLE,
    upper99_8 DOUBLE,
    count DOUBLE,
    denominator DOUBLE,
    note VARCHAR
);
