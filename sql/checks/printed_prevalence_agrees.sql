-- Prevalence computed from the QOF workbooks' registers and lists equals the workbooks' own printed prevalence
-- Reads: tables.qof_register
-- Notes: within half of a tenth: a workbook that was saved again may print its percentages rounded. Rows further off are refused
--   when the workbook is read.
SELECT
    source_id,
    area_code,
    group_code,
    100 * register / nullif(list_size, 0) AS computed,
    printed_prevalence
FROM tables.qof_register
WHERE abs(100 * register / nullif(list_size, 0) - printed_prevalence) > 0.050001;
