-- Registered patients by age, one figure per area and month
-- Grain: one row per area, extract date and age group of the catalogue (all, 65+, 75+)
-- Reads: tables.registered_patients, staging.list_reach
-- Method: the sum over sexes and five-year (or single) ages from the lower bound up, over all ages. The file with the most
--   areas counts where two carry the same area and date.
-- Notes: a file of totals gives the list size only.
CREATE VIEW staging.registered_patients AS
WITH patients AS (
    SELECT
        *,
        try_cast(regexp_extract(age, '^\d+') AS INTEGER) AS age_from
    FROM tables.registered_patients
),

of_source AS (
    SELECT
        source_id,
        area_type,
        area_code,
        extract_date,
        coalesce(
            sum(patients) FILTER (WHERE age = 'All ages' AND sex = 'Persons'),
            sum(patients) FILTER (WHERE age <> 'All ages' AND sex <> 'Persons')
        ) AS total,
        sum(patients) FILTER (WHERE age_from >= 65 AND sex <> 'Persons') AS aged_65_plus,
        sum(patients) FILTER (WHERE age_from >= 75 AND sex <> 'Persons') AS aged_75_plus,
        count(*) FILTER (WHERE age_from IS NOT NULL AND sex <> 'Persons') > 0 AS has_ages
    FROM patients
    GROUP BY ALL
),

figure AS (
    SELECT
        *,
        unnest(
            [
                { age_group: 'all', patients: total },
                { age_group: '65+', patients: coalesce(aged_65_plus, 0) },
                { age_group: '75+', patients: coalesce(aged_75_plus, 0) }
            ]
        ) AS part
    FROM of_source
)

SELECT
    figure.area_type,
    figure.area_code,
    figure.extract_date,
    figure.part.age_group,
    figure.part.patients AS numerator,
    figure.total AS denominator,
    figure.source_id
FROM figure
INNER JOIN staging.list_reach AS reach ON figure.source_id = reach.source_id
WHERE figure.part.age_group = 'all' OR figure.has_ages
QUALIFY row_number() OVER (
        PARTITION BY figure.area_type, figure.area_code, figure.extract_date, figure.part.age_group
        ORDER BY reach.areas DESC, figure.source_id ASC
    ) = 1;
