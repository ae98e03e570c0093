-- What a point of a control chart says
-- Reads: macros.direction_of
-- Method: common cause without a signal; else improvement or concern by the agreed direction, neutral where there is none, each
--   with the side that the signal points to
-- Notes: variation('shift', 'low', 'lower_better') is improvement_low
CREATE MACRO macros.variation(signal, signal_side, polarity) AS
CASE
    WHEN signal IS NULL THEN 'common_cause'
    ELSE
        macros.direction_of(signal_side = 'high', polarity, 'improvement', 'concern', 'neutral', 'neutral') || '_' || signal_side
END;
