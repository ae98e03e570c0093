-- Names of areas as published
-- Grain: one row per area, file and day that the file describes
-- Key: none: sheets of one workbook repeat each other
CREATE TABLE tables.area_name (
    source_id INTEGER NOT NULL,
    area_type VARCHAR NOT NULL,
    area_code VARCHAR NOT NULL,
    gss_code VARCHAR,
    area_name VARCHAR NOT NULL,
    as_at DATE NOT NULL
);
