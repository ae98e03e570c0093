-- The review category of each practice, and why
-- Grain: one row per practice of a place with at least one judged standard
-- Key: area_code
-- Reads: marts.trigger, tables.trigger_standard, tables.review_category, macros.reaches_category
-- Method: triggers are standards of level one or two; the category is the first of the scheme's that the practice reaches. Where
--   not all standards can be judged, the scheme's numbers are scaled to those that can, and rounded up.
-- Notes: a reason to talk, not a verdict: it counts standards beyond chance, each on its own. `reasons` lists the standards with
--   triggers, level two first. `category_name` is NULL where the scheme has no category for so few.
CREATE VIEW marts.trigger_summary AS
WITH counted AS (
    SELECT
        area_code,
        count(level) AS standards_judged,
        count(*) FILTER (level >= 1) AS triggers,
        count(*) FILTER (level = 2) AS level_two_triggers,
        coalesce(list(indicator_id ORDER BY level DESC, indicator_id ASC) FILTER (level >= 1), []) AS reasons
    FROM marts.trigger
    GROUP BY area_code
    HAVING count(level) > 0
),

scheme AS (SELECT count(*) AS standards FROM tables.trigger_standard)

SELECT
    counted.area_code,
    scheme.standards,
    counted.standards_judged,
    counted.triggers,
    counted.level_two_triggers,
    category.category_name,
    counted.reasons
FROM counted
CROSS JOIN scheme
LEFT JOIN tables.review_category AS category
    ON
        macros.reaches_category(
            counted.triggers,
            counted.level_two_triggers,
            ceil(category.least_triggers * counted.standards_judged / nullif(scheme.standards, 0)),
            ceil(category.least_level_two * counted.standards_judged / nullif(scheme.standards, 0))
        )
QUALIFY row_number() OVER (PARTITION BY counted.area_code ORDER BY category.category_order) = 1;
