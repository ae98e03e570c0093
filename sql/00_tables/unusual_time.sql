-- Times whose figures are unlike those of others
-- Grain: one row per time and code that it concerns
-- Key: starts_on, ends_on, is_monthly, code, title
-- Notes: copied from data/annotations.toml at each build. `code` is one of the Quality and Outcomes Framework, NULL where the time
--   concerns every figure; `is_monthly` whether it is told of months and quarters or of longer periods, NULL where of both.
CREATE TABLE tables.unusual_time (
    starts_on DATE NOT NULL,
    ends_on DATE NOT NULL,
    is_monthly BOOLEAN,
    code VARCHAR,
    title VARCHAR NOT NULL,
    source VARCHAR NOT NULL
);
