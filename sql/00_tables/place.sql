-- Boroughs that the dashboard is built for
-- Grain: one row per place file
-- Key: place_code
CREATE TABLE tables.place (
    place_code VARCHAR NOT NULL PRIMARY KEY,
    place_name VARCHAR NOT NULL,
    region_code VARCHAR NOT NULL,
    baseline_period VARCHAR NOT NULL,
    locality_population_min INTEGER,
    locality_population_max INTEGER,
    system_code VARCHAR,
    note VARCHAR
);
