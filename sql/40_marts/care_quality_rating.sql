-- The newest rating of each practice by the Care Quality Commission
-- Grain: one row per practice that has one
-- Key: practice_code
-- Reads: tables.care_quality_rating
-- Notes: a practice that took over another may have inherited its rating.
CREATE VIEW marts.care_quality_rating AS
SELECT
    practice_code,
    rating,
    rated_in,
    source_id
FROM tables.care_quality_rating
QUALIFY row_number() OVER (PARTITION BY practice_code ORDER BY rated_in DESC, source_id DESC) = 1;
