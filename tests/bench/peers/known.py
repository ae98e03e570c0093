"""Departures of peers that we have looked into, by kind. All others are unknown, and the command fails."""

KNOWN = {
    "no event": "raises ValueError for a count of 0, and with it for the whole table; 0 has the limits 0 and 3.689 (95%)",
    "cut at 100": "cuts the upper lines of proportions at 100 whatever the multiplier: too high per 1, too low per 1,000",
    "all of them": "raises ValueError (math domain error) where every area has 100%: a root of rounding below 0",
    "exact lines": "draws lines of rates by exact limits though it judges points by Byar's from 10 events; ours follow the points",
    "constant": "gives a series that never varies limits at its mean, and calls every point a signal where its mean is rounded",
    "3 / 1.128": "has limits at 3 / 1.128 = 2.6596 moving ranges, we at 2.66 as published: a point, or a target, lies between",
    "on the mean": "counts a point on the mean as beside it where the mean is rounded",
    "gap": "takes no moving range and breaks runs at a point without a value; we leave such points out first",
    "first of a trend": "colours the first point of a trend by the step before it",
    "trend on one side": "colours a trend that is a shift as well by its side of the mean, not by where it goes",
    "old signal": "shows the icon of the last signal, however old, where the newest point is ordinary",
    "icon of a trend": "shows the icon of a trend by its side of the mean, though it colours the points by where they go",
}
