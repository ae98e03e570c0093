-- Periods
-- Grain: one row per period that any file, place or catalogue entry names
-- Key: period
CREATE TABLE tables.period (
    period VARCHAR NOT NULL PRIMARY KEY,
    period_kind VARCHAR NOT NULL,
    period_start DATE NOT NULL,
    period_end DATE NOT NULL
);
