-- Practices of each locality
-- Grain: one row per locality, practice and spell of membership
-- Key: locality_code, practice_code, valid_from
-- Notes: dates are NULL where the place file gives none: the practice counts as a member for all years, so that a locality can
--   be compared with its own baseline.
CREATE TABLE tables.locality_practice (
    locality_code VARCHAR NOT NULL,
    practice_code VARCHAR NOT NULL,
    valid_from DATE,
    valid_to DATE
);
