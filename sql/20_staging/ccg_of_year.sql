-- The CCGs and sub-ICBs that there were in each period
-- Grain: one row per period and CCG or sub-ICB
-- Reads: tables.qof_register, staging.member_of_period
-- Method: CCGs came and went: those of a year are the ones that QOF names, else those that practices belonged to.
CREATE VIEW staging.ccg_of_year AS
SELECT
    period,
    area_code
FROM tables.qof_register
WHERE area_type = 'sub_icb'
UNION
SELECT
    member.period,
    member.parent_code AS area_code
FROM staging.member_of_period AS member
WHERE
    member.child_type = 'practice'
    AND member.parent_type = 'sub_icb'
    AND member.period NOT IN (
        SELECT register.period FROM tables.qof_register AS register
        WHERE register.area_type = 'sub_icb'
    );
