-- Review categories of the outcome standards scheme
-- Grain: one row per category, the first that a practice reaches is its own
-- Key: category_name
-- Notes: copied from data/triggers.toml at each build. A NULL number is no way into the category.
CREATE TABLE tables.review_category (
    category_name VARCHAR NOT NULL PRIMARY KEY,
    category_order INTEGER NOT NULL,
    least_triggers INTEGER,
    least_level_two INTEGER,
    source VARCHAR
);
