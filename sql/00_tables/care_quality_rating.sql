-- Ratings of practices by the Care Quality Commission, as published
-- Grain: one row per practice, year and file
-- Key: source_id, practice_code, rated_in
-- Notes: `rated_in` is the year in which the rating was published; a rating stands until the next.
CREATE TABLE tables.care_quality_rating (
    source_id INTEGER NOT NULL,
    practice_code VARCHAR NOT NULL,
    rating VARCHAR NOT NULL,
    rated_in INTEGER NOT NULL
);
