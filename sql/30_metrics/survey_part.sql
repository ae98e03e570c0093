-- Whose published answers make up each survey figure
-- Grain: one row per indicator x area x survey year x area whose answers count
-- Reads: metrics.figure, staging.member_of_period
-- Method: the area itself where its figure is published, else the practices that belonged to it on the last day of the period
-- Notes: `part_source_id` is the file that the figure comes from; NULL for a pooled one, whose practices may stand in several.
CREATE VIEW metrics.survey_part AS
SELECT
    indicator_id,
    area_type,
    area_code,
    period,
    denominator,
    area_type AS part_type,
    area_code AS part_code,
    source_id AS part_source_id
FROM metrics.figure
WHERE domain = 'survey' AND pooled_from IS NULL AND state = 'value'
UNION ALL BY NAME
SELECT
    figure.indicator_id,
    figure.area_type,
    figure.area_code,
    figure.period,
    figure.denominator,
    member.child_type AS part_type,
    member.child_code AS part_code,
    NULL AS part_source_id
FROM metrics.figure AS figure
INNER JOIN staging.member_of_period AS member
    ON
        member.child_type = 'practice'
        AND figure.area_type = member.parent_type
        AND figure.area_code = member.parent_code
        AND figure.period = member.period
WHERE figure.domain = 'survey' AND figure.pooled_from = 'practice' AND figure.state = 'value';
