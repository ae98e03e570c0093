-- Registered patients by age, one figure per area and month
-- Grain: one row per area, extract date and age group of the catalogue (all, 65+, 75+)
-- Reads: tables.registered_patients
-- Method: the sum over sexes and five-year (or single) ages from the lower bound up, over all ages. The file with the most
--   areas counts where two carry the same area and date.
CREATE VIEW staging.registered_patients AS
WITH reach AS (
    SELECT
        source_id,
        count(DISTINCT area_code) AS areas
    FROM tables.registered_patients
    GROUP BY source_id
),

of_source AS (
    SELECT
        patients.source_id,
        patients.area_type,
        patients.area_code,
        patients.extract_date,
        sum(patients.patients) FILTER (WHERE patients.age = 'All ages' AND patients.sex = 'Persons') AS total_persons,
        sum(patients.patients) FILTER (WHERE patients.age = 'All ages' AND patients.sex <> 'Persons') AS total_sexes,
        sum(patients.patients) FILTER (WHERE patients.age <> 'All ages' AND patients.sex <> 'Persons') AS total_ages,
        sum(patients.patients) FILTER (
            WHERE patients.sex <> 'Persons' AND try_cast(regexp_extract(patients.age, '^\d+') AS INTEGER) >= 65
        ) AS aged_65_plus,
        sum(patients.patients) FILTER (
            WHERE patients.sex <> 'Persons' AND try_cast(regexp_extract(patients.age, '^\d+') AS INTEGER) >= 75
        ) AS aged_75_plus
    FROM tables.registered_patients AS patients
    GROUP BY ALL
),

of_area AS (
    SELECT
        of_source.area_type,
        of_source.area_code,
        of_source.extract_date,
        arg_max(
            coalesce(of_source.total_persons, of_source.total_sexes, of_source.total_ages), (reach.areas, -of_source.source_id)
        ) AS patients,
        arg_max(of_source.aged_65_plus, (reach.areas, -of_source.source_id)) FILTER (
            WHERE of_source.total_ages IS NOT NULL
        ) AS aged_65_plus,
        arg_max(of_source.aged_75_plus, (reach.areas, -of_source.source_id)) FILTER (
            WHERE of_source.total_ages IS NOT NULL
        ) AS aged_75_plus,
        arg_max(of_source.source_id, (reach.areas, -of_source.source_id)) AS source_id
    FROM of_source
    INNER JOIN reach ON of_source.source_id = reach.source_id
    GROUP BY ALL
)

SELECT
    area_type,
    area_code,
    extract_date,
    figure.age_group AS age_group,
    figure.numerator AS numerator,
    patients AS denominator,
    source_id
FROM (
    SELECT
        *,
        unnest(
            [
                {age_group: 'all', numerator: patients},
                {age_group: '65+', numerator: coalesce(aged_65_plus, 0)},
                {age_group: '75+', numerator: coalesce(aged_75_plus, 0)}
            ]
        ) AS figure,
        aged_65_plus
    FROM of_area
)
WHERE figure.age_group = 'all' OR aged_65_plus IS NOT NULL;
