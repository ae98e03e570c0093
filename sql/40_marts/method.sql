-- How figures are made: each method with an example worked by hand
-- Grain: one row per method
-- Key: method_id
-- Reads: tables.method
-- Notes: `query` is the query that works the example out again, with the macros that made every figure.
CREATE VIEW marts.method AS
SELECT
    method_id,
    display_order,
    method_name,
    plain,
    formula,
    worked_example,
    steps,
    query,
    taken_from
FROM tables.method;
