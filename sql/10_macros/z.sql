-- Standard normal deviate of a two-sided confidence level
-- Method: z(95) = 1.95996..., z(99.8) = 3.09023...; NULL for any other level
CREATE MACRO macros.z(level) AS
CASE level WHEN 95 THEN 1.959963984540054 WHEN 99.8 THEN 3.090232306167813 END;
