-- Which area belonged to which on the last day of each period
-- Grain: one row per child, parent and period
-- Reads: staging.area_member, tables.period
CREATE VIEW staging.member_of_period AS
SELECT
    member.child_type,
    member.child_code,
    member.parent_type,
    member.parent_code,
    period.period,
    period.period_end
FROM staging.area_member AS member
INNER JOIN tables.period AS period
    ON period.period_end BETWEEN member.valid_from AND coalesce(member.valid_to, DATE '9999-12-31');
