-- The indicator catalogue
-- Grain: one row per indicator
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
    bands
FROM tables.indicator;
