-- Report: Every practice with a figure is known to a register; figures of others are shown, and are no part of England
-- Reads: marts.indicator_value, staging.registered_practice
SELECT DISTINCT figure.area_code AS practice_code
FROM marts.indicator_value AS figure
ANTI JOIN staging.registered_practice AS registered ON figure.area_code = registered.practice_code
WHERE figure.area_type = 'practice' AND figure.state = 'value' AND EXISTS (FROM staging.registered_practice)
ORDER BY figure.area_code;
