"""Intervals of shares, counts and means, control limits and changes."""

import functools
import math
from collections.abc import Callable
from statistics import NormalDist

Limits = tuple[float | None, float | None]


@functools.cache
def z(level: float) -> float:
    return NormalDist().inv_cdf(0.5 + level / 200)


def tail(level: float) -> float:
    return (1 - level / 100) / 2


def wilson(events: float, people: float, level: float) -> tuple[float, float]:
    """Newcombe and Altman: centre and half-width of the score interval, clamped where all or none."""
    deviate, share = z(level), events / people
    shrink = 1 + deviate**2 / people
    centre = (share + deviate**2 / (2 * people)) / shrink
    half = deviate * math.sqrt(share * (1 - share) / people + deviate**2 / (4 * people**2)) / shrink
    return (0.0 if events == 0 else centre - half, 1.0 if events == people else centre + half)


def byar(events: float, level: float) -> Limits:
    """Breslow and Day; no lower limit where the formula would give less than nothing."""
    return _byar_lower(events, z(level)), _byar_upper(events, z(level))


def _byar_lower(events: float, deviate: float) -> float | None:
    if events == 0:
        return 0.0
    root = 1 - 1 / (9 * events) - deviate / (3 * math.sqrt(events))
    return events * root**3 if root >= 0 else None


def _byar_upper(events: float, deviate: float) -> float:
    more = events + 1
    return more * (1 - 1 / (9 * more) + deviate / (3 * math.sqrt(more))) ** 3


def poisson(events: float, level: float) -> Limits:
    """Exact below ten events, Byar's approximation from ten."""
    if events >= 10:
        return byar(events, level)
    return exact(events, level) if events == int(events) else (None, None)


@functools.cache
def exact(events: float, level: float) -> Limits:
    """The means that make so many events or more, and so many or fewer, just as rare as the level allows."""
    lower = 0.0 if events == 0 else root(lambda mean: at_least(events, mean) - tail(level), 0, events)
    upper = root(lambda mean: tail(level) - at_most(events, mean), events, events + 7 * math.sqrt(events) + 20)
    return lower, upper


def at_least(events: float, mean: float) -> float:
    """Probability of so many events or more: the terms of the Poisson distribution from there on."""
    term = total = _probability(events, mean)
    count = events
    while term > 1e-17 * total:
        count += 1
        term *= mean / count
        total += term
    return total


def at_most(events: float, mean: float) -> float:
    """Probability of so many events or fewer: the terms of the Poisson distribution back to none."""
    if mean == 0:
        return 1.0
    term = total = _probability(events, mean)
    count = events
    while count > 0 and term > 1e-17 * total:
        term *= count / mean
        count -= 1
        total += term
    return total


def _probability(events: float, mean: float) -> float:
    if mean == 0:
        return 1.0 if events == 0 else 0.0
    return math.exp(events * math.log(mean) - mean - math.lgamma(events + 1))


@functools.cache
def student(degrees: float, level: float) -> float:
    """The deviate beyond which, on both sides, Student's distribution has what the level leaves over."""
    return root(lambda t: 2 * tail(level) - _beyond(t, degrees), 1, 1000)


def _beyond(t: float, degrees: float) -> float:
    """Probability of a deviate beyond t on either side: the incomplete beta function of degrees / (degrees + t^2)."""
    return _incomplete_beta(degrees / 2, 0.5, degrees / (degrees + t * t), t * t / (degrees + t * t))


def _incomplete_beta(a: float, b: float, x: float, rest: float) -> float:
    """Regularised; `rest` is 1 - x, given so that it keeps its digits where x is close to 1."""
    if x > (a + 1) / (a + b + 2):
        return 1 - _incomplete_beta(b, a, rest, x)
    front = math.exp(math.lgamma(a + b) - math.lgamma(a) - math.lgamma(b) + a * math.log(x) + b * math.log(rest))
    return front / a / _continued_fraction(a, b, x)


def _continued_fraction(a: float, b: float, x: float) -> float:
    """1 + d1 x / (1 + d2 x / (1 + ...)) from its far end; 300 terms are many times more than it needs here."""
    value = 1.0
    for step in range(300, 0, -1):
        half = step // 2
        if step % 2:
            factor = -(a + half) * (a + b + half) / ((a + 2 * half) * (a + 2 * half + 1))
        else:
            factor = half * (b - half) / ((a + 2 * half - 1) * (a + 2 * half))
        value = 1 + factor * x / value
    return value


def mean(value: float, deviation: float, number: int, level: float) -> Limits:
    if number < 2:
        return None, None
    half = student(number - 1, level) * deviation / math.sqrt(number)
    return value - half, value + half


def control(kind: str, comparator: float, people: float, multiplier: float, level: float) -> Limits:
    """Where figures of an area of this size lie by chance, were it like its comparator."""
    share = comparator / multiplier
    if people <= 0 or comparator < 0:
        return None, None
    if kind in ("proportion", "distribution"):
        if share * people > people:
            return None, None
        lower, upper = wilson(share * people, people, level)
        return lower * multiplier, upper * multiplier
    lower = exact_or_byar(math.ceil(share * people), level)[0]
    upper = exact_or_byar(math.floor(share * people), level)[1]
    return lower / people * multiplier, upper / people * multiplier


def exact_or_byar(events: float, level: float) -> Limits:
    """Exact below a thousand events; beyond, the two are the same to 1 in 100,000."""
    return exact(events, level) if events < 1000 else byar(events, level)


def interval(is_share: bool, size: float, value: float, level: float) -> Limits:
    """Limits of a share of `size` people, or of a rate of `size` events that is `value`."""
    if is_share:
        return wilson(size if value == 1 else value * size, size, level)
    lower, upper = poisson(size, level)
    return value * lower / size, value * upper / size


def funnel(is_share: bool, baseline: float, size: float, level: float) -> tuple[float, float]:
    """The values between which an area of this size has the baseline inside its own interval: found by trying values.

    A line that would leave what a share can be lies at none or all.
    """
    highest = 1.0 if is_share else 1e4 * baseline
    lower = root(lambda value: interval(is_share, size, value, level)[1] - baseline, 0, baseline)
    upper = root(lambda value: interval(is_share, size, value, level)[0] - baseline, baseline, highest)
    return lower, upper


def outcome(is_share: bool, size: float, value: float, level: float, comparator: float) -> str:
    """Where a value lies beside its comparator, by the value's own interval."""
    lower, upper = interval(is_share, size, value, level)
    return "similar" if lower <= comparator <= upper else "higher" if value > comparator else "lower"


def change(then: float, then_limits: Limits, now: float, now_limits: Limits) -> tuple[float, float]:
    """Zou and Donner: the distances to the limits that face each other, added as the sides of a right angle."""
    down, up = now - now_limits[0], now_limits[1] - now
    then_down, then_up = then - then_limits[0], then_limits[1] - then
    return (now - then) - math.hypot(down, then_up), (now - then) + math.hypot(up, then_down)


def root(rises: Callable[[float], float], low: float, high: float) -> float:
    """Where a rising function is 0, by halving."""
    while high - low > 1e-13 * high:
        middle = (low + high) / 2
        if middle in (low, high):
            break
        low, high = (middle, high) if rises(middle) < 0 else (low, middle)
    return (low + high) / 2
