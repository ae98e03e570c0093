-- QOF registers as recorded prevalence
-- Grain: one row per indicator, area and period
-- Reads: tables.qof_register, tables.source_file, tables.period, staging.catalogue_code
-- Method: patients on the register over the list of the register's ages, as the publication divides them. The raw CSV counts
--   where a workbook carries the same figure.
CREATE VIEW staging.qof_prevalence AS
SELECT
    catalogue.indicator_id,
    catalogue.domain,
    register.area_type,
    register.area_code,
    register.period,
    catalogue.sex,
    catalogue.age,
    register.register AS numerator,
    register.list_size AS denominator,
    CASE WHEN register.list_size > 0 THEN 'value' ELSE 'not_applicable' END AS state,
    catalogue.priority,
    register.source_id
FROM tables.qof_register AS register
INNER JOIN tables.source_file AS file ON register.source_id = file.source_id
INNER JOIN tables.period AS period ON register.period = period.period
INNER JOIN staging.catalogue_code AS catalogue
    ON
        catalogue.publication = 'qof_prevalence'
        AND register.group_code = catalogue.code
        AND (catalogue.valid_from IS NULL OR period.period_start >= catalogue.valid_from)
        AND (catalogue.valid_to IS NULL OR period.period_end <= catalogue.valid_to)
QUALIFY row_number() OVER (
        PARTITION BY catalogue.indicator_id, catalogue.priority, register.area_type, register.area_code, register.period
        ORDER BY file.publication <> 'qof_prevalence', register.source_id
    ) = 1;
