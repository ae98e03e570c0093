-- Files given to the build, and what became of each
-- Grain: one row per file, or member of an archive
-- Key: source_id
-- Reads: tables.source_file
CREATE VIEW marts.source_file AS
SELECT
    source_id,
    file_label,
    publication,
    publication_title,
    publisher,
    attribution,
    period,
    edition,
    sha256,
    bytes,
    encoding,
    status,
    message,
    rows_in,
    rows_loaded,
    rows_refused
FROM tables.source_file;
