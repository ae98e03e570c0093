-- The figure that stands for an indicator: its own sex and ages, no breakdown
-- Grain: one row per indicator x area x period
-- Reads: marts.indicator_value, marts.indicator
-- Notes: of a distribution it is the last band, the most severe.
CREATE VIEW marts.headline_value AS
SELECT
    figure.indicator_id,
    figure.domain,
    figure.area_type,
    figure.area_code,
    figure.area_name,
    figure.period,
    figure.period_end,
    figure.numerator,
    figure.denominator,
    figure.value,
    figure.lower95,
    figure.upper95,
    figure.lower99_8,
    figure.upper99_8,
    figure.state,
    figure.source_id,
    figure.pooled_from,
    figure.areas_counted,
    figure.areas_expected
FROM marts.indicator_value AS figure
INNER JOIN marts.indicator AS indicator
    ON
        figure.indicator_id = indicator.indicator_id
        AND figure.sex = indicator.sex
        AND figure.age = indicator.age
        AND figure.category = indicator.headline_category;
