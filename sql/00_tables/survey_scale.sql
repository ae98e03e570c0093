-- Answers that each question of the GP Patient Survey offers
-- Grain: one row per question and answer
-- Key: question, option_number
-- Notes: only answers that count towards the percentage, from the most to the least positive; "haven't tried", "does not apply"
--   and the like are left out, as the survey does. `option_number` is the number that the files' columns carry (Q28_1, Q28_2).
CREATE TABLE tables.survey_scale (
    question VARCHAR NOT NULL,
    option_number INTEGER NOT NULL,
    place_in_order INTEGER NOT NULL,
    answer VARCHAR NOT NULL,
    side VARCHAR NOT NULL
);
