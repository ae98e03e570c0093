-- Triggers: standards on which a practice is well below England
-- Grain: one row per practice of a place and standard with a figure in the scheme's newest year
-- Key: area_code, indicator_id
-- Reads: metrics.valued, staging.area, staging.standing_age, tables.trigger_standard, tables.indicator, tables.period,
--   macros.control_lower, macros.control_upper
-- Method: level one where the value lies beyond the level one limit on the worse side, level two beyond the level two limit. The
--   limits are England's 95% and 99.8% control limits for the practice's size, or the scheme's own.
-- Notes: `level` is 0, 1 or 2, a standard's worst; NULL where there is no limit because England's value or the practice's
--   denominator is not known. One year for the whole scheme: a standard is judged by its newest figure, and only where that ends
--   in the twelve months to the newest figure of any standard. A standard that has ended is none of today's.
CREATE TABLE marts.trigger AS
WITH figure AS (
    SELECT
        figure.indicator_id,
        figure.domain,
        figure.area_code,
        figure.period,
        figure.value,
        figure.base,
        england.value AS england_value,
        standard.level_one,
        standard.level_two,
        indicator.kind,
        indicator.multiplier,
        indicator.polarity
    FROM metrics.valued AS figure
    INNER JOIN tables.trigger_standard AS standard ON figure.indicator_id = standard.indicator_id
    INNER JOIN tables.indicator AS indicator
        ON figure.indicator_id = indicator.indicator_id AND figure.sex = indicator.sex
    INNER JOIN staging.standing_age AS standing
        ON
            figure.indicator_id = standing.indicator_id
            AND figure.period = standing.period
            AND figure.age = standing.age
    INNER JOIN tables.period AS period ON figure.period = period.period
    INNER JOIN staging.area AS area
        ON figure.area_type = area.area_type AND figure.area_code = area.area_code AND area.place_code IS NOT NULL
    LEFT JOIN metrics.valued AS england
        ON
            england.area_type = 'england'
            AND figure.indicator_id = england.indicator_id
            AND figure.period = england.period
            AND figure.sex = england.sex
            AND figure.age = england.age
            AND figure.category = england.category
    WHERE figure.area_type = 'practice' AND figure.category = '' AND figure.state = 'value' AND figure.value IS NOT NULL
    QUALIFY
        period.period_end = max(period.period_end) OVER (PARTITION BY figure.indicator_id)
        AND period.period_end > max(period.period_end) OVER () - INTERVAL 12 MONTH
),

limited AS (
    SELECT
        *,
        coalesce(level_one, CASE polarity
            WHEN 'higher_better' THEN macros.control_lower(kind, england_value, base, multiplier, 95)
            ELSE macros.control_upper(kind, england_value, base, multiplier, 95)
        END) AS level_one_limit,
        coalesce(level_two, CASE polarity
            WHEN 'higher_better' THEN macros.control_lower(kind, england_value, base, multiplier, 99.8)
            ELSE macros.control_upper(kind, england_value, base, multiplier, 99.8)
        END) AS level_two_limit
    FROM figure
)

SELECT
    area_code,
    indicator_id,
    domain,
    period,
    value,
    england_value,
    level_one_limit,
    level_two_limit,
    level_one IS NULL AS is_control_limit,
    CASE
        WHEN level_one_limit IS NULL OR level_two_limit IS NULL THEN NULL
        WHEN polarity = 'higher_better'
            THEN (value < level_one_limit)::INTEGER + (value < level_two_limit)::INTEGER
        ELSE (value > level_one_limit)::INTEGER + (value > level_two_limit)::INTEGER
    END AS level
FROM limited
ORDER BY area_code, indicator_id;
