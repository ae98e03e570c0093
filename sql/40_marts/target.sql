-- Targets of areas
-- Grain: one row per indicator x area that has a target
-- Key: indicator_id, area_type, area_code
-- Reads: tables.target, tables.place, staging.area
-- Method: the target of the area's own place, else the one that holds everywhere. The size that a place file asks of a locality is
--   a target of its registered patients.
-- Notes: `due` is NULL where no day is set. In the indicator's unit.
CREATE VIEW marts.target AS
WITH target AS (
    SELECT * FROM tables.target
    UNION ALL BY NAME
    SELECT
        'pop_list_size' AS indicator_id,
        place_code,
        'locality' AS area_type,
        locality_population_min AS at_least,
        locality_population_max AS at_most,
        'The size that a locality of ' || place_name || ' should have' AS note,
        'Place file of ' || place_name AS source
    FROM tables.place
    WHERE locality_population_min IS NOT NULL OR locality_population_max IS NOT NULL
)

SELECT
    target.indicator_id,
    area.area_type,
    area.area_code,
    target.at_least,
    target.at_most,
    target.due,
    target.note,
    target.source
FROM staging.area AS area
INNER JOIN target
    ON
        coalesce(area.place_code = target.place_code, target.place_code IS NULL)
        AND coalesce(area.area_type = target.area_type, TRUE)
QUALIFY
    row_number() OVER (
        PARTITION BY target.indicator_id, area.area_type, area.area_code
        ORDER BY target.place_code NULLS LAST, target.area_type NULLS LAST
    ) = 1;
