-- The indicator catalogue
-- Grain: one row per indicator
-- Key: indicator_id
-- Reads: tables.indicator
CREATE VIEW marts.indicator AS
SELECT
    indicator_id,
    display_order,
    domain,
    name,
    short_name,
    definition,
    tier,
    kind,
    multiplier,
    unit,
    polarity,
    numerator,
    denominator,
    age,
    sex,
    period,
    source,
    why_it_matters,
    caveats,
    finest_geography,
    strategy,
    question,
    bands,
    CASE WHEN kind = 'distribution' THEN bands[-1] ELSE '' END AS headline_category
FROM tables.indicator;
