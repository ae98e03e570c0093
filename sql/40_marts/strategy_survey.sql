-- The patient survey table of the Harrow strategy of 2018
-- Grain: one row per question of the table
-- Key: place_code, period, question, answer, indicator_id
-- Reads: tables.strategy_survey
-- Notes: what the strategy printed; the dashboard's own figures stand in marts.headline_value under `indicator_id`.
CREATE VIEW marts.strategy_survey AS
SELECT
    place_in_order,
    place_code,
    period,
    question,
    answer,
    indicator_id,
    why_missing,
    printed_area,
    printed_england,
    printed_area_before
FROM tables.strategy_survey;
