-- QOF indicators of a year
-- Grain: one row per QOF indicator code, period and file
-- Key: source_id, indicator_code
CREATE TABLE tables.qof_indicator (
    source_id INTEGER NOT NULL,
    period VARCHAR NOT NULL,
    indicator_code VARCHAR NOT NULL,
    group_code VARCHAR NOT NULL,
    description VARCHAR,
    points DOUBLE
);
