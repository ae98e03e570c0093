-- How many people stand behind a survey figure
-- Grain: one row per indicator x area x survey year
-- Reads: staging.survey, staging.area_member, metrics.figure, tables.period
-- Method: as published for the area, or the sum over its practices where its figure is pooled from them.
-- Notes: `weighted_base` is what the percentage is of, `unweighted_base` the people who answered: NULL where the files (to 2023)
--   do not print it.
CREATE TABLE marts.survey_base AS
SELECT
    figure.indicator_id,
    figure.area_type,
    figure.area_code,
    figure.period,
    published.denominator AS weighted_base,
    published.unweighted_base
FROM metrics.figure AS figure
INNER JOIN staging.survey AS published
    ON
        figure.indicator_id = published.indicator_id
        AND figure.area_type = published.area_type
        AND figure.area_code = published.area_code
        AND figure.period = published.period
        AND figure.source_id = published.source_id
WHERE figure.pooled_from IS NULL AND figure.state = 'value'
UNION ALL
SELECT
    figure.indicator_id,
    figure.area_type,
    figure.area_code,
    figure.period,
    sum(published.denominator) AS weighted_base,
    CASE WHEN count(published.unweighted_base) = count(*) THEN sum(published.unweighted_base) END AS unweighted_base
FROM metrics.figure AS figure
INNER JOIN tables.period AS period ON figure.period = period.period
INNER JOIN staging.area_member AS member
    ON
        member.child_type = 'practice'
        AND figure.area_type = member.parent_type
        AND figure.area_code = member.parent_code
        AND period.period_end BETWEEN member.valid_from AND coalesce(member.valid_to, DATE '9999-12-31')
INNER JOIN staging.survey AS published
    ON
        figure.indicator_id = published.indicator_id
        AND published.area_type = 'practice'
        AND member.child_code = published.area_code
        AND figure.period = published.period
WHERE figure.pooled_from = 'practice' AND figure.state = 'value' AND published.state = 'value'
GROUP BY figure.indicator_id, figure.area_type, figure.area_code, figure.period
ORDER BY figure.indicator_id, figure.area_type, figure.area_code, figure.period;
