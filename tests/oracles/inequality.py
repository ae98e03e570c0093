"""Slope and relative index of inequality."""

import math
from collections.abc import Callable
from dataclasses import dataclass

from tests.oracles import intervals


@dataclass(frozen=True)
class Scale:
    """A scale that the line is fitted on: there, back, and how fast the value moves with it."""

    there: Callable[[float], float]
    back: Callable[[float], float]
    speed: Callable[[float], float]


SCALES = {
    "natural": Scale(lambda value: value, lambda y: y, lambda value: 1.0),
    "log": Scale(math.log, math.exp, lambda value: value),
    "logit": Scale(lambda p: math.log(p / (1 - p)), lambda y: 1 / (1 + math.exp(-y)), lambda p: p * (1 - p)),
}


def index(groups: list[tuple[float, float, float]], scale: str, level: float) -> tuple[float | None, ...]:
    """Start, slope index and limits, relative index and limits, from (population, value, standard error) in order.

    Limits by the delta method: how the index moves with each group's value, times that value's standard error.
    """
    fitted = SCALES[scale]
    xs, ys, weights = _placed(groups, fitted)
    start, slope = _fit(xs, ys, weights)
    first, last = fitted.back(start), fitted.back(start + slope)
    difference_error = relative_error = 0.0
    for place, (_, _, error) in enumerate(groups):
        moved_start, moved_slope = _fit(xs, [float(other == place) for other in range(len(groups))], weights)
        first_moves = fitted.speed(first) * moved_start
        last_moves = fitted.speed(last) * (moved_start + moved_slope)
        difference_error += ((last_moves - first_moves) * error) ** 2
        relative_error += ((last_moves / last - first_moves / first) * error) ** 2
    half = intervals.z(level) * math.sqrt(difference_error)
    widened = math.exp(intervals.z(level) * math.sqrt(relative_error))
    ratio = last / first if first > 0 and last > 0 else None
    relative = (None, None, None) if ratio is None else (ratio, ratio / widened, ratio * widened)
    return (first, last - first, last - first - half, last - first + half, *relative)


def _placed(groups: list[tuple[float, float, float]], fitted: Scale) -> tuple[list[float], list[float], list[float]]:
    """Each group at the middle of its share of the population."""
    everyone = sum(people for people, _, _ in groups)
    xs, below = [], 0.0
    for people, _, _ in groups:
        xs.append((below + people / 2) / everyone)
        below += people
    return xs, [fitted.there(value) for _, value, _ in groups], [people / everyone for people, _, _ in groups]


def _fit(xs: list[float], ys: list[float], weights: list[float]) -> tuple[float, float]:
    """Weighted least squares by its two normal equations: value at 0, and slope."""
    total = math.fsum(weights)
    mean_x = math.fsum(w * x for w, x in zip(weights, xs, strict=True)) / total
    mean_y = math.fsum(w * y for w, y in zip(weights, ys, strict=True)) / total
    pull = math.fsum(w * (x - mean_x) * (y - mean_y) for w, x, y in zip(weights, xs, ys, strict=True))
    slope = pull / math.fsum(w * (x - mean_x) ** 2 for w, x in zip(weights, xs, strict=True))
    return mean_y - slope * mean_x, slope
