-- Which practices each practice of a place is compared with as similar
-- Grain: one row per practice of a place and practice like it
-- Key: practice_code, peer_code
-- Reads: metrics.similar_practice, staging.area
CREATE VIEW marts.similar_practice AS
SELECT
    peer.practice_code,
    peer.peer_code,
    area.area_name AS peer_name,
    peer.place_in_order,
    peer.distance,
    peer.list_size,
    peer.aged_65_plus,
    peer.deprivation_score
FROM metrics.similar_practice AS peer
INNER JOIN staging.area AS area ON area.area_type = 'practice' AND peer.peer_code = area.area_code;
