-- Standard normal deviate of a two-sided confidence level
-- Method: z(95) = 1.95996..., z(99.8) = 3.09023...; 98 and 99 as well; NULL for any other level
CREATE MACRO macros.z(level) AS
CASE level
    WHEN 95 THEN 1.959963984540054::DOUBLE
    WHEN 99.8 THEN 3.090232306167813::DOUBLE
    WHEN 98 THEN 2.326347874040841::DOUBLE
    WHEN 99 THEN 2.5758293035489::DOUBLE
END;
