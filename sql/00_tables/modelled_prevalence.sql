-- Modelled against recorded prevalence as published
-- Grain: one row per practice, condition and file
-- Key: source_id, condition, practice_code, period
-- Notes: `estimate` and its limits are percentages of the model's age range; `register` and `list_size` are QOF's. The limits are
--   NULL where the workbook prints none.
CREATE TABLE tables.modelled_prevalence (
    source_id INTEGER NOT NULL,
    condition VARCHAR NOT NULL,
    practice_code VARCHAR NOT NULL,
    period VARCHAR NOT NULL,
    estimate DOUBLE NOT NULL,
    lower95 DOUBLE,
    upper95 DOUBLE,
    list_size DOUBLE NOT NULL,
    register DOUBLE NOT NULL
);
