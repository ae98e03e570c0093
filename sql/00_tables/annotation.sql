-- Milestones of the programme and of the NHS, to be marked on charts over time
-- Grain: one row per milestone and place, or per milestone where it holds everywhere
-- Key: occurred_on, place_code, title
-- Notes: copied from data/annotations.toml at each build.
CREATE TABLE tables.annotation (
    occurred_on DATE NOT NULL,
    place_code VARCHAR,
    title VARCHAR NOT NULL,
    source VARCHAR NOT NULL
);
