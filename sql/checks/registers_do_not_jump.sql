-- Report: No list or register of a practice is ten times, or a tenth of, what it usually is
-- Reads: marts.indicator_value
-- Notes: usually: the median of the practice's own periods. Below 200 patients such a change can be real.
WITH figure AS (
    SELECT
        indicator_id,
        area_code,
        period,
        numerator,
        median(numerator) OVER (PARTITION BY indicator_id, area_code) AS usual
    FROM marts.indicator_value
    WHERE
        area_type = 'practice'
        AND is_headline
        AND state = 'value'
        AND (indicator_id = 'pop_list_size' OR indicator_id LIKE 'prev_%')
)

SELECT
    indicator_id,
    area_code,
    period,
    numerator,
    usual
FROM figure
WHERE (numerator >= 200 AND numerator >= 10 * usual) OR (usual >= 200 AND numerator <= usual / 10)
ORDER BY indicator_id, area_code, period;
