-- Share of the other areas that lie below an area
-- Method: 100 x areas with a lower value / (areas - 1): equal values share the lowest percentile; 0 for an area alone
-- Notes: 2 of 4 others are lower: percentile_of_rank(2, 5) = 50
CREATE MACRO macros.percentile_of_rank(lower_areas, areas) AS
CASE WHEN areas = 1 THEN 0.0 * lower_areas WHEN areas > 1 THEN 100.0 * lower_areas / (areas - 1) END;
