-- Systems: groups of boroughs that plan together
-- Grain: one row per system
-- Key: system_code
CREATE TABLE tables.system (
    system_code VARCHAR NOT NULL PRIMARY KEY,
    system_name VARCHAR NOT NULL
);
