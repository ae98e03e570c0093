-- Which direction of an indicator's figure is agreed to be good
-- Method: the indicator's own, but neutral for its adjustment rate, since leaving out more patients is neither better nor worse,
--   and for a plain count, which grows with the people it is of
CREATE MACRO macros.agreed_direction(kind, polarity, category) AS
CASE WHEN kind IN ('count', 'size') OR category = 'Adjustment rate' THEN 'neutral' ELSE polarity END;
