-- Whether a series goes the same way whichever of its points is left out
-- Reads: macros.weighted_slope
-- Method: the slope of all points and the slopes without each one of them have the same sign, 0 counting as a rise
CREATE MACRO macros.slopes_agree(points, weights) AS
nullif(len(list_distinct([macros.weighted_slope(
    points, [CASE WHEN t = left_out THEN 0.0 ELSE w END FOR w, t IN weights]
) >= 0 FOR left_out IN range(0, len(points) + 1)])), 0) = 1;
