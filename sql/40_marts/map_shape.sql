-- Shapes of the maps
-- Grain: one row per place, layer and area
-- Key: place_code, layer, area_code
-- Reads: tables.map_shape, tables.deprivation_lsoa
-- Notes: deprivation is that of small areas, in the newest edition loaded; NULL for every other layer, and for a small area whose
--   code that edition does not have, because its boundary was drawn later.
CREATE VIEW marts.map_shape AS
WITH deprivation AS (
    SELECT
        lsoa_code,
        imd_year,
        any_value(imd_decile) AS imd_decile
    FROM tables.deprivation_lsoa
    WHERE imd_year = (SELECT max(edition.imd_year) FROM tables.deprivation_lsoa AS edition)
    GROUP BY lsoa_code, imd_year
)

SELECT
    shape.place_code,
    shape.layer,
    shape.boundary_layer,
    shape.area_code,
    shape.area_name,
    shape.locality_code,
    shape.patients,
    shape.patients_here,
    deprivation.imd_year,
    deprivation.imd_decile,
    shape.geometry,
    shape.label_x,
    shape.label_y
FROM tables.map_shape AS shape
LEFT JOIN deprivation
    ON shape.layer = 'small_area' AND shape.area_code = deprivation.lsoa_code;
