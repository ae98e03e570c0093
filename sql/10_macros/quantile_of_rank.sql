-- Which of k equal groups a rank falls into, ties kept together
-- Method: floor((k + 1) - ceil((N + 1 - rank) / (N / k))), at least 1; NULL where there are fewer than k areas. `rank` is the
--   competition rank (1, 2, 2, 4) with 1 the highest value, so that group 1 holds the highest values.
-- Notes: 3rd of 10 areas in 5 groups: floor(6 - ceil(8 / 2)) = 2
CREATE MACRO macros.quantile_of_rank(rank, areas, k) AS
CASE WHEN areas >= k AND k > 0 AND rank > 0 THEN greatest(1, floor((k + 1) - ceil((areas + 1 - rank) / (areas / k))))::INTEGER END;
