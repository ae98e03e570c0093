-- Every practice that a place file names is known to some publication
-- Reads: tables.locality_practice, tables.practice, tables.area_name
SELECT DISTINCT
    member.locality_code,
    member.practice_code
FROM tables.locality_practice AS member
WHERE
    member.practice_code NOT IN (SELECT practice.practice_code FROM tables.practice AS practice)
    AND member.practice_code NOT IN (
        SELECT name.area_code FROM tables.area_name AS name
        WHERE name.area_type = 'practice'
    );
