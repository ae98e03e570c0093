-- Rows that were refused
-- Grain: one row per row of a published file that was not loaded
-- Key: none: a row may be refused for several reasons
CREATE TABLE tables.rejected_row (
    source_id INTEGER NOT NULL,
    row_number BIGINT NOT NULL,
    reason VARCHAR NOT NULL,
    content VARCHAR
);
