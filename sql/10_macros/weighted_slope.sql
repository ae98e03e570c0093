-- Slope of a straight line through a series, each point with its weight
-- Method: weighted least squares of the values on their places 1, 2, 3 ... : (W sum(w t y) - sum(w t) sum(w y)) /
--   (W sum(w t^2) - sum(w t)^2), with W = sum(w)
-- Notes: `points` and `weights` are lists, oldest first; a point of weight 0 is left out
CREATE MACRO macros.weighted_slope(points, weights) AS
(
    list_sum(weights) * list_sum(list_transform(points, lambda y, t: weights[t] * t * y))
    - list_sum(list_transform(weights, lambda w, t: w * t)) * list_sum(list_transform(points, lambda y, t: weights[t] * y))
)
/ nullif(
    list_sum(weights) * list_sum(list_transform(weights, lambda w, t: w * t ^ 2))
    - list_sum(list_transform(weights, lambda w, t: w * t)) ^ 2, 0
);
