-- Points of funnel plots: how much each figure rests on
-- Grain: one row per indicator x area x period
-- Key: indicator_id, area_type, area_code, period
-- Reads: metrics.valued, staging.standing_age, marts.indicator
-- Method: `size` is what the figure's interval is calculated from: the patients of a proportion, the answers of a survey over its
--   design effect, the events of a rate or ratio
-- Notes: only kinds that have a funnel, and figures of at least one patient or event.
CREATE VIEW marts.funnel_point AS
SELECT
    figure.indicator_id,
    figure.area_type,
    figure.area_code,
    figure.period,
    CASE WHEN indicator.kind IN ('proportion', 'distribution') THEN figure.base ELSE figure.numerator END AS size,
    figure.value
FROM metrics.valued AS figure
INNER JOIN marts.indicator AS indicator
    ON
        figure.indicator_id = indicator.indicator_id
        AND figure.sex = indicator.sex
        AND figure.category = indicator.headline_category
INNER JOIN staging.standing_age AS standing
    ON figure.indicator_id = standing.indicator_id AND figure.period = standing.period AND figure.age = standing.age
WHERE
    figure.state = 'value'
    AND figure.area_type <> 'similar'
    AND indicator.kind IN ('proportion', 'distribution', 'crude_rate', 'indirectly_standardised_rate', 'ratio')
    AND CASE WHEN indicator.kind IN ('proportion', 'distribution') THEN figure.base ELSE figure.numerator END > 0;
