-- Report: Every code in the figures of a QOF year stands in that year's published list of indicators, where it is loaded
-- Reads: tables.qof_measure, tables.qof_indicator
SELECT DISTINCT
    measure.period,
    measure.indicator_code
FROM tables.qof_measure AS measure
SEMI JOIN tables.qof_indicator AS loaded ON measure.period = loaded.period
ANTI JOIN tables.qof_indicator AS listed
    ON measure.period = listed.period AND measure.indicator_code = listed.indicator_code;
