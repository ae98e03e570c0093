-- ODS register of practices and prescribing cost centres
-- Grain: one row per organisation of epraccur
-- Key: source_id, practice_code
-- Notes: `status` A active, C closed, D dormant, P proposed. `is_gp_practice` is prescribing setting 4.
CREATE TABLE tables.practice (
    source_id INTEGER NOT NULL,
    practice_code VARCHAR NOT NULL,
    practice_name VARCHAR NOT NULL,
    postcode VARCHAR,
    status VARCHAR NOT NULL,
    is_gp_practice BOOLEAN NOT NULL,
    opened DATE,
    closed DATE,
    commissioner VARCHAR,
    joined_commissioner DATE,
    left_commissioner DATE
);
