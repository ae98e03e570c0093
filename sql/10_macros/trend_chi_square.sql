-- How strongly a series of values with intervals rises or falls
-- Reads: macros.weighted_slope
-- Method: b^2 (W sum(w t^2) - sum(w t)^2) / W, with b the weighted slope; chi-square with one degree of freedom
-- Notes: `weights` are 1 / standard error^2, the standard error being the width of the 95% interval / 3.92
CREATE MACRO macros.trend_chi_square(points, weights) AS
macros.weighted_slope(points, weights) ^ 2
* (
    list_sum(weights) * list_sum([w * t ^ 2 FOR w, t IN weights])
    - list_sum([w * t FOR w, t IN weights]) ^ 2
)
/ nullif(list_sum(weights), 0);
