"""Whether five points rise or fall. A slope close to 0 is worked out in fractions, so that a level series is level."""

import math
from fractions import Fraction

CRITICAL = 9.54953570608324


def of_intervals(points: list, lower_limits: list, upper_limits: list) -> tuple[str | None, float | None]:
    """Direction and chi-square of values whose 95% intervals say how sure each is."""
    given = list(zip(points, lower_limits, upper_limits, strict=True))
    if len(given) != 5 or any(None in point or not point[2] > point[1] for point in given):
        return None, None
    weights = [(3.92 / (upper - lower)) ** 2 for _, lower, upper in given]
    slope, spread = _line(list(enumerate(points, start=1)), weights)
    strength = float(slope) ** 2 * spread
    return _direction(strength, slope, points, weights), strength


def of_counts(events: list, people: list) -> tuple[str | None, float | None]:
    """Direction and chi-square (Cochran and Armitage) of proportions."""
    given = list(zip(events, people, strict=True))
    if len(given) != 5 or any(None in point or not 0 < point[0] < point[1] for point in given):
        return None, None
    everyone, share = sum(people), sum(events) / sum(people)
    middle = sum(time * number for time, number in enumerate(people, start=1)) / everyone
    pull = sum((time - middle) * (x - number * share) for time, (x, number) in enumerate(given, start=1))
    spread = sum(number * (time - middle) ** 2 for time, number in enumerate(people, start=1))
    strength = pull**2 / (share * (1 - share) * spread)
    odds = [math.log(x / (number - x)) for x, number in given]
    slope, _ = _line(list(enumerate(odds, start=1)), [1.0] * 5)
    return _direction(strength, slope, odds, [1.0] * 5), strength


def _direction(strength: float, slope: float, points: list, weights: list) -> str:
    timed = list(enumerate(points, start=1))
    rises = {slope >= 0}
    for left_out in range(len(points)):
        rest = [point for place, point in enumerate(timed) if place != left_out]
        rises.add(_line(rest, [weight for place, weight in enumerate(weights) if place != left_out])[0] >= 0)
    if strength <= CRITICAL or len(rises) == 2:
        return "no_change"
    return "increasing" if slope >= 0 else "decreasing"


def _line(timed: list[tuple[int, float]], weights: list[float], kind: type = float) -> tuple[float, float]:
    """Weighted least squares: the slope, and the weighted sum of squares of the times around their mean."""
    sure = [kind(weight) for weight in weights]
    middle = sum(weight * time for weight, (time, _) in zip(sure, timed, strict=True)) / sum(sure)
    spread = sum(weight * (time - middle) ** 2 for weight, (time, _) in zip(sure, timed, strict=True))
    pull = sum(weight * (time - middle) * kind(value) for weight, (time, value) in zip(sure, timed, strict=True))
    is_close = abs(pull) <= 1e-9 * spread * max(abs(value) for _, value in timed)
    return _line(timed, weights, Fraction) if kind is float and is_close else (pull / spread, float(spread))
