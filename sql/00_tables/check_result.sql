-- Results of the build's checks
-- Grain: one row per check of sql/checks
-- Key: check_name
CREATE TABLE tables.check_result (
    check_name VARCHAR NOT NULL PRIMARY KEY,
    promise VARCHAR NOT NULL,
    offending_rows BIGINT NOT NULL,
    is_fatal BOOLEAN NOT NULL,
    example VARCHAR
);
