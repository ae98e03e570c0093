-- Percentages computed from the QOF workbooks' counts equal the workbooks' own printed percentages
-- Reads: tables.qof_measure
-- Notes: to 8 significant digits, which is what the workbooks of 2014-15 print.
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
    abs(100 * numerator / nullif(denominator, 0) - printed_net) > 1e-6
    OR abs(100 * numerator / nullif(denominator + adjustments, 0) - printed_intervention) > 1e-6
    OR abs(100 * adjustments / nullif(denominator + adjustments, 0) - printed_rate) > 1e-6;
