-- Where a value lies on a spine chart
-- Reads: macros.spine_scale
-- Method: (value - comparator) / the larger of the distances to the lowest and the highest value, turned round where low is
--   good: 0 is the comparator, right is better (or higher where no direction is agreed), the longer side ends at -1 or 1
-- Notes: 60 against 50, among areas from 20 to 80: spine_position(60, 50, 20, 80, 'higher_better') = 0.333
CREATE MACRO macros.spine_position(value, comparator, lowest, highest, polarity) AS
(value - comparator) * macros.spine_scale(comparator, lowest, highest, polarity);
