-- How patients answered, from the most to the least positive answer
-- Grain: one row per indicator x area x survey year x answer
-- Key: indicator_id, area_type, area_code, period, place_in_order
-- Reads: staging.survey_answer, metrics.survey_part
-- Method: published answers of the area itself, or those of its practices summed where its figure is pooled from practices.
-- Notes: `percentage` is of the answers that count, so that the positive ones add up to the indicator's value. Areas whose
--   figure comes from a file without answer options, in whole or in part, have no rows.
CREATE TABLE marts.survey_answer AS
WITH answered AS (
    SELECT
        part.indicator_id,
        part.area_type,
        part.area_code,
        part.period,
        any_value(part.denominator) AS denominator,
        published.place_in_order,
        any_value(published.answer) AS answer,
        any_value(published.side) AS side,
        sum(published.answers) AS answers
    FROM metrics.survey_part AS part
    INNER JOIN staging.survey_answer AS published
        ON
            part.indicator_id = published.indicator_id
            AND part.part_type = published.area_type
            AND part.part_code = published.area_code
            AND part.period = published.period
            AND coalesce(part.part_source_id = published.source_id, TRUE)
    GROUP BY part.indicator_id, part.area_type, part.area_code, part.period, published.place_in_order
)

SELECT
    indicator_id,
    area_type,
    area_code,
    period,
    place_in_order,
    answer,
    side,
    answers,
    100 * answers / denominator AS percentage
FROM answered
WHERE denominator > 0
QUALIFY abs(sum(answers) OVER (PARTITION BY indicator_id, area_type, area_code, period) - denominator) <= 0.01 * denominator
ORDER BY indicator_id, area_type, area_code, period, place_in_order;
