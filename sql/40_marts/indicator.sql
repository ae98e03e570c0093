-- The indicator catalogue
-- Grain: one row per indicator
-- Key: indicator_id
-- Reads: tables.indicator, macros.agreed_direction
-- Notes: `polarity` is neutral for plain counts: more of them is no judgement, whatever is hoped for.
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
    macros.agreed_direction(kind, polarity, '') AS polarity,
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
    cycle_years,
    cycle_from_period,
    CASE WHEN kind = 'distribution' THEN bands[-1] ELSE '' END AS headline_category
FROM tables.indicator;
