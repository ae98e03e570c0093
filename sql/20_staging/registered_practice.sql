-- Practices that a register knows
-- Grain: one row per practice
-- Reads: tables.practice, tables.area_parent, tables.registered_patients
-- Notes: registers are ODS's, the mapping files, the lists of patients, and files that say whom a practice belongs to. A code that
--   only a file of figures or a place file carries may be a slip, and is no part of England.
CREATE VIEW staging.registered_practice AS
SELECT practice_code FROM tables.practice
UNION
SELECT child_code FROM tables.area_parent
WHERE child_type = 'practice'
UNION
SELECT area_code FROM tables.registered_patients
WHERE area_type = 'practice';
