-- Which code carries an indicator, in which publication and years
-- Grain: one row per indicator, source and code
-- Key: indicator_id, priority, code
-- Notes: `from_period` and `to_period` are NULL where the code has always been, or still is, published. Codes of one
--   `priority` are added together. `break_reason` says why `from_period` cannot be compared with the period before. `age` is NULL
--   where the code counts the indicator's own ages.
CREATE TABLE tables.indicator_source (
    indicator_id VARCHAR NOT NULL,
    priority INTEGER NOT NULL,
    publication VARCHAR NOT NULL,
    code VARCHAR NOT NULL,
    codes INTEGER NOT NULL,
    from_period VARCHAR,
    to_period VARCHAR,
    break_reason VARCHAR,
    note VARCHAR,
    age VARCHAR,
    PRIMARY KEY (indicator_id, priority, code)
);
