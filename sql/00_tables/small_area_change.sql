-- Small areas of 2011 and of 2021 that share ground
-- Grain: one row per pair and file
-- Key: source_id, lsoa_2011, lsoa_2021
-- Notes: `change_kind` U kept, S one of several parts, M one of several that were merged, X neither.
CREATE TABLE tables.small_area_change (
    source_id INTEGER NOT NULL,
    lsoa_2011 VARCHAR NOT NULL,
    lsoa_2021 VARCHAR NOT NULL,
    change_kind VARCHAR NOT NULL CHECK (change_kind IN ('U', 'S', 'M', 'X'))
);
