-- QOF achievement in the three ways it is read
-- Grain: one row per indicator, source, area, period and category
-- Reads: staging.qof_count
-- Method: main category: patients receiving the intervention over denominator plus adjustments, the quality figure;
--   'Net of adjustments': numerator over denominator, the payment figure; 'Adjustment rate': adjustments over denominator plus
--   adjustments. METHODS of QOF publications since 2014/15.
-- Notes: not_applicable where no patient could have received it, or the publisher says so.
CREATE VIEW staging.qof_achievement AS
WITH category AS (
    SELECT
        *,
        unnest(
            [
                { category: '', numerator: numerator, denominator: denominator + adjustments },
                { category: 'Net of adjustments', numerator: numerator, denominator: denominator },
                { category: 'Adjustment rate', numerator: adjustments, denominator: denominator + adjustments }
            ]
        ) AS figure
    FROM staging.qof_count
)

SELECT
    indicator_id,
    domain,
    area_type,
    area_code,
    period,
    sex,
    age,
    figure.category,
    CASE WHEN is_complete THEN figure.numerator END AS numerator,
    CASE WHEN is_complete THEN figure.denominator END AS denominator,
    CASE
        WHEN is_complete AND figure.denominator > 0 THEN 'value'
        WHEN is_complete THEN 'not_applicable'
        ELSE coalesce(mark, 'missing')
    END AS state,
    priority,
    source_id
FROM category;
