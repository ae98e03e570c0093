-- The ODS code of each CCG, sub-ICB, STP and ICB that some publication names by its ONS code
-- Grain: one row per ONS code
-- Reads: tables.area_name
CREATE VIEW staging.nhs_area AS
SELECT
    gss_code,
    arg_max(area_code, (as_at, area_code)) AS area_code
FROM tables.area_name
WHERE area_type IN ('sub_icb', 'icb') AND gss_code IS NOT NULL AND gss_code <> ''
GROUP BY gss_code;
