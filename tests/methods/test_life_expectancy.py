"""Life expectancy: the published life table, and a second implementation on random areas."""

import math
import random

import pytest

from tests import published
from tests.oracles import agreement, life_tables, macros
from tests.oracles.life_tables import AGES

FOUR_DECIMALS = {"rel": 0, "tiny": 0.5e-4}


@pytest.fixture(scope="module")
def found():
    macros.database().execute(
        "CREATE OR REPLACE TABLE life_band AS SELECT set_id AS series, start_age, population, deaths FROM published.life_expectancy"
    )
    return macros.answers("SELECT start_age, value, lower_limit, upper_limit FROM macros.life_expectancy('life_band')")


@pytest.mark.parametrize("row", published.cases("life_expectancy", "set_id", "start_age"))
def test_the_published_life_expectancy_at_an_age(found, row):
    expected = published.numbers(row, "life_expectancy", "lower95", "upper95")
    assert agreement.same(found[int(row["start_age"])], expected, **FOUR_DECIMALS)


def some_area(pick: random.Random) -> dict[int, tuple[float | None, float | None]]:
    """Mortality that rises with age, in places of every size; some with no deaths in a band, some with a fault."""
    size = 10 ** pick.uniform(1.5, 5)
    bands = {}
    for age in AGES:
        population = max(1, int(size * pick.uniform(0.3, 1.5) * math.exp(-max(0, age - 60) / 15)))
        deaths = round(population * min(0.9, 0.0004 * math.exp(age / 12) * pick.uniform(0.3, 2)))
        bands[age] = (population, min(population, deaths))
    fault = pick.choice([None] * 12 + ["missing", "deaths", "population", "negative", "more", "nobody", "none old", "all die"])
    age = pick.choice(AGES)
    population, deaths = bands[age]
    if fault == "missing":
        del bands[age]
    elif fault == "none old":
        bands[90] = (bands[90][0], 0)
    elif fault == "all die":
        bands[40] = (bands[40][0], bands[40][0])
    elif fault:
        bands[age] = {
            "deaths": (population, None),
            "population": (None, deaths),
            "negative": (population, -1),
            "more": (population, population + 1),
            "nobody": (0, 0),
        }[fault]
    return bands


@pytest.mark.parametrize("level", [95, 99.8])
def test_life_tables_agree_with_a_second_implementation(level):
    pick = random.Random(20250401)
    areas = [some_area(pick) for _ in range(600)]
    rows = [(series, age, *band) for series, bands in enumerate(areas) for age, band in bands.items()]
    macros.table("life_band", rows, "series start_age population deaths")
    found = {
        (series, age): tuple(figures)
        for series, age, *figures in macros.ask(
            f"SELECT series, start_age, value, lower_limit, upper_limit FROM macros.life_expectancy('life_band', level := {level})"
        )
    }
    expected = {}
    for series, bands in enumerate(areas):
        for age, figures in (life_tables.expectancy(bands, level) or {}).items():
            expected[series, age] = figures
    assert len(rows) > 10_000 and len(expected) > 5_000
    assert len({series for series, _ in expected}) < len(areas), "some areas have no life table"
    answered = {key for key, figures in found.items() if figures != (None, None, None)}
    assert answered == {key for key, figures in expected.items() if figures != (None, None, None)}
    keys = sorted(expected)
    assert agreement.differing(keys, [found[key] for key in keys], [expected[key] for key in keys], rel=1e-8) == []
