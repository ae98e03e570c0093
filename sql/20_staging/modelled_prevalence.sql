-- Modelled against recorded prevalence
-- Grain: one row per condition, practice and period
-- Reads: tables.modelled_prevalence
-- Method: people the model expects (estimate x list) less people on the register, over the list. The limits are the model's,
--   NULL where it prints none.
-- Notes: negative where more are recorded than the model expects.
CREATE VIEW staging.modelled_prevalence AS
SELECT
    condition,
    practice_code,
    period,
    list_size * estimate / 100 - register AS numerator,
    list_size AS denominator,
    lower95 - 100 * register / list_size AS lower95,
    upper95 - 100 * register / list_size AS upper95,
    source_id
FROM tables.modelled_prevalence
WHERE list_size > 0
QUALIFY row_number() OVER (PARTITION BY condition, practice_code, period ORDER BY source_id DESC) = 1;
