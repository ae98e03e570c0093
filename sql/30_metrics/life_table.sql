-- Deaths and population by age, ready for life tables
-- Grain: one row per series (indicator, area, period, sex, category) and age band
-- Reads: metrics.figure, tables.indicator
-- Notes: only series of which every band is known. `series` is a struct that names the series.
CREATE VIEW metrics.life_table AS
SELECT
    {
        'indicator_id': figure.indicator_id, 'area_type': figure.area_type, 'area_code': figure.area_code,
        'period': figure.period, 'sex': figure.sex, 'category': figure.category
    } AS series,
    regexp_extract(figure.age, '^\d+')::INTEGER AS start_age,
    figure.denominator AS population,
    figure.numerator AS deaths
FROM metrics.figure AS figure
INNER JOIN tables.indicator AS indicator ON figure.indicator_id = indicator.indicator_id
WHERE
    indicator.kind = 'life_expectancy'
    AND figure.is_band
    AND figure.state = 'value'
    AND list_contains(indicator.age_bands, figure.age);
