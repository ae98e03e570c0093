-- What changed since the place's baseline
-- Grain: one row per indicator x area
-- Key: indicator_id, area_type, area_code
-- Reads: marts.headline_trend, marts.indicator, staging.area, tables.place, tables.period, macros.change_lower,
--   macros.change_upper, macros.change_direction, macros.z
-- Method: the newest figure less the baseline's, both of the newest definition, of one kind of period and at one point of the
--   indicator's cycle, if it has one (staging.cycle_point). The baseline is the place's own period, or where the indicator began or
--   changed its definition later, the first comparable period since. Limits of the change from the limits of both figures
--   (Newcombe's method 10); beyond chance where they leave out no change.
--   `change_in_errors` is the change over the standard error that the limit nearer to no change implies, so that it passes 1.96
--   exactly where the change is beyond chance.
-- Notes: areas outside the places have the earliest baseline of the places. Practices of a place, and all areas above practices;
--   areas with a single comparable figure have no row. `change` is in the indicator's unit (points of a percentage). `direction`
--   is improved, worsened, higher, lower, no_clear_change, or not_judged without intervals.
CREATE TABLE marts.improvement AS
WITH any_place AS (
    SELECT min(period.period_end) AS period_end
    FROM tables.place AS every_place
    INNER JOIN tables.period AS period ON every_place.baseline_period = period.period
),

baseline AS (
    SELECT
        area.area_type,
        area.area_code,
        coalesce(place_period.period_end, any_place.period_end) AS baseline_end
    FROM staging.area AS area
    LEFT JOIN tables.place AS place ON area.place_code = place.place_code
    LEFT JOIN tables.period AS place_period ON place.baseline_period = place_period.period
    CROSS JOIN any_place
    WHERE area.area_type <> 'practice' OR area.place_code IS NOT NULL
),

point AS (
    SELECT
        trend.*,
        indicator.polarity
    FROM marts.headline_trend AS trend
    INNER JOIN baseline ON trend.area_type = baseline.area_type AND trend.area_code = baseline.area_code
    INNER JOIN marts.indicator AS indicator ON trend.indicator_id = indicator.indicator_id
    WHERE trend.state = 'value' AND trend.period_end >= baseline.baseline_end
    WINDOW
        series AS (PARTITION BY trend.indicator_id, trend.area_type, trend.area_code),
        in_time AS (series ORDER BY trend.period_end, trend.period ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING)
    QUALIFY
        trend.segment = max(trend.segment) OVER series
        AND trend.period_kind = last(trend.period_kind) OVER in_time
        AND trend.cycle_point IS NOT DISTINCT FROM last(trend.cycle_point) OVER in_time
),

pair AS (
    SELECT
        indicator_id,
        any_value(domain) AS domain,
        area_type,
        area_code,
        any_value(polarity) AS polarity,
        arg_min(period, period_end) AS then_period,
        arg_min(value, period_end) AS then_value,
        arg_min(lower95, period_end) AS then_lower95,
        arg_min(upper95, period_end) AS then_upper95,
        arg_max(period, period_end) AS now_period,
        max(period_end) AS now_period_end,
        arg_max(value, period_end) AS now_value,
        arg_max(lower95, period_end) AS now_lower95,
        arg_max(upper95, period_end) AS now_upper95
    FROM point
    GROUP BY indicator_id, area_type, area_code
    HAVING count(*) > 1
),

changed AS (
    SELECT
        *,
        now_value - then_value AS change,
        macros.change_lower(then_value, then_upper95, now_value, now_lower95) AS change_lower95,
        macros.change_upper(then_value, then_lower95, now_value, now_upper95) AS change_upper95
    FROM pair
)

SELECT
    indicator_id,
    domain,
    area_type,
    area_code,
    then_period,
    then_value,
    then_lower95,
    then_upper95,
    now_period,
    now_period_end,
    now_value,
    now_lower95,
    now_upper95,
    change,
    change_lower95,
    change_upper95,
    macros.z(95) * change / nullif(if(change > 0, change - change_lower95, change_upper95 - change), 0) AS change_in_errors,
    change_lower95 > 0 OR change_upper95 < 0 AS is_beyond_chance,
    macros.change_direction(change, change_lower95, change_upper95, polarity) AS direction
FROM changed
ORDER BY indicator_id, area_type, area_code;
