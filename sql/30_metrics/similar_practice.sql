-- Practices like each practice of a place
-- Grain: one row per practice of a place and practice like it
-- Reads: metrics.practice_profile, staging.area
-- Method: the ten open practices nearest in list size (its logarithm), share aged 65 and over and deprivation score, each on the
--   newest figure and in standard deviations of all practices; distance is the root of the mean square of the differences.
-- Notes: all practices of the loaded files are candidates, wherever they are. Only what is known of the practice is compared, and
--   only with practices of which the same is known; a practice of which fewer than two are known has no similar practices.
CREATE TABLE metrics.similar_practice AS
WITH scaled AS (
    SELECT
        profile.*,
        area.place_code IS NOT NULL AS is_of_a_place,
        ln(profile.list_size) / nullif(stddev_samp(ln(profile.list_size)) OVER (), 0) AS scaled_list,
        profile.aged_65_plus / nullif(stddev_samp(profile.aged_65_plus) OVER (), 0) AS scaled_age,
        profile.deprivation_score / nullif(stddev_samp(profile.deprivation_score) OVER (), 0) AS scaled_deprivation
    FROM metrics.practice_profile AS profile
    INNER JOIN staging.area AS area ON area.area_type = 'practice' AND profile.practice_code = area.area_code
    WHERE profile.list_size > 0 AND area.closed IS NULL
),

pair AS (
    SELECT
        practice.practice_code,
        peer.practice_code AS peer_code,
        peer.list_size,
        peer.aged_65_plus,
        peer.deprivation_score,
        sqrt(list_avg([
            (practice.scaled_list - peer.scaled_list) ^ 2,
            (practice.scaled_age - peer.scaled_age) ^ 2,
            (practice.scaled_deprivation - peer.scaled_deprivation) ^ 2
        ])) AS distance
    FROM scaled AS practice
    INNER JOIN scaled AS peer
        ON
            practice.practice_code <> peer.practice_code
            AND (practice.scaled_age IS NULL OR peer.scaled_age IS NOT NULL)
            AND (practice.scaled_deprivation IS NULL OR peer.scaled_deprivation IS NOT NULL)
    WHERE practice.is_of_a_place AND (practice.scaled_age IS NOT NULL OR practice.scaled_deprivation IS NOT NULL)
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
