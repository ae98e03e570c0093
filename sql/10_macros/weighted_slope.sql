-- Slope of a straight line through a series, each point with its weight
-- Method: weighted least squares of the values on their places 1, 2, 3 ... : (W sum(w t y) - sum(w t) sum(w y)) /
--   (W sum(w t^2) - sum(w t)^2), with W = sum(w)
-- Notes: `points` and `weights` are lists, oldest first; a point of weight 0 is left out
CREATE MACRO macros.weighted_slope(points, weights) AS
(
    list_sum(weights) * list_sum([weights[t] * t * y FOR y, t IN points])
    - list_sum([w * t FOR w, t IN weights]) * list_sum([weights[t] * y FOR y, t IN points])
)
/ nullif(
    list_sum(weights) * list_sum([w * t ^ 2 FOR w, t IN weights])
    - list_sum([w * t FOR w, t IN weights]) ^ 2, 0
);
