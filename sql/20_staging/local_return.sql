-- Local returns
-- Grain: one row per indicator, area, period, sex, age and category
-- Reads: tables.local_return, tables.source_file, tables.indicator, staging.nhs_area, staging.standing_age
-- Method: the return with the newest edition counts. A standardised rate or ratio that comes with its observed events tells how
--   many were expected: multiplier x observed / value; pooling and intervals need that.
--   Elsewhere a returned value counts only where the counts are missing.
-- Notes: priority 99: a national file that carries the same figure comes first. What is returned for the whole indicator is of the
--   ages that it has in that period.
CREATE VIEW staging.local_return AS
SELECT
    returned.indicator_id,
    indicator.domain,
    returned.area_type,
    CASE
        WHEN returned.area_type IN ('sub_icb', 'icb') THEN coalesce(nhs_area.area_code, returned.area_code)
        ELSE returned.area_code
    END AS area_code,
    returned.period,
    returned.sex,
    CASE WHEN returned.age = indicator.age THEN standing.age ELSE returned.age END AS age,
    returned.category,
    returned.numerator,
    CASE
        WHEN indicator.kind IN ('indirectly_standardised_rate', 'ratio') AND returned.value > 0
            THEN indicator.multiplier * returned.numerator / returned.value
        ELSE returned.denominator
    END AS denominator,
    CASE
        WHEN
            indicator.kind IN ('indirectly_standardised_rate', 'ratio', 'directly_standardised_rate', 'life_expectancy')
            OR returned.numerator IS NULL
            OR returned.denominator IS NULL
            THEN returned.value
    END AS value,
    CASE
        WHEN returned.state = 'value' AND indicator.kind NOT IN ('count', 'size') AND returned.denominator = 0
            THEN 'not_applicable'
        ELSE returned.state
    END AS state,
    99 AS priority,
    returned.source_id
FROM tables.local_return AS returned
INNER JOIN tables.source_file AS file ON returned.source_id = file.source_id
INNER JOIN tables.indicator AS indicator ON returned.indicator_id = indicator.indicator_id
INNER JOIN staging.standing_age AS standing
    ON returned.indicator_id = standing.indicator_id AND returned.period = standing.period
LEFT JOIN staging.nhs_area AS nhs_area ON returned.area_code = nhs_area.gss_code
QUALIFY row_number() OVER (
        PARTITION BY
            returned.indicator_id, returned.area_type, coalesce(nhs_area.area_code, returned.area_code), returned.period,
            returned.sex, returned.age, returned.category
        ORDER BY file.edition DESC, returned.source_id DESC
    ) = 1;
