-- Which area belonged to which on the last day of each period
-- Grain: one row per child, parent and period
-- Key: child_type, child_code, parent_type, parent_code, period
-- Reads: staging.member_of_period
CREATE VIEW marts.member_of_period AS
SELECT
    child_type,
    child_code,
    parent_type,
    parent_code,
    period,
    period_end
FROM staging.member_of_period;
