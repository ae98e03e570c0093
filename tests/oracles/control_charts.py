"""XmR control charts: limits of ordinary variation and the four signals, per series."""

import itertools
from dataclasses import dataclass


@dataclass(frozen=True)
class Point:
    """What the chart says of one point."""

    mean: float
    raw_range: float | None
    moving_range: float | None
    lower_limit: float | None
    upper_limit: float | None
    near_lower: float | None
    near_upper: float | None
    signal: str | None
    side: str | None


def chart(values: list[float], screen: bool = True, baseline_n: int | None = None, run: int = 7) -> list[Point]:
    """The points of one segment, none of them missing, in order."""
    baseline = values[:baseline_n]
    mean = sum(baseline) / len(baseline)
    ranges = [abs(later - earlier) for earlier, later in itertools.pairwise(baseline)]
    raw = _average(ranges)
    used = _average([size for size in ranges if size < 3.267 * raw] if screen else ranges)
    if used == 0:
        used = raw or None  # rare events: every step that is not zero was left out; a constant has no limits
    spread = [None if used is None else factor * used for factor in (-2.66, 2.66, -2 * 2.66 / 3, 2 * 2.66 / 3)]
    limits = [None if distance is None else mean + distance for distance in spread]
    signals = _signals(values, mean, limits, run)
    return [Point(mean, raw, used, *limits, *signals.get(place, (None, None))) for place in range(len(values))]


def _signals(values: list[float], mean: float, limits: list[float | None], run: int) -> dict[int, tuple[str, str]]:
    """The signal of each point that has one; the rules in order, the first that applies stays."""
    found: dict[int, tuple[str, str]] = {}
    lower, upper, near_lower, near_upper = limits
    for place, value in enumerate(values):
        if lower is not None and not lower <= value <= upper:
            found.setdefault(place, ("outside", "high" if value > mean else "low"))
    _runs(found, values, run, "trend", _is_trend)
    if lower is not None:
        for start in range(len(values) - 2):
            _two_of_three(found, values, range(start, start + 3), mean, (lower, near_lower, near_upper, upper))
    _runs(found, [value - mean for value in values], run, "shift", _is_on_one_side)
    return found


def _runs(found: dict, values: list[float], length: int, name: str, holds) -> None:
    """Flags all points of every run of so many points for which the rule holds."""
    for start in range(len(values) - length + 1):
        side = holds(values[start : start + length])
        for place in range(start, start + length) if side else ():
            found.setdefault(place, (name, side))


def _is_trend(values: list[float]) -> str | None:
    pairs = list(itertools.pairwise(values))
    if all(later > earlier for earlier, later in pairs):
        return "high"
    return "low" if all(later < earlier for earlier, later in pairs) else None


def _is_on_one_side(distances: list[float]) -> str | None:
    if all(distance > 0 for distance in distances):
        return "high"
    return "low" if all(distance < 0 for distance in distances) else None


def _two_of_three(found: dict, values: list[float], places: range, mean: float, limits: tuple) -> None:
    lower, near_lower, near_upper, upper = limits
    side = _is_on_one_side([values[place] - mean for place in places])
    if side:
        beyond = [
            place
            for place in places
            if (near_upper < values[place] <= upper if side == "high" else lower <= values[place] < near_lower)
        ]
        for place in beyond if len(beyond) >= 2 else ():
            found.setdefault(place, ("two_of_three", side))


def _average(numbers: list[float]) -> float | None:
    return sum(numbers) / len(numbers) if numbers else None


def variation(signal: str | None, side: str | None, polarity: str | None) -> str | None:
    if signal is None:
        return "common_cause"
    if polarity is None or side is None:
        return None
    good = {"higher_better": "high", "lower_better": "low"}.get(polarity)
    word = "neutral" if good is None else "improvement" if good == side else "concern"
    return f"{word}_{side}"


def assurance(target, lower_limit, upper_limit, polarity) -> str | None:
    if None in (target, lower_limit, upper_limit, polarity) or polarity == "neutral":
        return None
    if lower_limit <= target <= upper_limit:
        return "hit_and_miss"
    out_of_reach = target > upper_limit if polarity == "higher_better" else target < lower_limit
    return "consistently_fails" if out_of_reach else "consistently_passes"
