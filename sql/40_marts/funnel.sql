-- Lines of funnel plots: how far from the comparator chance alone takes areas of each size
-- Grain: one row per indicator x period x comparator x size
-- Key: indicator_id, period, comparator_type, comparator_code, size
-- Reads: marts.headline_value, marts.indicator, macros.funnel_share, macros.funnel_ratio_lower, macros.funnel_ratio_upper
-- Method: the value at which an area of that size has the comparator's value as a limit of its own interval: proportions Wilson's,
--   rates the limit of so many events (exact below 10, Byar's from 10). So a point of marts.funnel_point is outside the line at
--   its size exactly where marts.comparison's outcome at that level says so, unless its publisher prints another interval.
-- Notes: sizes (patients, or events of a rate) are every whole number to 100, then rise by an eighth of ten times to 1,000,000;
--   a straight line between two of those lies within 1% of the funnel's width. Comparators are all areas above practices.
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

size AS (
    SELECT whole.number::DOUBLE AS size FROM range(1, 101) AS whole (number)
    UNION ALL
    SELECT round(10 ^ (steps.step / 8.0)) AS size FROM range(17, 49) AS steps (step)
),

sized AS (
    SELECT
        comparator.*,
        size.size
    FROM comparator
    CROSS JOIN size
)

SELECT
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
