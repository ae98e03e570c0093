"""Rates standardised for age: directly (independent and repeated events) and indirectly."""

import random

import pytest

from tests import published
from tests.oracles import agreement, macros, standardised
from tests.oracles.standardised import Band

DIRECT_LIMITS = ", ".join(
    f"macros.directly_standardised_{side}(events, squared_events, population, weight, multiplier, {level})"
    for level in (95, 99.8)
    for side in ("lower", "upper")
)


@pytest.fixture(scope="module")
def found_direct():
    return macros.answers(
        f"""WITH band AS (
            SELECT area, ageband, any_value(population) AS population, any_value(std_pop) AS weight,
                sum(event_frequency * count_or_persons) AS events, sum(event_frequency ^ 2 * count_or_persons) AS squared_events
            FROM published.dsr_inputs GROUP BY area, ageband
        )
        SELECT line, coalesce(sum(events), 0), sum(population),
            macros.directly_standardised_rate(events, population, weight, multiplier), {DIRECT_LIMITS}
        FROM band INNER JOIN published.dsr USING (area) GROUP BY line, multiplier"""
    )


@pytest.mark.parametrize("row", published.cases("dsr", "area", "multiplier"))
def test_a_published_directly_standardised_rate(found_direct, row):
    columns = ("total_count", "total_pop", "value", "lower95", "upper95", "lower99_8", "upper99_8")
    assert agreement.same(found_direct[row["line"]], published.numbers(row, *columns))


RATIO = """
    macros.ratio(observed, expected, scale),
    macros.poisson_lower(observed, 95) / expected * scale, macros.poisson_upper(observed, 95) / expected * scale,
    macros.poisson_lower(observed, 99.8) / expected * scale, macros.poisson_upper(observed, 99.8) / expected * scale"""


def found_indirect(file: str, scale: str) -> dict:
    """The rows of a file: from its areas' age bands where they are published, else from the expected events as printed."""
    return macros.answers(
        f"""WITH counted AS (
            SELECT area, sum(count) AS observed, macros.expected_events(population, ref_count, ref_population) AS expected,
                sum(ref_count) / sum(ref_population) AS crude_rate
            FROM published.isr_inputs GROUP BY area
        ),
        area AS (
            SELECT printed.line, coalesce(counted.observed, printed.observed) AS observed,
                coalesce(counted.expected, printed.expected) AS expected,
                coalesce(counted.crude_rate * multiplier_or_refvalue, try_cast(printed.ref_rate AS DOUBLE)) AS reference_rate,
                {scale} AS scale
            FROM published.{file} AS printed LEFT JOIN counted USING (area)
        )
        SELECT line, observed, expected, reference_rate, {RATIO} FROM area"""
    )


@pytest.fixture(scope="module")
def found_rates():
    return found_indirect("isr", "reference_rate")


@pytest.fixture(scope="module")
def found_ratios():
    return found_indirect("smr", "multiplier_or_refvalue")


def shown(row: dict) -> list[str]:
    """The columns of limits that the row has."""
    return ["lower95", "upper95", *(["lower99_8", "upper99_8"] if row["upper99_8"] else [])]


@pytest.mark.parametrize("row", published.cases("isr", "area", "multiplier_or_refvalue"))
def test_a_published_indirectly_standardised_rate(found_rates, row):
    expected = published.numbers(row, "observed", "expected", "ref_rate", "value", *shown(row))
    assert agreement.same(found_rates[row["line"]][: len(expected)], expected)


@pytest.mark.parametrize("row", published.cases("smr", "area", "multiplier_or_refvalue"))
def test_a_published_standardised_ratio(found_ratios, row):
    observed, expected_events, _, *figure = found_ratios[row["line"]]
    expected = published.numbers(row, "observed", "expected", "value", *shown(row))
    assert agreement.same((observed, expected_events, *figure)[: len(expected)], expected)


def some_bands(pick: random.Random) -> list[Band]:
    """The bands of one area: often under ten events, sometimes one band alone, a missing count or a missing population."""
    busy = pick.choice([0, 1, 5, 40, 1000])
    bands = []
    for _ in range(pick.choice([1, pick.randint(2, 19), 19])):
        population = pick.choice([pick.randint(1, 60), pick.randint(50, 50_000), 10**7])
        people = {count: pick.randint(0, busy) for count in range(1, pick.choice([1, 1, 4]) + 1)}
        if pick.random() < 0.02:
            people = {1: None}
        if pick.random() < 0.005:
            population = pick.choice([None, 0])
        bands.append(Band(people, population, pick.choice([pick.randint(500, 7000), 0, 1])))
    return bands if any(band.weight for band in bands) else some_bands(pick)


@pytest.fixture(scope="module")
def areas() -> list[list[Band]]:
    pick = random.Random(20160401)
    exactly_ten = [Band({1: 4}, 100, 1000.0), Band({1: 6}, 200, 3000.0)]
    return [exactly_ten, *[some_bands(pick) for _ in range(9_999)]]


def test_directly_standardised_rates_agree_with_a_second_implementation(areas):
    rows = [
        (area, in_all(band, 1), in_all(band, 2), band.population, band.weight, 100_000)
        for area, bands in enumerate(areas)
        for band in bands
    ]
    macros.table("band", rows, "area events squared_events population weight multiplier")
    found = macros.ask(
        f"SELECT macros.directly_standardised_rate(events, population, weight, 100000), {DIRECT_LIMITS} "
        "FROM band GROUP BY area, multiplier ORDER BY area"
    )
    expected = [(*standardised.direct(bands, 100_000, 95), *standardised.direct(bands, 100_000, 99.8)[1:]) for bands in areas]
    assert sum(row[0] is None for row in expected) > 1000 and sum(row[0] is not None for row in expected) > 5000
    assert agreement.differing(areas, found, expected, tiny=1e-6) == []


def in_all(band: Band, power: int) -> float | None:
    """The band's events, or the squares of each person's; None where nothing is known of it."""
    if None in band.people_by_events.values():
        return None
    return sum(events**power * people for events, people in band.people_by_events.items())


def test_events_expected_agree_with_a_second_implementation():
    pick = random.Random(20160403)
    areas = [
        [
            (
                pick.choice([None, 0, pick.randint(1, 10**6)]) if pick.random() < 0.1 else pick.randint(1, 5000),
                pick.choice([None, 0, pick.randint(1, 10**5)]),
                pick.randint(1, 10**7),
            )
            for _ in range(pick.choice([1, 19]))
        ]
        for _ in range(10_000)
    ]
    observed = [pick.choice([0, 1, 9, 10, pick.randint(0, 2000)]) for _ in areas]
    rows = [(area, observed[area], *band) for area, bands in enumerate(areas) for band in bands]
    macros.table("band", rows, "area observed population reference_events reference_population")
    found = macros.ask(
        """SELECT expected, macros.ratio(observed, expected, 100),
            macros.ratio(macros.poisson_lower(observed, 95), expected, 100),
            macros.ratio(macros.poisson_upper(observed, 95), expected, 100)
        FROM (
            SELECT area, any_value(observed) AS observed,
                macros.expected_events(population, reference_events, reference_population) AS expected
            FROM band GROUP BY area
        ) ORDER BY area"""
    )
    expected = []
    for number, bands in zip(observed, areas, strict=True):
        events = standardised.expected(bands)
        expected.append((events, *standardised.ratio(number, events, 100, 95)))
    assert sum(row[1] is None for row in expected) > 100
    assert agreement.differing(areas, found, expected) == []
