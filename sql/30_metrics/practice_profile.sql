-- What kind of practice each practice is
-- Grain: one row per practice
-- Reads: metrics.population, tables.period
-- Method: the newest list, share aged 65 and over, and deprivation score of the practice's patients; of several sources, the first
--   in the catalogue's order
-- Notes: NULL where no file says it.
CREATE TABLE metrics.practice_profile AS
WITH figure AS (
    SELECT
        population.area_code AS practice_code,
        population.indicator_id,
        population.numerator,
        population.denominator,
        population.value
    FROM metrics.population AS population
    INNER JOIN tables.period AS period ON population.period = period.period
    WHERE
        population.area_type = 'practice'
        AND population.indicator_id IN ('pop_list_size', 'pop_aged_65_plus', 'pop_deprivation_score')
        AND population.state = 'value'
        AND population.category = ''
    QUALIFY row_number() OVER (
            PARTITION BY population.area_code, population.indicator_id
            ORDER BY period.period_end DESC, period.period DESC, population.priority ASC, population.source_id ASC
        ) = 1
)

SELECT
    practice_code,
    max(numerator) FILTER (indicator_id = 'pop_list_size') AS list_size,
    max(100 * numerator / nullif(denominator, 0)) FILTER (indicator_id = 'pop_aged_65_plus') AS aged_65_plus,
    max(value) FILTER (indicator_id = 'pop_deprivation_score') AS deprivation_score
FROM figure
GROUP BY practice_code;
