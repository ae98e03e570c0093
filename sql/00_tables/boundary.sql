-- Boundaries
-- Grain: one row per area, layer and file
-- Key: source_id, layer, area_code
-- Notes: `geometry` is GeoJSON on the British National Grid (EPSG:27700), in whole metres; minx to maxy is its bounding box.
CREATE TABLE tables.boundary (
    source_id INTEGER NOT NULL,
    layer VARCHAR NOT NULL,
    area_code VARCHAR NOT NULL,
    area_name VARCHAR NOT NULL,
    district_code VARCHAR,
    geometry VARCHAR NOT NULL,
    minx DOUBLE NOT NULL,
    miny DOUBLE NOT NULL,
    maxx DOUBLE NOT NULL,
    maxy DOUBLE NOT NULL
);
