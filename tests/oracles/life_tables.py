"""Life expectancy by Chiang's abridged life table, with Silcocks' variance."""

import math

from tests.oracles import intervals

AGES = [0, 1, *range(5, 95, 5)]
Row = tuple[float | None, float | None, float | None]


def expectancy(bands: dict[int, tuple[float | None, float | None]], level: float) -> dict[int, Row] | None:
    """Value and limits at each age from (population, deaths) by age; None where no life table can be made of them."""
    if not _is_usable(bands):
        return None
    dying, variances, alive, lived = [], [], [100_000.0], []
    for age, following in zip(AGES, [*AGES[1:], None], strict=True):
        population, deaths = bands[age]
        rate, part = deaths / population, 0.1 if age == 0 else 0.5
        if following is None:
            lived.append(alive[-1] / rate)
            variances.append(4 / (deaths * rate**2))
            break
        years = following - age
        chance = rate * years / (1 + rate * years * (1 - part)) if deaths <= population / years / part else 1.0
        dying.append(chance)
        variances.append(chance**2 * (1 - chance) / deaths if deaths else 0.0)
        alive.append(alive[-1] * (1 - chance))
        lived.append(years * (alive[-1] + part * (alive[-2] - alive[-1])))
    return _summed(alive, lived, variances, level)


def _is_usable(bands: dict[int, tuple[float | None, float | None]]) -> bool:
    if sorted(bands) != AGES or any(None in band for band in bands.values()):
        return False
    if any(deaths < 0 or population <= 0 or deaths > population for population, deaths in bands.values()):
        return False
    return sum(population for population, _ in bands.values()) > 5000 and bands[90][1] > 0


def _summed(alive: list[float], lived: list[float], variances: list[float], level: float) -> dict[int, Row]:
    """From the last band back: years still to live, and the variance of that."""
    rows: dict[int, Row] = {}
    years = variance = 0.0
    for place in reversed(range(len(AGES))):
        if alive[place] == 0:
            rows[AGES[place]] = (None, None, None)
            continue
        if place == len(AGES) - 1:
            variance += (alive[place] / 2) ** 2 * variances[place]
        else:
            width = AGES[place + 1] - AGES[place]
            part = 0.1 if place == 0 else 0.5
            after = years / alive[place + 1] if alive[place + 1] else 0.0
            variance += variances[place] * alive[place] ** 2 * ((1 - part) * width + after) ** 2
        years += lived[place]
        expected, error = years / alive[place], math.sqrt(variance) / alive[place]
        half = intervals.z(level) * error
        rows[AGES[place]] = (expected if 1.96 * error <= 10 else None, expected - half, expected + half)
    return rows
