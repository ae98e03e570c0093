-- Every figure of the dashboard with its intervals
-- Grain: one row per indicator x area x period x sex x age x category
-- Reads: metrics.figure, staging.area, tables.indicator, tables.period, tables.european_standard_population,
--   macros.point_value, macros.lower_limit, macros.upper_limit, macros.directly_standardised_rate,
--   macros.directly_standardised_lower, macros.directly_standardised_upper
-- Method: the publisher's value where it prints one, else the value from its counts; Wilson, exact or Byar limits by the
--   indicator's kind at 95% and 99.8%; standardised rates from pooled age bands, never averaged.
-- Notes: `state` is value, suppressed, missing, not_applicable or closed; value and limits are NULL in all but the first, the
--   counts too where the figure is suppressed. An indicator and period that any practice of a place has a figure for makes
--   `missing` and `closed` rows for the place's other practices.
--   `areas_counted` of `areas_expected` members make up a pooled figure; both are NULL for a published one.
CREATE TABLE marts.indicator_value AS
WITH standardised AS (
    SELECT
        figure.indicator_id,
        figure.domain,
        figure.area_type,
        figure.area_code,
        figure.period,
        figure.sex,
        indicator.age,
        figure.category,
        sum(figure.numerator) AS numerator,
        sum(figure.denominator) AS denominator,
        macros.directly_standardised_rate(
            figure.numerator, figure.denominator, standard.standard_population, indicator.multiplier
        ) AS value,
        macros.directly_standardised_lower(
            figure.numerator, figure.numerator, figure.denominator, standard.standard_population, indicator.multiplier, 95
        ) AS lower95,
        macros.directly_standardised_upper(
            figure.numerator, figure.numerator, figure.denominator, standard.standard_population, indicator.multiplier, 95
        ) AS upper95,
        macros.directly_standardised_lower(
            figure.numerator, figure.numerator, figure.denominator, standard.standard_population, indicator.multiplier, 99.8
        ) AS lower99_8,
        macros.directly_standardised_upper(
            figure.numerator, figure.numerator, figure.denominator, standard.standard_population, indicator.multiplier, 99.8
        ) AS upper99_8,
        CASE WHEN sum(figure.numerator) >= 10 THEN 'value' ELSE 'suppressed' END AS state,
        max(figure.source_id) AS source_id,
        max(figure.pooled_from) AS pooled_from,
        min(figure.areas_counted) AS areas_counted,
        max(figure.areas_expected) AS areas_expected
    FROM metrics.figure AS figure
    INNER JOIN tables.indicator AS indicator ON figure.indicator_id = indicator.indicator_id
    INNER JOIN tables.european_standard_population AS standard ON figure.age = standard.age
    WHERE figure.is_band AND figure.state = 'value'
    GROUP BY
        figure.indicator_id, figure.domain, figure.area_type, figure.area_code, figure.period, figure.sex, figure.category,
        indicator.age, indicator.multiplier
),

valued AS (
    SELECT
        *,
        coalesce(value, macros.point_value(kind, numerator, denominator, multiplier)) AS final_value,
        coalesce(interval_base, denominator) AS base
    FROM metrics.figure
    WHERE NOT is_band
),

counted AS (
    SELECT
        indicator_id,
        domain,
        area_type,
        area_code,
        period,
        sex,
        age,
        category,
        numerator,
        denominator,
        final_value AS value,
        coalesce(lower95, macros.lower_limit(kind, final_value, numerator, denominator, base, multiplier, 95)) AS lower95,
        coalesce(upper95, macros.upper_limit(kind, final_value, numerator, denominator, base, multiplier, 95)) AS upper95,
        coalesce(lower99_8, macros.lower_limit(kind, final_value, numerator, denominator, base, multiplier, 99.8))
            AS lower99_8,
        coalesce(upper99_8, macros.upper_limit(kind, final_value, numerator, denominator, base, multiplier, 99.8))
            AS upper99_8,
        state,
        source_id,
        pooled_from,
        areas_counted,
        areas_expected
    FROM valued
),

known AS (
    SELECT * FROM counted
    UNION ALL BY NAME
    SELECT standardised.* FROM standardised
    ANTI JOIN counted USING (indicator_id, area_type, area_code, period, sex, age, category)
),

-- An indicator and period that at least one practice of a place has a figure for is expected of all its practices.
expected AS (
    SELECT DISTINCT
        known.indicator_id,
        known.domain,
        known.period,
        known.sex,
        known.age,
        area.place_code,
        period.period_start,
        period.period_end
    FROM known
    INNER JOIN tables.indicator AS indicator
        ON known.indicator_id = indicator.indicator_id AND known.sex = indicator.sex AND known.age = indicator.age
    INNER JOIN staging.area AS area ON known.area_type = area.area_type AND known.area_code = area.area_code
    INNER JOIN tables.period AS period ON known.period = period.period
    WHERE known.area_type = 'practice' AND known.category = '' AND area.place_code IS NOT NULL
),

absent AS (
    SELECT
        expected.indicator_id,
        expected.domain,
        'practice' AS area_type,
        practice.area_code,
        expected.period,
        expected.sex,
        expected.age,
        '' AS category,
        CASE WHEN practice.closed < expected.period_end THEN 'closed' ELSE 'missing' END AS state
    FROM expected
    INNER JOIN staging.area AS practice
        ON
            practice.area_type = 'practice'
            AND expected.place_code = practice.place_code
            AND (practice.opened IS NULL OR expected.period_end >= practice.opened)
    ANTI JOIN known
        ON
            known.area_type = 'practice'
            AND practice.area_code = known.area_code
            AND expected.indicator_id = known.indicator_id
            AND expected.period = known.period
            AND expected.sex = known.sex
            AND expected.age = known.age
            AND known.category = ''
)

SELECT
    figure.indicator_id,
    figure.domain,
    figure.area_type,
    figure.area_code,
    area.area_name,
    figure.period,
    period.period_end,
    figure.sex,
    figure.age,
    figure.category,
    CASE WHEN figure.state <> 'suppressed' THEN figure.numerator END AS numerator,
    CASE WHEN figure.state <> 'suppressed' THEN figure.denominator END AS denominator,
    CASE WHEN figure.state = 'value' THEN figure.value END AS value,
    CASE WHEN figure.state = 'value' THEN figure.lower95 END AS lower95,
    CASE WHEN figure.state = 'value' THEN figure.upper95 END AS upper95,
    CASE WHEN figure.state = 'value' THEN figure.lower99_8 END AS lower99_8,
    CASE WHEN figure.state = 'value' THEN figure.upper99_8 END AS upper99_8,
    CASE WHEN figure.state = 'value' AND figure.value IS NULL THEN 'missing' ELSE figure.state END AS state,
    figure.source_id,
    figure.pooled_from,
    figure.areas_counted,
    figure.areas_expected
FROM (
    SELECT * FROM known
    UNION ALL BY NAME
    SELECT * FROM absent
) AS figure
INNER JOIN staging.area AS area ON figure.area_type = area.area_type AND figure.area_code = area.area_code
INNER JOIN tables.period AS period ON figure.period = period.period
ORDER BY figure.indicator_id, period.period_end, figure.area_type, figure.area_code, figure.category;
