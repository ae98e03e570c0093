-- The build itself
-- Grain: one row
-- Reads: tables.build
CREATE VIEW marts.build AS
SELECT
    version,
    built_at,
    data_kind
FROM tables.build;
