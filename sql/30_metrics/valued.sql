-- Every figure with its value and intervals
-- Grain: one row per indicator x area x period x sex x age x category; the groups of similar practices are areas here as well
-- Reads: metrics.figure, metrics.life_expectancy, tables.indicator, tables.european_standard_population, macros.point_value,
--   macros.lower_limit, macros.upper_limit, macros.directly_standardised_rate, macros.directly_standardised_lower,
--   macros.directly_standardised_upper, macros.ratio, macros.years_lost
-- Method: the publisher's value where it prints one, else the value from its counts; Wilson, exact or Byar limits by the
--   indicator's kind at 95% and 99.8%; standardised rates from pooled age bands, never averaged, and only where every band of
--   the indicator's ages is known: a missing one makes the rate missing, a suppressed one suppressed. Years of life lost: each
--   band's deaths (years over the years that a death there loses), its weight times those years. Life expectancy as in
--   metrics.life_expectancy.
-- Notes: `base` is what the interval rests on: the denominator, or the effective sample of a survey; NULL of standardised rates.
CREATE TABLE metrics.valued AS
WITH band AS (
    SELECT
        figure.*,
        indicator.age AS whole_age,
        len(indicator.age_bands) AS bands,
        standard.standard_population,
        figure.numerator / nullif(macros.years_lost(figure.age, indicator.life_lost_to), 0) AS deaths,
        standard.standard_population * macros.years_lost(figure.age, indicator.life_lost_to) AS weight
    FROM metrics.figure AS figure
    INNER JOIN tables.indicator AS indicator ON figure.indicator_id = indicator.indicator_id
    INNER JOIN tables.european_standard_population AS standard ON figure.age = standard.age
    WHERE
        indicator.kind = 'directly_standardised_rate'
        AND figure.is_band
        AND list_contains(indicator.age_bands, figure.age)
),

standardised AS (
    SELECT
        band.indicator_id,
        band.domain,
        band.area_type,
        band.area_code,
        band.period,
        band.sex,
        band.whole_age AS age,
        band.category,
        sum(band.numerator) AS numerator,
        sum(band.denominator) AS denominator,
        NULL::DOUBLE AS base,
        macros.directly_standardised_rate(
            band.deaths,
            band.denominator,
            band.weight,
            band.multiplier * macros.ratio(sum(band.weight), sum(band.standard_population), 1)
        ) AS value,
        macros.directly_standardised_lower(
            band.deaths,
            band.deaths,
            band.denominator,
            band.weight,
            band.multiplier * macros.ratio(sum(band.weight), sum(band.standard_population), 1),
            95
        ) AS lower95,
        macros.directly_standardised_upper(
            band.deaths,
            band.deaths,
            band.denominator,
            band.weight,
            band.multiplier * macros.ratio(sum(band.weight), sum(band.standard_population), 1),
            95
        ) AS upper95,
        macros.directly_standardised_lower(
            band.deaths,
            band.deaths,
            band.denominator,
            band.weight,
            band.multiplier * macros.ratio(sum(band.weight), sum(band.standard_population), 1),
            99.8
        ) AS lower99_8,
        macros.directly_standardised_upper(
            band.deaths,
            band.deaths,
            band.denominator,
            band.weight,
            band.multiplier * macros.ratio(sum(band.weight), sum(band.standard_population), 1),
            99.8
        ) AS upper99_8,
        CASE
            WHEN bool_or(band.state = 'suppressed') THEN 'suppressed'
            WHEN count(*) FILTER (band.state IN ('value', 'not_applicable')) < band.bands THEN 'missing'
            WHEN sum(band.deaths) >= 10 THEN 'value'
            ELSE 'suppressed'
        END AS state,
        max(band.source_id) AS source_id,
        max(band.pooled_from) AS pooled_from,
        min(band.areas_counted) AS areas_counted,
        max(band.areas_expected) AS areas_expected
    FROM band
    GROUP BY
        band.indicator_id, band.domain, band.area_type, band.area_code, band.period, band.sex, band.category, band.whole_age,
        band.multiplier, band.bands
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
        base,
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
)

SELECT * FROM counted
UNION ALL BY NAME
SELECT
    standardised.* REPLACE (
        if(standardised.state = 'missing', NULL, standardised.numerator) AS numerator,
        if(standardised.state = 'missing', NULL, standardised.denominator) AS denominator
    )
FROM standardised
ANTI JOIN counted USING (indicator_id, area_type, area_code, period, sex, age, category)
UNION ALL BY NAME
SELECT expected.*
FROM metrics.life_expectancy AS expected
ANTI JOIN counted USING (indicator_id, area_type, area_code, period, sex, age, category);
