-- A value is there if and only if the state is 'value'; the states are the five of the design
-- Reads: marts.indicator_value
SELECT
    indicator_id,
    area_code,
    period,
    state,
    value
FROM marts.indicator_value
WHERE
    (state = 'value') <> (value IS NOT NULL)
    OR (state <> 'value' AND (lower95 IS NOT NULL OR upper95 IS NOT NULL))
    OR (state = 'suppressed' AND (numerator IS NOT NULL OR denominator IS NOT NULL))
    OR state NOT IN ('value', 'suppressed', 'missing', 'not_applicable', 'closed');
