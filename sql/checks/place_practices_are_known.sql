-- Report: Every practice that a place file names is known to some publication, where any publication names practices
-- Reads: tables.locality_practice, tables.practice, tables.area_name
WITH known AS (
    SELECT practice_code FROM tables.practice
    UNION
    SELECT area_code FROM tables.area_name
    WHERE area_type = 'practice'
)

SELECT DISTINCT
    member.locality_code,
    member.practice_code
FROM tables.locality_practice AS member
ANTI JOIN known ON member.practice_code = known.practice_code
WHERE (SELECT count(other.practice_code) FROM known AS other) > 0;
