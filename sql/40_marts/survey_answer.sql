-- How patients answered, from the most to the least positive answer
-- Grain: one row per indicator x area x survey year x answer
-- Reads: staging.survey_answer, staging.area_member, metrics.figure, tables.period
-- Method: published answers of the area itself, or those of its practices summed where its figure is pooled from practices.
-- Notes: `percentage` is of the answers that count, so that the positive ones add up to the indicator's value. Areas whose
--   figure comes from a file without answer options, in whole or in part, have no rows.
CREATE TABLE marts.survey_answer AS
WITH answered AS (
    SELECT
        figure.indicator_id,
        figure.area_type,
        figure.area_code,
        figure.period,
        figure.denominator,
        published.place_in_order,
        published.answer,
        published.side,
        published.answers
    FROM metrics.figure AS figure
    INNER JOIN staging.survey_answer AS published
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
        any_value(figure.denominator) AS denominator,
        published.place_in_order,
        any_value(published.answer) AS answer,
        any_value(published.side) AS side,
        sum(published.answers) AS answers
    FROM metrics.figure AS figure
    INNER JOIN tables.period AS period ON figure.period = period.period
    INNER JOIN staging.area_member AS member
        ON
            member.child_type = 'practice'
            AND figure.area_type = member.parent_type
            AND figure.area_code = member.parent_code
            AND period.period_end BETWEEN member.valid_from AND coalesce(member.valid_to, DATE '9999-12-31')
    INNER JOIN staging.survey_answer AS published
        ON
            figure.indicator_id = published.indicator_id
            AND published.area_type = 'practice'
            AND member.child_code = published.area_code
            AND figure.period = published.period
    WHERE figure.pooled_from = 'practice' AND figure.state = 'value'
    GROUP BY figure.indicator_id, figure.area_type, figure.area_code, figure.period, published.place_in_order
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
