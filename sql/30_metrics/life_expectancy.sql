-- Life expectancy at birth from deaths by age
-- Grain: one row per indicator, area, period, sex and category that gives deaths by age
-- Reads: metrics.figure, metrics.life_table, tables.indicator, macros.life_expectancy
-- Method: Chiang's abridged life table with Silcocks' variance (macros.life_expectancy) over the ages of the group, pooled first
-- Notes: `numerator` is all deaths, `denominator` the people years they happened in. `missing` where an age is, `suppressed` where
--   one is or the people are too few for a life table (5,000, or an interval of more than 20 years).
CREATE VIEW metrics.life_expectancy AS
WITH band AS (
    SELECT
        figure.*,
        indicator.age AS whole_age,
        len(indicator.age_bands) AS bands
    FROM metrics.figure AS figure
    INNER JOIN tables.indicator AS indicator ON figure.indicator_id = indicator.indicator_id
    WHERE indicator.kind = 'life_expectancy' AND figure.is_band AND list_contains(indicator.age_bands, figure.age)
),

whole AS (
    SELECT
        indicator_id,
        domain,
        area_type,
        area_code,
        period,
        sex,
        whole_age AS age,
        category,
        sum(numerator) AS numerator,
        sum(denominator) AS denominator,
        bool_or(state = 'suppressed') AS is_suppressed,
        count(*) FILTER (state = 'value') = bands AS is_complete,
        max(source_id) AS source_id,
        max(pooled_from) AS pooled_from,
        min(areas_counted) AS areas_counted,
        max(areas_expected) AS areas_expected
    FROM band
    GROUP BY indicator_id, domain, area_type, area_code, period, sex, category, whole_age, bands
),

at_birth AS (
    SELECT
        ordinary.series,
        ordinary.value,
        ordinary.lower_limit AS lower95,
        ordinary.upper_limit AS upper95,
        wide.lower_limit AS lower99_8,
        wide.upper_limit AS upper99_8
    FROM macros.life_expectancy('metrics.life_table', level := 95) AS ordinary
    INNER JOIN macros.life_expectancy('metrics.life_table', level := 99.8) AS wide
        ON ordinary.series = wide.series AND ordinary.start_age = wide.start_age
    WHERE ordinary.start_age = 0
)

SELECT
    whole.indicator_id,
    whole.domain,
    whole.area_type,
    whole.area_code,
    whole.period,
    whole.sex,
    whole.age,
    whole.category,
    CASE WHEN whole.is_complete THEN whole.numerator END AS numerator,
    CASE WHEN whole.is_complete THEN whole.denominator END AS denominator,
    NULL::DOUBLE AS base,
    at_birth.value,
    at_birth.lower95,
    at_birth.upper95,
    at_birth.lower99_8,
    at_birth.upper99_8,
    CASE
        WHEN whole.is_suppressed THEN 'suppressed'
        WHEN NOT whole.is_complete THEN 'missing'
        WHEN at_birth.value IS NULL THEN 'suppressed'
        ELSE 'value'
    END AS state,
    whole.source_id,
    whole.pooled_from,
    whole.areas_counted,
    whole.areas_expected
FROM whole
LEFT JOIN at_birth
    ON
        whole.indicator_id = at_birth.series.indicator_id
        AND whole.area_type = at_birth.series.area_type
        AND whole.area_code = at_birth.series.area_code
        AND whole.period = at_birth.series.period
        AND whole.sex = at_birth.series.sex
        AND whole.category = at_birth.series.category;
