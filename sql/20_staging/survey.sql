-- GP Patient Survey results
-- Grain: one row per indicator, source, area and survey year
-- Reads: tables.survey_result, tables.source_file, tables.period, staging.catalogue_code
-- Method: weighted answers that are positive over all weighted answers. Where a file prints the share but not the counts, the
--   weighted base stands in. The interval rests on the people who answered, divided by the survey's design effect of 1.54,
--   which its published precision tables imply (METHODS 14).
-- Notes: the weighted file counts where both were given. `interval_base` is NULL where no base was published: no interval.
CREATE VIEW staging.survey AS
WITH result AS (
    SELECT
        published.*,
        coalesce(published.weighted_base, published.unweighted_base) AS base,
        coalesce(published.unweighted_base, published.weighted_base) AS people
    FROM tables.survey_result AS published
    INNER JOIN tables.source_file AS file ON published.source_id = file.source_id
    QUALIFY row_number() OVER (
            PARTITION BY published.area_type, published.area_code, published.period, published.question
            ORDER BY file.message ILIKE '%unweighted%', published.source_id
        ) = 1
)

SELECT
    catalogue.indicator_id,
    catalogue.domain,
    result.area_type,
    result.area_code,
    result.period,
    catalogue.sex,
    catalogue.age,
    coalesce(result.positive, result.share * result.base) AS numerator,
    result.base AS denominator,
    result.unweighted_base,
    result.people / 1.54 AS interval_base,
    catalogue.multiplier * result.share AS value,
    CASE
        WHEN result.share IS NOT NULL THEN 'value'
        ELSE coalesce(result.mark, 'missing')
    END AS state,
    catalogue.priority,
    result.source_id
FROM result
INNER JOIN tables.period AS period ON result.period = period.period
INNER JOIN staging.catalogue_code AS catalogue
    ON
        catalogue.publication = 'gp_patient_survey'
        AND lower(result.question) = lower(catalogue.code)
        AND (catalogue.valid_from IS NULL OR period.period_start >= catalogue.valid_from)
        AND (catalogue.valid_to IS NULL OR period.period_end <= catalogue.valid_to);
