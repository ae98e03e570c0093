-- What changed between any two comparable periods
-- Grain: one row per indicator x area x earlier period x later period
-- Key: indicator_id, area_type, area_code, then_period, now_period
-- Reads: marts.headline_trend, marts.indicator, macros.change_lower, macros.change_upper, macros.change_direction
-- Method: the later figure less the earlier, both of one definition, one kind of period and at one point of the indicator's cycle,
--   if it has one. Limits of the change from the limits of both figures (Newcombe's method 10); beyond chance where they leave out
--   no change.
-- Notes: periods on either side of a changed definition have no row. `direction` as in marts.improvement, which holds the change
--   since the place's baseline.
CREATE VIEW marts.change AS
WITH changed AS (
    SELECT
        later.indicator_id,
        later.domain,
        later.area_type,
        later.area_code,
        later.area_name,
        indicator.polarity,
        earlier.period AS then_period,
        earlier.value AS then_value,
        earlier.lower95 AS then_lower95,
        earlier.upper95 AS then_upper95,
        later.period AS now_period,
        later.period_end AS now_period_end,
        later.value AS now_value,
        later.lower95 AS now_lower95,
        later.upper95 AS now_upper95,
        later.value - earlier.value AS change,
        macros.change_lower(earlier.value, earlier.upper95, later.value, later.lower95) AS change_lower95,
        macros.change_upper(earlier.value, earlier.lower95, later.value, later.upper95) AS change_upper95
    FROM marts.headline_trend AS later
    INNER JOIN marts.headline_trend AS earlier
        ON
            later.indicator_id = earlier.indicator_id
            AND later.area_type = earlier.area_type
            AND later.area_code = earlier.area_code
            AND later.segment = earlier.segment
            AND later.period_kind = earlier.period_kind
            AND later.cycle_point IS NOT DISTINCT FROM earlier.cycle_point
            AND later.period_end > earlier.period_end
    INNER JOIN marts.indicator AS indicator ON later.indicator_id = indicator.indicator_id
    WHERE later.state = 'value' AND earlier.state = 'value'
)

SELECT
    indicator_id,
    domain,
    area_type,
    area_code,
    area_name,
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
    change_lower95 > 0 OR change_upper95 < 0 AS is_beyond_chance,
    macros.change_direction(change, change_lower95, change_upper95, polarity) AS direction
FROM changed;
