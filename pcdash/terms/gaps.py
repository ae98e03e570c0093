"""Where a series of periods has gaps: between its first and its last period, those that one would expect and that are not there.

Months that come once a quarter are no series with gaps, so what is expected is the series' own rhythm: the distance between
neighbours that is met most often, the shortest of several, or where none is met twice the length of the periods' kind.
"""

from collections import Counter
from collections.abc import Iterable
from itertools import accumulate, pairwise

from pcdash.terms import periods

_STEP = {"month": 1, "quarter": 3}


def gaps(labels: Iterable[str]) -> list[tuple[str, str]]:
    """The first and the last missing period of each gap, in order of time, of the periods of one series in any order."""
    ordered = sorted(map(periods.parse, labels), key=lambda period: period.start)
    rhythm = _rhythm(ordered)
    return [
        (periods.later(before.label, rhythm), periods.later(after.label, -rhythm))
        for before, after in pairwise(ordered)
        if periods.months_between(before, after) > rhythm
    ]


def stretches(labels: Iterable[str], segments: Iterable[object]) -> list[str]:
    """A name for each point of one series, given in order of time, that all points have which one line may join.

    They are of one definition, which `segments` tells apart, and no gap lies between them.
    """
    ordered = [periods.parse(label) for label in labels]
    rhythm = _rhythm(ordered)
    steps = (periods.months_between(*pair) > rhythm for pair in pairwise(ordered))
    return [f"{segment}.{gaps_before}" for segment, gaps_before in zip(segments, accumulate(steps, initial=0), strict=False)]


def _rhythm(ordered: list[periods.Period]) -> int:
    """Months from one period to the next, where none is missing."""
    distances = Counter(periods.months_between(*pair) for pair in pairwise(ordered))
    often = max(distances.values(), default=0)
    if often < 2:
        return min((_STEP.get(period.kind, 12) for period in ordered), default=12)
    return min(distance for distance, times in distances.items() if times == often)
