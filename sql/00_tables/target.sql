-- Targets of indicators
-- Grain: one row per indicator and place, or per indicator where the target holds everywhere
-- Key: indicator_id, place_code, area_type
-- Notes: copied from data/targets.toml at each build. One of `at_least` and `at_most` is set, or both for a range.
CREATE TABLE tables.target (
    indicator_id VARCHAR NOT NULL,
    place_code VARCHAR,
    area_type VARCHAR,
    at_least DOUBLE,
    at_most DOUBLE,
    due DATE,
    note VARCHAR,
    source VARCHAR NOT NULL,
    UNIQUE (indicator_id, place_code, area_type),
    CHECK (at_least IS NOT NULL OR at_most IS NOT NULL)
);
