-- QOF: patients who received the intervention, who could have, and who were adjusted for
-- Grain: one row per indicator of the catalogue, source, area and period
-- Reads: tables.qof_measure, tables.source_file, tables.period, staging.catalogue_code
-- Method: where the raw CSV and a workbook carry the same figure, the raw CSV counts. Codes that a later year split (CHD008 for
--   under 80, CHD009 for 80 and over) are added together, and only where all of them are there.
-- Notes: `adjustments` (personalised care adjustments, exceptions before 2019/20) is 0 where none was published beside a
--   numerator and denominator. `mark` is the publisher's reason where there is no number.
CREATE VIEW staging.qof_count AS
WITH measure AS (
    SELECT
        published.area_type,
        published.area_code,
        published.period,
        published.indicator_code,
        published.measure,
        arg_min(published.value, (file.publication <> 'qof_achievement', published.source_id)) AS value,
        arg_min(published.mark, (file.publication <> 'qof_achievement', published.source_id)) AS mark,
        arg_min(published.source_id, (file.publication <> 'qof_achievement', published.source_id)) AS source_id
    FROM tables.qof_measure AS published
    INNER JOIN tables.source_file AS file ON published.source_id = file.source_id
    WHERE published.measure IN ('NUMERATOR', 'DENOMINATOR', 'PCAS')
    GROUP BY ALL
),

code AS (
    SELECT
        area_type,
        area_code,
        period,
        indicator_code,
        max(value) FILTER (WHERE measure = 'NUMERATOR') AS numerator,
        max(value) FILTER (WHERE measure = 'DENOMINATOR') AS denominator,
        coalesce(max(value) FILTER (WHERE measure = 'PCAS'), 0) AS adjustments,
        max(mark) FILTER (WHERE measure IN ('NUMERATOR', 'DENOMINATOR')) AS mark,
        min(source_id) AS source_id
    FROM measure
    GROUP BY ALL
)

SELECT
    catalogue.indicator_id,
    catalogue.domain,
    catalogue.age,
    catalogue.sex,
    catalogue.priority,
    code.area_type,
    code.area_code,
    code.period,
    sum(code.numerator) AS numerator,
    sum(code.denominator) AS denominator,
    sum(code.adjustments) AS adjustments,
    max(code.mark) AS mark,
    count(code.numerator) = catalogue.codes AND count(code.denominator) = catalogue.codes AS is_complete,
    min(code.source_id) AS source_id
FROM code
INNER JOIN tables.period AS period ON code.period = period.period
INNER JOIN staging.catalogue_code AS catalogue
    ON
        catalogue.publication = 'qof'
        AND code.indicator_code = catalogue.code
        AND (catalogue.valid_from IS NULL OR period.period_start >= catalogue.valid_from)
        AND (catalogue.valid_to IS NULL OR period.period_end <= catalogue.valid_to)
GROUP BY
    catalogue.indicator_id, catalogue.domain, catalogue.age, catalogue.sex, catalogue.priority, catalogue.codes,
    code.area_type, code.area_code, code.period;
