-- Results of the build's checks
-- Grain: one row per check
-- Key: check_name
-- Reads: tables.check_result
CREATE VIEW marts.check_result AS
SELECT
    check_name,
    promise,
    offending_rows,
    is_fatal,
    example
FROM tables.check_result;
