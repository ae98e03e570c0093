-- Every pair of figure and comparator with the figure's rank
-- Grain: one row per indicator x area x period x sex x age x category x comparator
-- Reads: metrics.paired, metrics.similar_practice
-- Method: rank among the areas of the same type within the comparator, 1 the highest value, ties sharing the better rank; of
--   similar practices, among the practice and its peers.
-- Notes: `lower_areas` have a lower value; `areas` is how many were ranked.
CREATE VIEW metrics.ranked AS
WITH paired AS MATERIALIZED (SELECT * FROM metrics.paired),

ranked_in_group AS (
    SELECT
        *,
        rank() OVER (peers ORDER BY ranked_value DESC NULLS LAST) AS rank,
        rank() OVER (peers ORDER BY ranked_value ASC NULLS LAST) - 1 AS lower_areas,
        count(ranked_value) OVER peers AS areas
    FROM paired
    WHERE comparator_type <> 'similar'
    WINDOW peers AS (PARTITION BY indicator_id, period, sex, age, category, area_type, comparator_type, comparator_code)
),

peer AS (
    SELECT * FROM ranked_in_group
    WHERE area_type = 'practice' AND comparator_type = 'england'
),

ranked_among_similar AS (
    SELECT
        mine.*,
        1 + count(*) FILTER (peer.ranked_value > mine.ranked_value) AS rank,
        count(*) FILTER (peer.ranked_value < mine.ranked_value) AS lower_areas,
        1 + count(peer.ranked_value) AS areas
    FROM paired AS mine
    INNER JOIN metrics.similar_practice AS choice ON mine.area_code = choice.practice_code
    LEFT JOIN peer
        ON
            choice.peer_code = peer.area_code
            AND mine.indicator_id = peer.indicator_id
            AND mine.period = peer.period
            AND mine.sex = peer.sex
            AND mine.age = peer.age
            AND mine.category = peer.category
    WHERE mine.comparator_type = 'similar'
    GROUP BY ALL
)

SELECT * FROM ranked_in_group
UNION ALL BY NAME
SELECT * FROM ranked_among_similar;
