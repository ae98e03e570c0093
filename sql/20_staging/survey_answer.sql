-- GP Patient Survey answers, option by option
-- Grain: one row per indicator, source, area, survey year and answer
-- Reads: tables.survey_answer, tables.survey_scale, staging.survey, staging.catalogue_code, tables.period
-- Method: weighted answers as printed, else the printed share of the weighted base.
-- Notes: only where every answer of the question is there and the positive ones add up to the published percentage within half a
--   point, so that a file whose options stand in another order is never misread.
CREATE VIEW staging.survey_answer AS
WITH answered AS (
    SELECT
        result.indicator_id,
        result.area_type,
        result.area_code,
        result.period,
        result.source_id,
        scale.place_in_order,
        scale.answer,
        scale.side,
        coalesce(published.answers, published.share * result.denominator) AS answers,
        result.numerator,
        result.denominator
    FROM staging.survey AS result
    INNER JOIN tables.period AS period ON result.period = period.period
    INNER JOIN staging.catalogue_code AS catalogue
        ON
            result.indicator_id = catalogue.indicator_id
            AND catalogue.publication = 'gp_patient_survey'
            AND (catalogue.valid_from IS NULL OR period.period_start >= catalogue.valid_from)
            AND (catalogue.valid_to IS NULL OR period.period_end <= catalogue.valid_to)
    INNER JOIN tables.survey_scale AS scale ON lower(catalogue.code) = lower(scale.question)
    LEFT JOIN tables.survey_answer AS published
        ON
            result.source_id = published.source_id
            AND result.area_type = published.area_type
            AND result.area_code = published.area_code
            AND lower(scale.question) = lower(published.question)
            AND scale.option_number = published.option_number
    WHERE result.state = 'value' AND result.denominator > 0
)

SELECT
    indicator_id,
    area_type,
    area_code,
    period,
    source_id,
    place_in_order,
    answer,
    side,
    answers
FROM answered
WINDOW whole AS (PARTITION BY indicator_id, area_type, area_code, period, source_id)
QUALIFY
    count(answers) OVER whole = count(*) OVER whole
    AND abs(coalesce(sum(answers) FILTER (side = 'positive') OVER whole, 0) - numerator) <= 0.005 * denominator;
