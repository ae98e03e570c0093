-- Shapes of the maps
-- Grain: one row per place, layer and area
-- Key: place_code, layer, area_code
-- Reads: computed by pcdash/geography.py from tables.boundary, tables.registered_patients_lsoa and tables.locality_practice
-- Notes: layer is borough, locality, small_area or ward. A locality's shape is made of the small areas most of whose registered
--   patients it has; `patients` and `patients_here` say how many of the small area's (or locality's) patients that is, NULL for
--   other layers. There is no locality layer where no file says where patients live.
CREATE TABLE tables.map_shape (
    place_code VARCHAR NOT NULL,
    layer VARCHAR NOT NULL,
    boundary_layer VARCHAR NOT NULL,
    area_code VARCHAR NOT NULL,
    area_name VARCHAR NOT NULL,
    locality_code VARCHAR,
    patients BIGINT,
    patients_here BIGINT,
    geometry VARCHAR NOT NULL,
    label_x DOUBLE NOT NULL,
    label_y DOUBLE NOT NULL
);
