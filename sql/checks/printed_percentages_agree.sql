-- Percentages computed from the QOF workbooks' counts equal the workbooks' own printed percentages
-- Reads: tables.qof_measure
-- Notes: within half of a tenth: a workbook that was saved again may print its percentages rounded. Rows further off are refused
--   when the workbook is read.
WITH measure AS (
    SELECT
        source_id,
        area_code,
        indicator_code,
        max(value) FILTER (WHERE measure = 'NUMERATOR') AS numerator,
        max(value) FILTER (WHERE measure = 'DENOMINATOR') AS denominator,
        max(value) FILTER (WHERE measure = 'PCAS') AS adjustments,
        max(value) FILTER (WHERE measure = 'PRINTED_NET') AS printed_net,
        max(value) FILTER (WHERE measure = 'PRINTED_INTERVENTION') AS printed_intervention,
        max(value) FILTER (WHERE measure = 'PRINTED_ADJUSTMENT_RATE') AS printed_rate
    FROM tables.qof_measure
    GROUP BY ALL
)

SELECT
    source_id,
    area_code,
    indicator_code,
    printed_net,
    printed_intervention,
    printed_rate
FROM measure
WHERE
    abs(100 * numerator / nullif(denominator, 0) - printed_net) > 0.050001
    OR abs(100 * numerator / nullif(denominator + adjustments, 0) - printed_intervention) > 0.050001
    OR abs(100 * adjustments / nullif(denominator + adjustments, 0) - printed_rate) > 0.050001;
