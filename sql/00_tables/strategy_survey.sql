-- The patient survey table of the Harrow strategy of 2018
-- Grain: one row per question of the table
-- Key: place_code, period, question, answer, indicator_id
-- Notes: `place_code` and `period` are those of the printed figures. `indicator_id` is NULL for a question that the catalogue does
--   not carry, and `why_missing` then says why.
CREATE TABLE tables.strategy_survey (
    place_in_order INTEGER NOT NULL,
    place_code VARCHAR NOT NULL,
    period VARCHAR NOT NULL,
    question VARCHAR NOT NULL,
    answer VARCHAR NOT NULL,
    indicator_id VARCHAR,
    why_missing VARCHAR,
    printed_area DOUBLE,
    printed_england DOUBLE,
    printed_area_before DOUBLE
);
