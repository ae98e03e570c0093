-- Control charts of monthly and quarterly series
-- Grain: one row per indicator x area x period
-- Key: indicator_id, area_type, area_code, period
-- Reads: metrics.control_series, marts.target, marts.indicator, tables.period, macros.control_chart, macros.possible_limit,
--   macros.variation, macros.assurance
-- Method: XmR chart with the four rules of Making Data Count, limits set anew at a changed definition; assurance against the bound
--   of the target that the agreed direction asks for. The limits are drawn as far as the indicator can go, a share's within 0
--   and 100%; the rules and the assurance are those of the formula's own limits.
-- Notes: `signal` is outside, trend, two_of_three or shift, NULL for ordinary variation; `variation` reads it by the agreed
--   direction. `is_trial` where a segment has fewer than 13 points. Series of fewer than 3 points, and monthly
--   figures that come only once a year, are left out.
CREATE TABLE marts.control_chart AS
SELECT
    chart.series.indicator_id,
    indicator.domain,
    chart.series.area_type,
    chart.series.area_code,
    period.period,
    period.period_end,
    chart.segment,
    chart.value,
    chart.mean,
    macros.possible_limit(chart.lower_limit, indicator.kind, indicator.multiplier) AS lower_limit,
    macros.possible_limit(chart.upper_limit, indicator.kind, indicator.multiplier) AS upper_limit,
    macros.possible_limit(chart.near_lower, indicator.kind, indicator.multiplier) AS near_lower,
    macros.possible_limit(chart.near_upper, indicator.kind, indicator.multiplier) AS near_upper,
    chart.signal,
    macros.variation(chart.signal, chart.signal_side, indicator.polarity) AS variation,
    macros.assurance(
        CASE indicator.polarity WHEN 'higher_better' THEN target.at_least WHEN 'lower_better' THEN target.at_most END,
        chart.lower_limit,
        chart.upper_limit,
        indicator.polarity
    ) AS assurance,
    chart.is_trial
FROM macros.control_chart('metrics.control_series') AS chart
INNER JOIN marts.indicator AS indicator ON chart.series.indicator_id = indicator.indicator_id
INNER JOIN tables.period AS period
    ON chart.occasion = period.period_start AND chart.series.period_kind = period.period_kind
LEFT JOIN marts.target AS target
    ON
        chart.series.indicator_id = target.indicator_id
        AND chart.series.area_type = target.area_type
        AND chart.series.area_code = target.area_code
WINDOW series AS (PARTITION BY chart.series, chart.segment)
QUALIFY
    count(*) OVER series >= 3
    AND date_diff('day', min(chart.occasion) OVER series, max(chart.occasion) OVER series) <= 100 * (count(*) OVER series - 1)
ORDER BY chart.series, period.period_end;
