-- QOF registers as published
-- Grain: one row per area, period, disease group and file
-- Key: source_id, area_type, area_code, period, group_code
-- Notes: `list_size` is the list of the register's ages (17+ for diabetes), as the publication uses it.
CREATE TABLE tables.qof_register (
    source_id INTEGER NOT NULL,
    area_type VARCHAR NOT NULL,
    area_code VARCHAR NOT NULL,
    period VARCHAR NOT NULL,
    group_code VARCHAR NOT NULL,
    register DOUBLE NOT NULL,
    list_size DOUBLE,
    printed_prevalence DOUBLE
);
