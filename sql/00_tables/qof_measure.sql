-- QOF measures as published
-- Grain: one row per area, period, QOF indicator code, measure and file
-- Key: source_id, area_type, area_code, period, indicator_code, measure
-- Notes: `value` is NULL and `mark` is the state that the publisher printed a mark for instead of a number. PRINTED_* are the
--   workbooks' own percentages, kept only to check ours against.
CREATE TABLE tables.qof_measure (
    source_id INTEGER NOT NULL,
    area_type VARCHAR NOT NULL,
    area_code VARCHAR NOT NULL,
    period VARCHAR NOT NULL,
    indicator_code VARCHAR NOT NULL,
    measure VARCHAR NOT NULL,
    value DOUBLE,
    mark VARCHAR
);
