-- Years of life lost by a death in a five-year age band
-- Method: the age up to which life counts less the middle of the band; 1 where the indicator counts deaths or other events
-- Notes: years_lost('60-64', 75) = 12.5
CREATE MACRO macros.years_lost(age, life_lost_to) AS
CASE WHEN life_lost_to IS NULL THEN 1.0 ELSE life_lost_to - split_part(age, '-', 1)::DOUBLE - 2.5 END;
