-- What the dashboard's terms mean
-- Grain: one row per term
-- Key: term_id
-- Notes: from data/glossary.toml.
CREATE TABLE tables.glossary (
    term_id VARCHAR NOT NULL,
    term_name VARCHAR NOT NULL,
    written_as VARCHAR[] NOT NULL,
    meaning VARCHAR NOT NULL
);
