-- CCGs that were one borough
-- Grain: one row per clinical commissioning group (2013 to 2021) whose boundary was a London borough's
-- Key: ccg_code
-- Reads: data/reference/former_ccg.csv
CREATE TABLE tables.former_ccg (
    ccg_code VARCHAR NOT NULL PRIMARY KEY,
    borough_code VARCHAR NOT NULL,
    borough_name VARCHAR NOT NULL
);
