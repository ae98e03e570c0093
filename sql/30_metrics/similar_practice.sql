-- Practices like each practice of a place
-- Grain: one row per practice of a place and practice like it
-- Reads: metrics.population, staging.area, tables.period
-- Method: the ten open practices nearest in list size (its logarithm), share aged 65 and over and deprivation score, each on the
--   newest figure and in standard deviations of all practices; distance is the root of the mean square of the differences.
-- Notes: all practices of the loaded files are candidates, wherever they are. Only what is known of the practice is compared, and
--   only with practices of which the same is known; a practice of which fewer than two are known has no similar practices.
CREATE TABLE metrics.similar_practice AS
WITH newest AS (
    SELECT
        figure.area_code,
        arg_max(figure.numerator, period.period_end) FILTER (figure.indicator_id = 'pop_list_size') AS list_size,
        arg_max(100 * figure.numerator / nullif(figure.denominator, 0), period.period_end)
        FILTER (figure.indicator_id = 'pop_aged_65_plus') AS aged_65_plus,
        arg_max(figure.value, period.period_end) FILTER (figure.indicator_id = 'pop_deprivation_score') AS deprivation_score
    FROM metrics.population AS figure
    INNER JOIN tables.period AS period ON figure.period = period.period
    INNER JOIN staging.area AS area ON figure.area_type = area.area_type AND figure.area_code = area.area_code
    WHERE
        figure.area_type = 'practice'
        AND figure.indicator_id IN ('pop_list_size', 'pop_aged_65_plus', 'pop_deprivation_score')
        AND figure.state = 'value'
        AND figure.category = ''
        AND area.closed IS NULL
    GROUP BY figure.area_code
),

scaled AS (
    SELECT
        *,
        ln(list_size) / nullif(stddev_samp(ln(list_size)) OVER (), 0) AS scaled_list,
        aged_65_plus / nullif(stddev_samp(aged_65_plus) OVER (), 0) AS scaled_age,
        deprivation_score / nullif(stddev_samp(deprivation_score) OVER (), 0) AS scaled_deprivation
    FROM newest
    WHERE list_size > 0
),

pair AS (
    SELECT
        practice.area_code AS practice_code,
        peer.area_code AS peer_code,
        peer.list_size,
        peer.aged_65_plus,
        peer.deprivation_score,
        sqrt(list_avg([
            (practice.scaled_list - peer.scaled_list) ^ 2,
            (practice.scaled_age - peer.scaled_age) ^ 2,
            (practice.scaled_deprivation - peer.scaled_deprivation) ^ 2
        ])) AS distance
    FROM scaled AS practice
    INNER JOIN staging.area AS area
        ON area.area_type = 'practice' AND practice.area_code = area.area_code AND area.place_code IS NOT NULL
    INNER JOIN scaled AS peer
        ON
            practice.area_code <> peer.area_code
            AND (practice.scaled_age IS NULL OR peer.scaled_age IS NOT NULL)
            AND (practice.scaled_deprivation IS NULL OR peer.scaled_deprivation IS NOT NULL)
    WHERE practice.scaled_age IS NOT NULL OR practice.scaled_deprivation IS NOT NULL
)

SELECT
    practice_code,
    peer_code,
    row_number() OVER (PARTITION BY practice_code ORDER BY distance, peer_code) AS place_in_order,
    distance,
    list_size,
    aged_65_plus,
    deprivation_score
FROM pair
QUALIFY place_in_order <= 10
ORDER BY practice_code, place_in_order;
