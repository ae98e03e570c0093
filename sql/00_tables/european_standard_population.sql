-- European Standard Population 2013
-- Grain: one row per five-year age band
-- Key: age
-- Reads: data/reference/european_standard_population.csv
CREATE TABLE tables.european_standard_population (
    age VARCHAR NOT NULL PRIMARY KEY,
    standard_population INTEGER NOT NULL
);
