-- Boroughs that the dashboard is built for
-- Grain: one row per place file
-- Key: place_code
-- Reads: tables.place
CREATE VIEW marts.place AS
SELECT
    place_code,
    place_name,
    region_code,
    baseline_period,
    locality_population_min,
    locality_population_max,
    system_code,
    note
FROM tables.place;
