"""Where a value lies among others: groups of equal size, percentiles, cut points."""

import math


def quantile_groups(values: list[float | None], k: int) -> list[int | None]:
    """Rank groups with ties kept together, group 1 the highest; None for all where there are fewer values than groups."""
    given = [value for value in values if value is not None]
    return [None if value is None or len(given) < k else _group(value, given, k) for value in values]


def _group(value: float, given: list[float], k: int) -> int:
    rank = 1 + sum(other > value for other in given)
    return max(1, math.floor((k + 1) - math.ceil((len(given) + 1 - rank) / (len(given) / k))))


def percentiles(values: list[float | None]) -> list[float | None]:
    """Share of the other values that lie below each; 0 for a value alone."""
    given = [value for value in values if value is not None]
    others = max(len(given) - 1, 1)
    return [None if value is None else 100 * sum(other < value for other in given) / others for value in values]


def cut_point(values: list[float | None], share: float) -> float | None:
    """Linear interpolation between the values in order, the first at 0 and the last at 1."""
    ordered = sorted(value for value in values if value is not None)
    if not ordered:
        return None
    place = (len(ordered) - 1) * share
    below = math.floor(place)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (place - below) * (ordered[above] - ordered[below])
