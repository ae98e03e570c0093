-- Lines of funnel plots: how far from the comparator chance alone takes areas of each size
-- Grain: one row per indicator x period x comparator x size
-- Key: indicator_id, period, comparator_type, comparator_code, size
-- Reads: marts.headline_value, marts.indicator, macros.funnel_share, macros.funnel_ratio_lower, macros.funnel_ratio_upper
-- Method: proportions: the share whose Wilson limit is the comparator's value, at so many patients; rates: observed over expected
--   events times the comparator's value, where so many events are observed. A point of marts.funnel_point is outside a line exactly
--   where marts.comparison's outcome at that level says so.
-- Notes: sizes rise by an eighth of ten times from 1 (patients, or events of a rate) to 1,000,000. Comparators are all areas above
--   practices.
CREATE VIEW marts.funnel AS
WITH comparator AS (
    SELECT
        figure.indicator_id,
        figure.period,
        figure.area_type AS comparator_type,
        figure.area_code AS comparator_code,
        indicator.kind,
        indicator.multiplier,
        figure.value / indicator.multiplier AS baseline
    FROM marts.headline_value AS figure
    INNER JOIN marts.indicator AS indicator ON figure.indicator_id = indicator.indicator_id
    WHERE
        figure.state = 'value'
        AND figure.area_type <> 'practice'
        AND indicator.kind IN ('proportion', 'distribution', 'crude_rate', 'indirectly_standardised_rate', 'ratio')
),

sized AS (
    SELECT
        comparator.*,
        round(10 ^ (steps.step / 8.0)) AS size
    FROM comparator
    CROSS JOIN range(0, 49) AS steps (step)
)

SELECT DISTINCT
    indicator_id,
    period,
    comparator_type,
    comparator_code,
    size,
    baseline * multiplier AS comparator_value,
    CASE
        WHEN kind IN ('proportion', 'distribution') THEN multiplier * macros.funnel_share(baseline, size, 95, -1)
        ELSE multiplier * baseline * macros.funnel_ratio_lower(size, 95)
    END AS lower95,
    CASE
        WHEN kind IN ('proportion', 'distribution') THEN multiplier * macros.funnel_share(baseline, size, 95, 1)
        ELSE multiplier * baseline * macros.funnel_ratio_upper(size, 95)
    END AS upper95,
    CASE
        WHEN kind IN ('proportion', 'distribution') THEN multiplier * macros.funnel_share(baseline, size, 99.8, -1)
        ELSE multiplier * baseline * macros.funnel_ratio_lower(size, 99.8)
    END AS lower99_8,
    CASE
        WHEN kind IN ('proportion', 'distribution') THEN multiplier * macros.funnel_share(baseline, size, 99.8, 1)
        ELSE multiplier * baseline * macros.funnel_ratio_upper(size, 99.8)
    END AS upper99_8
FROM sized;
