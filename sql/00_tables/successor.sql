-- Successors of closed practices
-- Grain: one row per organisation, successor and file
-- Key: practice_code, successor_code, effective
-- Notes: source_id is NULL for mergers that a place file states.
CREATE TABLE tables.successor (
    source_id INTEGER,
    practice_code VARCHAR NOT NULL,
    successor_code VARCHAR NOT NULL,
    effective DATE
);
