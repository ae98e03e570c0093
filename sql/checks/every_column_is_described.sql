-- Every table, view and column says what it means
-- Reads: marts.build
SELECT
    schema_name,
    table_name,
    column_name
FROM duckdb_columns()
WHERE NOT internal AND schema_name IN ('tables', 'staging', 'metrics', 'marts') AND comment IS NULL;
