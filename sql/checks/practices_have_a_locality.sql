-- Report: Every open practice of a place belongs to one of its localities
-- Reads: marts.area, marts.area_member, marts.place, marts.indicator_value
SELECT
    place.place_name,
    practice.area_code,
    practice.area_name
FROM marts.area AS practice
INNER JOIN marts.place AS place ON practice.place_code = place.place_code
LEFT JOIN marts.area_member AS member
    ON
        member.child_type = 'practice'
        AND practice.area_code = member.child_code
        AND member.parent_type = 'locality'
WHERE
    practice.area_type = 'practice'
    AND practice.closed IS NULL
    AND member.parent_code IS NULL
    AND practice.area_code IN (
        SELECT figure.area_code FROM marts.indicator_value AS figure
        WHERE
            figure.indicator_id = 'pop_list_size'
            AND figure.state = 'value'
            AND figure.period_end = (
                SELECT max(newest.period_end) FROM marts.indicator_value AS newest
                WHERE newest.indicator_id = 'pop_list_size' AND newest.state = 'value'
            )
    );
