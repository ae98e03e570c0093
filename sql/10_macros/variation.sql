-- What a point of a control chart says
-- Method: common cause without a signal; else improvement or concern by the agreed direction, neutral where there is none, each
--   with the side that the signal points to
-- Notes: variation('shift', 'low', 'lower_better') = improvement_low
CREATE MACRO macros.variation(signal, signal_side, polarity) AS
CASE
    WHEN signal IS NULL THEN 'common_cause'
    WHEN polarity = 'neutral' THEN 'neutral_' || signal_side
    WHEN (polarity = 'higher_better') = (signal_side = 'high') THEN 'improvement_' || signal_side
    ELSE 'concern_' || signal_side
END;
