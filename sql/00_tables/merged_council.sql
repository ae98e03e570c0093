-- Councils that were formed from several
-- Grain: one row per council and part
-- Key: area_code, part_code
-- Reads: data/reference/merged_council.csv
-- Notes: a council that only got a new code is in data/successor_codes.csv: it is the same area. One that was merged is another,
--   and its figures from before are pooled from its parts.
CREATE TABLE tables.merged_council (
    area_code VARCHAR NOT NULL,
    area_name VARCHAR NOT NULL,
    formed_on DATE NOT NULL,
    part_code VARCHAR NOT NULL,
    part_name VARCHAR NOT NULL,
    PRIMARY KEY (area_code, part_code)
);
