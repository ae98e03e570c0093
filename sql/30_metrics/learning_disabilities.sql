-- Learning disabilities
-- Grain: one row per indicator, source, area, period, sex, age and category, for the areas that the source publishes
-- Reads: staging.measure, staging.qof_prevalence
-- Method: which numerator and denominator make the indicator.
--   ld_health_check: local return; had a health check in 12 months / people on the QOF learning disability register
-- Notes: where a return gives the checks but not the register, QOF's register of the same area and year is the denominator.
CREATE VIEW metrics.learning_disabilities AS
SELECT
    measure.* REPLACE (
        CASE WHEN measure.value IS NULL THEN coalesce(measure.denominator, register.numerator) ELSE measure.denominator END
            AS denominator
    )
FROM staging.measure AS measure
LEFT JOIN staging.qof_prevalence AS register
    ON
        register.indicator_id = 'prev_learning_disabilities'
        AND measure.area_type = register.area_type
        AND measure.area_code = register.area_code
        AND measure.period = register.period
WHERE measure.domain = 'learning_disabilities';
