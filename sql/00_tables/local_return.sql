-- Local returns
-- Grain: one row per indicator, area, period, sex, age, category and file
-- Key: source_id, indicator_id, area_type, area_code, period, sex, age, category
CREATE TABLE tables.local_return (
    source_id INTEGER NOT NULL,
    indicator_id VARCHAR NOT NULL,
    area_type VARCHAR NOT NULL,
    area_code VARCHAR NOT NULL,
    period VARCHAR NOT NULL,
    sex VARCHAR NOT NULL,
    age VARCHAR NOT NULL,
    category VARCHAR NOT NULL,
    numerator DOUBLE,
    denominator DOUBLE,
    value DOUBLE,
    state VARCHAR NOT NULL,
    note VARCHAR
);
