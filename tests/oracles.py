"""The statistics a second time, in plain Python, written from the papers' formulas and not from our SQL."""

import math
from statistics import NormalDist

Z = {95: NormalDist().inv_cdf(0.975), 99.8: NormalDist().inv_cdf(0.999)}


def wilson(events: float, people: float, level: float) -> tuple[float, float]:
    """Newcombe and Altman: centre and half-width of the score interval, clamped where all or none."""
    z, share = Z[level], events / people
    centre = (share + z * z / (2 * people)) / (1 + z * z / people)
    half = z * math.sqrt(share * (1 - share) / people + z * z / (4 * people * people)) / (1 + z * z / people)
    return (0.0 if events == 0 else centre - half, 1.0 if events == people else centre + half)


def poisson(events: int, level: float) -> tuple[float, float]:
    """Exact below ten events, found by bisection on the Poisson distribution; Byar's approximation from ten."""
    tail = (1 - level / 100) / 2
    if events >= 10:
        return byar(events, level)
    lower = 0.0 if events == 0 else _bisect(lambda mean: 1 - _poisson_cdf(events - 1, mean) - tail, 0, events + 1)
    upper = _bisect(lambda mean: tail - _poisson_cdf(events, mean), events, 20 * (events + 2))
    return lower, upper


def byar(events: float, level: float) -> tuple[float, float]:
    z = Z[level]
    lower = 0.0 if events == 0 else events * (1 - 1 / (9 * events) - z / (3 * math.sqrt(events))) ** 3
    more = events + 1
    return lower, more * (1 - 1 / (9 * more) + z / (3 * math.sqrt(more))) ** 3


def directly_standardised(
    bands: list[tuple[float, float, float]], multiplier: float, level: float
) -> tuple[float, float, float] | None:
    """Dobson: value and limits from (events, population, weight) of each band; None below ten events."""
    total = sum(events for events, _, _ in bands)
    if total < 10:
        return None
    weights = sum(weight for _, _, weight in bands)
    rate = sum(weight * events / people for events, people, weight in bands) / weights
    variance = sum(weight**2 * events / people**2 for events, people, weight in bands) / weights**2
    lower, upper = byar(total, level)
    scale = math.sqrt(variance / total)
    return tuple(multiplier * value for value in (rate, rate + scale * (lower - total), rate + scale * (upper - total)))


def quantile_of(values: list[float], k: int) -> list[int | None]:
    """Rank groups with ties kept together, group 1 the highest; None for all where there are fewer values than groups."""
    number = len(values)
    if number < k:
        return [None] * number
    ranks = [1 + sum(other > value for other in values) for value in values]
    return [max(1, math.floor((k + 1) - math.ceil((number + 1 - rank) / (number / k)))) for rank in ranks]


def _poisson_cdf(events: int, mean: float) -> float:
    return sum(math.exp(-mean + number * math.log(mean) - math.lgamma(number + 1)) for number in range(events + 1))


def _bisect(rises, low: float, high: float) -> float:
    for _ in range(200):
        middle = (low + high) / 2
        low, high = (middle, high) if rises(middle) < 0 else (low, middle)
    return (low + high) / 2
