-- The indicator catalogue
-- Grain: one row per indicator
-- Key: indicator_id
-- Notes: copied from data/indicators/*.toml at each build. `bands` is empty unless kind is distribution, `age_bands` unless the
--   indicator is made of ages. `cycle_years` and `cycle_from_period` are NULL unless figures build up or swing in a cycle.
CREATE TABLE tables.indicator (
    indicator_id VARCHAR NOT NULL PRIMARY KEY,
    display_order INTEGER NOT NULL,
    domain VARCHAR NOT NULL,
    name VARCHAR NOT NULL,
    short_name VARCHAR NOT NULL,
    definition VARCHAR NOT NULL,
    tier VARCHAR NOT NULL,
    kind VARCHAR NOT NULL,
    multiplier DOUBLE NOT NULL,
    unit VARCHAR NOT NULL,
    polarity VARCHAR NOT NULL,
    numerator VARCHAR NOT NULL,
    denominator VARCHAR NOT NULL,
    age VARCHAR NOT NULL,
    sex VARCHAR NOT NULL,
    period VARCHAR NOT NULL,
    source VARCHAR NOT NULL,
    why_it_matters VARCHAR NOT NULL,
    caveats VARCHAR NOT NULL,
    finest_geography VARCHAR NOT NULL,
    strategy VARCHAR NOT NULL,
    question VARCHAR,
    bands VARCHAR[],
    age_bands VARCHAR[],
    life_lost_to INTEGER,
    after VARCHAR,
    cycle_years INTEGER,
    cycle_from_period VARCHAR
);
