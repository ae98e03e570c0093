-- Slope of a straight line through a series, each point with its weight
-- Method: weighted least squares of the values on their places 1, 2, 3 ..., from the differences of all pairs of points:
--   sum(w_s w_t (t - s)(y_t - y_s)) / sum(w_s w_t (t - s)^2). Equal values then give exactly 0, not a little more or less.
-- Notes: `points` and `weights` are lists, oldest first; a point of weight 0 is left out. The weights are named (a list of one),
--   so that they are worked out once and not once per pair.
CREATE MACRO macros.weighted_slope(points, weights) AS
[
    list_sum([list_sum([given[s] * given[t] * (t - s) * (y - points[s]) FOR s IN range(1, t)]) FOR y, t IN points])
    / nullif(list_sum([list_sum([given[s] * w * (t - s) ^ 2 FOR s IN range(1, t)]) FOR w, t IN given]), 0)
    FOR given IN [weights]
][1];
