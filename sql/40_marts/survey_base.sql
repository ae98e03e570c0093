-- How many people stand behind a survey figure
-- Grain: one row per indicator x area x survey year
-- Key: indicator_id, area_type, area_code, period
-- Reads: staging.survey, metrics.survey_part
-- Method: as published for the area, or the sum over its practices where its figure is pooled from them.
-- Notes: `weighted_base` is what the percentage is of, `unweighted_base` the people who answered: NULL where the files (to 2023)
--   do not print it.
CREATE TABLE marts.survey_base AS
SELECT
    part.indicator_id,
    part.area_type,
    part.area_code,
    part.period,
    sum(published.denominator) AS weighted_base,
    CASE WHEN count(published.unweighted_base) = count(*) THEN sum(published.unweighted_base) END AS unweighted_base
FROM metrics.survey_part AS part
INNER JOIN staging.survey AS published
    ON
        part.indicator_id = published.indicator_id
        AND part.part_type = published.area_type
        AND part.part_code = published.area_code
        AND part.period = published.period
        AND coalesce(part.part_source_id = published.source_id, TRUE)
WHERE published.state = 'value'
GROUP BY part.indicator_id, part.area_type, part.area_code, part.period
ORDER BY part.indicator_id, part.area_type, part.area_code, part.period;
