-- Report: Every place has a practice with a figure, where any practice has one
-- Reads: tables.place, tables.locality_practice, tables.locality, marts.indicator_value
-- Notes: a place file whose codes are all mistaken shows here even where no loaded file names the practices of England.
WITH counted AS (
    SELECT DISTINCT area_code FROM marts.indicator_value
    WHERE area_type = 'practice' AND state = 'value'
)

SELECT place.place_name
FROM tables.place AS place
WHERE
    EXISTS (FROM counted)
    AND NOT EXISTS (
        FROM tables.locality_practice AS member
        INNER JOIN tables.locality AS locality ON member.locality_code = locality.locality_code
        INNER JOIN counted ON member.practice_code = counted.area_code
        WHERE locality.place_code = place.place_code
    );
