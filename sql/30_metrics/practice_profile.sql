-- What kind of practice each practice is
-- Grain: one row per practice
-- Reads: metrics.population, tables.period
-- Method: the newest list, share aged 65 and over, and deprivation score of the practice's patients
-- Notes: NULL where no file says it.
CREATE TABLE metrics.practice_profile AS
SELECT
    figure.area_code AS practice_code,
    arg_max(figure.numerator, period.period_end) FILTER (figure.indicator_id = 'pop_list_size') AS list_size,
    arg_max(100 * figure.numerator / nullif(figure.denominator, 0), period.period_end)
    FILTER (figure.indicator_id = 'pop_aged_65_plus') AS aged_65_plus,
    arg_max(figure.value, period.period_end) FILTER (figure.indicator_id = 'pop_deprivation_score') AS deprivation_score
FROM metrics.population AS figure
INNER JOIN tables.period AS period ON figure.period = period.period
WHERE
    figure.area_type = 'practice'
    AND figure.indicator_id IN ('pop_list_size', 'pop_aged_65_plus', 'pop_deprivation_score')
    AND figure.state = 'value'
    AND figure.category = ''
GROUP BY figure.area_code;
