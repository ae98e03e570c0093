-- Evidence of which area belonged to which
-- Grain: one row per child, parent, file and day from which the file says so
-- Key: none: sheets of one workbook repeat each other
-- Notes: parent_code NULL says that the child left its parent of that type on that day.
CREATE TABLE tables.area_parent (
    source_id INTEGER NOT NULL,
    child_type VARCHAR NOT NULL,
    child_code VARCHAR NOT NULL,
    parent_type VARCHAR NOT NULL,
    parent_code VARCHAR,
    as_at DATE NOT NULL
);
