-- Rows that were refused, each with its reason
-- Grain: one row per row of a published file that was not loaded
-- Key: none: a row may be refused for several reasons
-- Reads: tables.rejected_row, tables.source_file
CREATE VIEW marts.rejected_row AS
SELECT
    rejected.source_id,
    file.file_label,
    rejected.row_number,
    rejected.reason,
    rejected.content
FROM tables.rejected_row AS rejected
INNER JOIN tables.source_file AS file ON rejected.source_id = file.source_id;
