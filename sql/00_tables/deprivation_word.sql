-- Words that publications use for groups by deprivation
-- Grain: one row per word, in small letters
-- Key: category
-- Reads: data/reference/deprivation_word.csv
-- Notes: place 1 is the most deprived group.
CREATE TABLE tables.deprivation_word (
    category VARCHAR NOT NULL PRIMARY KEY,
    place_in_order INTEGER NOT NULL
);
