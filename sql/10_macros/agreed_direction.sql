-- Which direction of an indicator's figure is agreed to be good
-- Method: the indicator's own, but neutral for its adjustment rate: leaving out more patients is neither better nor worse
CREATE MACRO macros.agreed_direction(polarity, category) AS
CASE WHEN category = 'Adjustment rate' THEN 'neutral' ELSE polarity END;
