-- Standards of the outcome standards scheme
-- Grain: one row per indicator that is a standard
-- Key: indicator_id
-- Notes: copied from data/triggers.toml at each build. Levels are NULL where England's control limits decide.
CREATE TABLE tables.trigger_standard (
    indicator_id VARCHAR NOT NULL PRIMARY KEY,
    level_one DOUBLE,
    level_two DOUBLE,
    source VARCHAR
);
