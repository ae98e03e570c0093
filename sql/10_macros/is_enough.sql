-- Whether enough members reported for a group's pooled figure to stand for the group
-- Method: England and regions from 95% of their practices (or CCGs), every smaller group from 75%
-- Notes: one region's practices must never pass for England; one missing practice of a locality must not hide the locality
CREATE MACRO macros.is_enough(group_type, counted, expected) AS
counted >= CASE WHEN group_type IN ('england', 'region') THEN 0.95 WHEN group_type IS NOT NULL THEN 0.75 END * expected;
