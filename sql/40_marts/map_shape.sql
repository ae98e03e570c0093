-- Shapes of the maps
-- Grain: one row per place, layer and area
-- Reads: tables.map_shape
CREATE VIEW marts.map_shape AS
SELECT
    place_code,
    layer,
    boundary_layer,
    area_code,
    area_name,
    locality_code,
    patients,
    patients_here,
    geometry,
    label_x,
    label_y
FROM tables.map_shape;
