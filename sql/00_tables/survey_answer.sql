-- Answers to the questions of the GP Patient Survey, option by option, as published
-- Grain: one row per area, survey year, question, option and file
-- Key: source_id, area_type, area_code, period, question, option_number
-- Notes: `share` is a fraction of the answers that count, `answers` weighted answers; a file may print either or both.
CREATE TABLE tables.survey_answer (
    source_id INTEGER NOT NULL,
    area_type VARCHAR NOT NULL,
    area_code VARCHAR NOT NULL,
    period VARCHAR NOT NULL,
    question VARCHAR NOT NULL,
    option_number INTEGER NOT NULL,
    answers DOUBLE,
    share DOUBLE
);
