-- The build itself
-- Grain: one row
-- Key: built_at
-- Notes: `data_kind` is "synthetic" for the embedded demonstration and "published" for everything else; pages and exports say so.
CREATE TABLE tables.build (
    version VARCHAR NOT NULL,
    built_at TIMESTAMP NOT NULL,
    data_kind VARCHAR NOT NULL CHECK (data_kind IN ('synthetic', 'published'))
);
