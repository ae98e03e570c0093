-- How figures are made: each method with an example worked by hand
-- Grain: one row per method
-- Key: method_id
-- Notes: from data/methods.toml; `query` is the query that works the example out again, with the macros that made every figure.
CREATE TABLE tables.method (
    method_id VARCHAR NOT NULL,
    display_order INTEGER NOT NULL,
    method_name VARCHAR NOT NULL,
    plain VARCHAR NOT NULL,
    formula VARCHAR NOT NULL,
    worked_example VARCHAR NOT NULL,
    steps VARCHAR[] NOT NULL,
    query VARCHAR NOT NULL,
    taken_from VARCHAR NOT NULL
);
