-- Every figure of the dashboard with its intervals
-- Grain: one row per indicator x area x period x sex x age x category
-- Key: indicator_id, area_type, area_code, period, sex, age, category
-- Reads: metrics.valued, staging.area, staging.standing_age, tables.indicator, tables.period, marts.indicator
-- Method: the figures of metrics.valued, and a row for every figure that a practice of a place owes
-- Notes: `state` is value, suppressed, missing, not_applicable or closed; value and limits are NULL in all but the first, the
--   counts too where the figure is suppressed. An indicator and period that any practice of a place has a figure for makes
--   `missing` and `closed` rows for the place's other practices.
--   `areas_counted` of `areas_expected` members make up a pooled figure; both are NULL for a published one. `is_headline` marks the
--   figure that stands for the indicator: its own sex and ages (`is_whole`), no breakdown, of a distribution the last band, the
--   most severe.
CREATE TABLE marts.indicator_value AS
WITH known AS (
    SELECT * FROM metrics.valued
    WHERE area_type <> 'similar'
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
        ON known.indicator_id = indicator.indicator_id AND known.sex = indicator.sex
    INNER JOIN staging.standing_age AS standing
        ON known.indicator_id = standing.indicator_id AND known.period = standing.period AND known.age = standing.age
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
    figure.sex = indicator.sex AND figure.age = standing.age AS is_whole,
    is_whole AND figure.category = indicator.headline_category AS is_headline,
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
INNER JOIN marts.indicator AS indicator ON figure.indicator_id = indicator.indicator_id
INNER JOIN staging.standing_age AS standing ON figure.indicator_id = standing.indicator_id AND figure.period = standing.period
INNER JOIN staging.area AS area ON figure.area_type = area.area_type AND figure.area_code = area.area_code
INNER JOIN tables.period AS period ON figure.period = period.period
ORDER BY figure.indicator_id, period.period_end, figure.area_type, figure.area_code, figure.category;
