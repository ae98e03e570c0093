-- What happened that a series should be read with
-- Grain: one row per event, and indicator or practice that it concerns
-- Key: event_kind, occurred_on, indicator_id, place_code, practice_code, title
-- Reads: staging.definition_segment, staging.area, tables.period, tables.annotation, tables.merged_council
-- Method: changed definitions from the catalogue, closures and mergers of practices of the places, and milestones,
--   the forming of a merged council among them
-- Notes: a definition that changed in several files at once is one event. `event_kind` is definition, merger, closure or milestone.
--   `indicator_id` is set for a definition only, `practice_code` for a merger or closure only; `place_code` is NULL where the event
--   concerns all places.
CREATE VIEW marts.event AS
SELECT DISTINCT
    'definition' AS event_kind,
    period.period_start AS occurred_on,
    segment.indicator_id,
    NULL::VARCHAR AS place_code,
    NULL::VARCHAR AS practice_code,
    segment.break_reason AS title,
    NULL::VARCHAR AS source
FROM staging.definition_segment AS segment
INNER JOIN tables.period AS period ON segment.period = period.period
WHERE segment.break_reason IS NOT NULL AND period.period_kind NOT IN ('month', 'quarter')
UNION ALL BY NAME
SELECT
    CASE WHEN practice.successor_code IS NULL THEN 'closure' ELSE 'merger' END AS event_kind,
    practice.closed AS occurred_on,
    NULL AS indicator_id,
    practice.place_code,
    practice.area_code AS practice_code,
    CASE
        WHEN practice.successor_code IS NULL THEN practice.area_name || ' closed'
        ELSE practice.area_name || ' closed; ' || coalesce(successor.area_name, 'another practice') || ' took over'
    END AS title,
    'Organisation Data Service, or the place file' AS source
FROM staging.area AS practice
LEFT JOIN staging.area AS successor
    ON practice.successor_code = successor.area_code AND successor.area_type = 'practice'
WHERE practice.area_type = 'practice' AND practice.place_code IS NOT NULL AND practice.closed IS NOT NULL
UNION ALL BY NAME
SELECT
    'milestone' AS event_kind,
    occurred_on,
    NULL AS indicator_id,
    place_code,
    NULL AS practice_code,
    title,
    source
FROM tables.annotation
UNION ALL BY NAME
SELECT
    'milestone' AS event_kind,
    formed_on AS occurred_on,
    NULL AS indicator_id,
    area_code AS place_code,
    NULL AS practice_code,
    area_name || ' was formed from ' || string_agg(part_name, ', ' ORDER BY part_name)
    || '; what they published before is added up' AS title,
    'Office for National Statistics, code history of councils' AS source
FROM tables.merged_council
GROUP BY area_code, area_name, formed_on;
