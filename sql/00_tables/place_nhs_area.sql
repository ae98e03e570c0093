-- NHS areas that a place has belonged to
-- Grain: one row per place and CCG or sub-ICB
-- Key: place_code, area_code
CREATE TABLE tables.place_nhs_area (
    place_code VARCHAR NOT NULL,
    kind VARCHAR NOT NULL CHECK (kind IN ('ccg', 'sub_icb')),
    area_code VARCHAR NOT NULL,
    PRIMARY KEY (place_code, area_code)
);
