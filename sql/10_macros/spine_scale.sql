-- How far one unit of value lies on a spine chart, below 0 where low is good
-- Method: 1 / the larger of the distances from the comparator to the lowest and the highest value
-- Notes: 50 among areas from 20 to 80: spine_scale(50, 20, 80, 'higher_better') = 0.0333
CREATE MACRO macros.spine_scale(comparator, lowest, highest, polarity) AS
CASE
    WHEN lowest IS NULL OR highest IS NULL OR polarity IS NULL THEN NULL
    WHEN polarity = 'lower_better' THEN -1
    ELSE 1
END
/ nullif(greatest(abs(lowest - comparator), abs(highest - comparator)), 0);
