-- The build itself
-- Grain: one row
-- Key: built_at
-- Reads: tables.build
CREATE VIEW marts.build AS
SELECT
    version,
    built_at,
    data_kind
FROM tables.build;
