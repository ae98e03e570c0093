-- A percentage from counts lies between 0 and 100
-- Reads: marts.indicator_value, marts.indicator
SELECT
    figure.indicator_id,
    figure.area_code,
    figure.period,
    figure.numerator,
    figure.denominator
FROM marts.indicator_value AS figure
INNER JOIN marts.indicator AS indicator ON figure.indicator_id = indicator.indicator_id
WHERE
    indicator.kind IN ('proportion', 'distribution')
    AND figure.state = 'value'
    AND figure.indicator_id <> 'mh_dementia_diagnosis_rate'
    AND (figure.value < 0 OR figure.value > indicator.multiplier + 1e-6);
