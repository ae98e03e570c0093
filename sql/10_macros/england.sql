-- The code of England
-- Method: GSS code of the Office for National Statistics
CREATE MACRO macros.england() AS 'E92000001';
