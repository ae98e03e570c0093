"""Rates standardised for age, directly and indirectly."""

import math
from dataclasses import dataclass

from tests.oracles import intervals

Figure = tuple[float | None, float | None, float | None]


@dataclass(frozen=True)
class Band:
    """One age band of one area: how many people had so many events, of how many; and the standard's weight."""

    people_by_events: dict[int, int | None]
    population: float | None
    weight: float


def direct(bands: list[Band], multiplier: float, level: float) -> Figure:
    """Dobson: value and limits; none below ten events or where a population is missing."""
    total = sum(count * (people or 0) for band in bands for count, people in band.people_by_events.items())
    if total < 10 or any(band.population is None or band.population <= 0 for band in bands):
        return None, None, None
    weights = sum(band.weight for band in bands)
    rate = variance = 0.0
    for band in bands:
        for count, people in band.people_by_events.items():
            pull = band.weight / weights / band.population
            rate += pull * count * (people or 0)
            variance += (pull * count) ** 2 * (people or 0)
    lower, upper = intervals.byar(total, level)
    scale = math.sqrt(variance / total)
    return tuple(multiplier * value for value in (rate, rate + scale * (lower - total), rate + scale * (upper - total)))


def expected(bands: list[tuple[float | None, float | None, float]]) -> float:
    """Events at the reference's rates, from (population, reference events, reference population) of each band."""
    return sum((people or 0) * (events or 0) / others for people, events, others in bands)


def ratio(observed: int, events_expected: float, multiplier: float, level: float) -> Figure:
    """Observed over expected, and the limits of the observed over the expected."""
    if events_expected == 0:
        return None, None, None
    return tuple(multiplier * count / events_expected for count in (observed, *intervals.poisson(observed, level)))
