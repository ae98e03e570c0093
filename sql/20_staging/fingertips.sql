-- Fingertips values
-- Grain: one row per indicator, source, area, period, sex, age and category
-- Reads: tables.fingertips_value, tables.period, staging.catalogue_code, staging.nhs_area
-- Method: codes of NHS areas are turned from ONS's into ODS's, the dashboard's.
--   Where several downloads carry the same figure, the one given last counts.
-- Notes: where indicators share an id, each takes its own sex. A value without counts keeps the publisher's interval. A blank
--   value with a note about small numbers is suppressed.
CREATE VIEW staging.fingertips AS
SELECT
    catalogue.indicator_id,
    catalogue.domain,
    published.area_type,
    CASE
        WHEN published.area_type IN ('sub_icb', 'icb') THEN coalesce(nhs_area.area_code, published.area_code)
        ELSE published.area_code
    END AS area_code,
    published.period,
    published.sex,
    published.age,
    published.category,
    published.count AS numerator,
    published.denominator,
    published.value,
    published.lower95,
    published.upper95,
    published.lower99_8,
    published.upper99_8,
    CASE
        WHEN published.value IS NOT NULL THEN 'value'
        WHEN published.note ILIKE '%small%' OR published.note ILIKE '%suppress%' OR published.note ILIKE '%disclos%'
            THEN 'suppressed'
        ELSE 'missing'
    END AS state,
    catalogue.priority,
    published.source_id
FROM tables.fingertips_value AS published
INNER JOIN tables.period AS period ON published.period = period.period
INNER JOIN staging.catalogue_code AS catalogue
    ON
        catalogue.publication = 'fingertips'
        AND published.fingertips_id = catalogue.code
        AND (published.sex = catalogue.sex OR NOT catalogue.is_shared)
        AND (catalogue.valid_from IS NULL OR period.period_start >= catalogue.valid_from)
        AND (catalogue.valid_to IS NULL OR period.period_end <= catalogue.valid_to)
LEFT JOIN staging.nhs_area AS nhs_area ON published.area_code = nhs_area.gss_code
QUALIFY row_number() OVER (
        PARTITION BY
            catalogue.indicator_id, catalogue.priority, published.area_type, published.area_code, published.period,
            published.sex, published.age, published.category
        ORDER BY published.source_id DESC
    ) = 1;
