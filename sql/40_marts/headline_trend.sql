-- The series that stands for an indicator: its own sex and ages, no breakdown
-- Grain: one row per indicator x area x period
-- Reads: marts.trend, marts.indicator, marts.period
CREATE VIEW marts.headline_trend AS
SELECT
    trend.indicator_id,
    trend.domain,
    indicator.polarity,
    trend.area_type,
    trend.area_code,
    trend.area_name,
    trend.period,
    trend.period_kind,
    period.period_start,
    trend.period_end,
    trend.numerator,
    trend.denominator,
    trend.value,
    trend.lower95,
    trend.upper95,
    trend.state,
    trend.source_id,
    trend.segment,
    trend.break_reason,
    trend.recent_trend
FROM marts.trend AS trend
INNER JOIN marts.indicator AS indicator
    ON
        trend.indicator_id = indicator.indicator_id
        AND trend.sex = indicator.sex
        AND trend.age = indicator.age
        AND trend.category = indicator.headline_category
INNER JOIN marts.period AS period ON trend.period = period.period;
