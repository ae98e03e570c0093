-- Files given to the build
-- Grain: one row per file, or member of an archive, that the build was given
-- Key: source_id
-- Notes: rows_in = rows_loaded + rows_refused; they are NULL for a file that was not read. `status` is one of loaded, duplicate,
--   superseded, empty, not used, set aside, cannot be used, not recognised.
CREATE TABLE tables.source_file (
    source_id INTEGER NOT NULL PRIMARY KEY,
    file_label VARCHAR NOT NULL,
    publication VARCHAR,
    publication_title VARCHAR,
    publisher VARCHAR,
    attribution VARCHAR,
    period VARCHAR,
    edition DATE,
    sha256 VARCHAR NOT NULL,
    bytes BIGINT NOT NULL,
    encoding VARCHAR,
    status VARCHAR NOT NULL,
    message VARCHAR,
    rows_in BIGINT,
    rows_loaded BIGINT,
    rows_refused BIGINT,
    CHECK (rows_in = rows_loaded + rows_refused)
);
