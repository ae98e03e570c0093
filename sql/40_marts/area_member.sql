-- Which area belonged to which, from when to when
-- Grain: one row per child, parent and spell
-- Key: child_type, child_code, parent_type, parent_code, valid_from
-- Reads: staging.area_member
CREATE VIEW marts.area_member AS
SELECT
    child_type,
    child_code,
    parent_type,
    parent_code,
    valid_from,
    valid_to
FROM staging.area_member;
