-- GP Patient Survey results as published
-- Grain: one row per area, survey year, question and file
-- Key: source_id, area_type, area_code, period, question
-- Notes: `share` and its limits are fractions. `positive` and `weighted_base` are weighted answers, `unweighted_base` people.
CREATE TABLE tables.survey_result (
    source_id INTEGER NOT NULL,
    area_type VARCHAR NOT NULL,
    area_code VARCHAR NOT NULL,
    period VARCHAR NOT NULL,
    question VARCHAR NOT NULL,
    share DOUBLE,
    positive DOUBLE,
    weighted_base DOUBLE,
    unweighted_base DOUBLE,
    lower95 DOUBLE,
    upper95 DOUBLE,
    mark VARCHAR
);
