-- A control limit kept to values that the indicator can have
-- Method: a share lies between 0 and the whole (`multiplier`), what is counted never below 0; a score or difference may be anything
-- Notes: no figure lies beyond these bounds, so a limit moved onto one tells the same points apart. NULL stays NULL. Of a
--   percentage, possible_limit(101.5, 'proportion', 100) = 100
CREATE MACRO macros.possible_limit(control_limit, kind, multiplier) AS
CASE
    WHEN control_limit IS NULL OR kind IS NULL OR multiplier IS NULL THEN NULL
    WHEN kind IN ('score', 'difference') THEN control_limit
    WHEN kind IN ('proportion', 'distribution') THEN least(multiplier, greatest(0, control_limit))
    ELSE greatest(0, control_limit)
END;
