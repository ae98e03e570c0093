-- Shapes of the maps
-- Grain: one row per place, layer and area
-- Key: place_code, layer, area_code
-- Reads: tables.map_shape, tables.deprivation_lsoa, tables.small_area_change
-- Method: deprivation is that of small areas, in the newest edition loaded. A small area that was drawn for another census than
--   the edition was has the decile of the area that it was part of, or of the areas that it was made of or divided into, where
--   all of these have the same one.
-- Notes: deprivation is NULL for every other layer, and for a small area that the edition does not have and that no lookup places.
CREATE VIEW marts.map_shape AS
WITH edition AS (
    SELECT
        lsoa_code,
        imd_year,
        min(imd_decile) AS imd_decile
    FROM tables.deprivation_lsoa
    WHERE imd_year = (SELECT max(newest.imd_year) FROM tables.deprivation_lsoa AS newest)
    GROUP BY lsoa_code, imd_year
),

shared_ground AS (
    SELECT
        lsoa_2021 AS area_code,
        lsoa_2011 AS other_code
    FROM tables.small_area_change
    WHERE change_kind <> 'X'
    UNION
    SELECT
        lsoa_2011 AS area_code,
        lsoa_2021 AS other_code
    FROM tables.small_area_change
    WHERE change_kind <> 'X'
),

redrawn AS (
    SELECT
        shared_ground.area_code,
        max(edition.imd_year) AS imd_year,
        max(edition.imd_decile) AS imd_decile
    FROM shared_ground
    LEFT JOIN edition ON shared_ground.other_code = edition.lsoa_code
    GROUP BY shared_ground.area_code
    HAVING count(edition.lsoa_code) = count(*) AND min(edition.imd_decile) = max(edition.imd_decile)
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
    coalesce(edition.imd_year, redrawn.imd_year) AS imd_year,
    coalesce(edition.imd_decile, redrawn.imd_decile) AS imd_decile,
    shape.geometry,
    shape.label_x,
    shape.label_y
FROM tables.map_shape AS shape
LEFT JOIN edition ON shape.layer = 'small_area' AND shape.area_code = edition.lsoa_code
LEFT JOIN redrawn ON shape.layer = 'small_area' AND shape.area_code = redrawn.area_code;
