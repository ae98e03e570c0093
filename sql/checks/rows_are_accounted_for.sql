-- Of every file, rows in = rows loaded + rows refused, and every refused row is kept with its reason
-- Reads: marts.source_file, marts.rejected_row
SELECT
    file.file_label,
    file.rows_in,
    file.rows_loaded,
    file.rows_refused,
    count(rejected.source_id) AS kept
FROM marts.source_file AS file
LEFT JOIN marts.rejected_row AS rejected ON file.source_id = rejected.source_id
WHERE file.rows_in IS NOT NULL
GROUP BY ALL
HAVING file.rows_in <> file.rows_loaded + file.rows_refused OR file.rows_refused <> count(rejected.source_id);
