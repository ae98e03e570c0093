-- Review categories of the outcome standards scheme, and what leads to them
-- Grain: one row per category, the first that a practice reaches is its own
-- Key: category_name
-- Reads: tables.review_category
-- Notes: a NULL number is no way into the category.
CREATE VIEW marts.review_category AS
SELECT
    category_name,
    category_order,
    least_triggers,
    least_level_two
FROM tables.review_category;
