"""Slope and relative index of inequality: the published areas, and a second implementation on random groups."""

import random
import re

import pytest

from tests import published
from tests.oracles import agreement, inequality, macros

# What the reference calls 0, 1 and 2: values as they are, rates (their intervals are even on logarithms), shares (on logits).
EVEN_SCALES = {"0": "natural", "1": "log", "2": "logit"}
COLUMNS = "slope_index, slope_index_lower, slope_index_upper, relative_index, relative_index_lower, relative_index_upper"


def level_of(row: dict) -> str:
    """Of several levels in one call the file gives the first."""
    return re.search(r"\d+", row["confidence"])[0]


def multiplier_of(row: dict) -> float:
    stated = re.search(r"x (-?\d+)", row["description"])
    return float(stated[1]) if stated else -1.0 if "negative multiplier" in row["description"] else 1.0


def scale_of(row: dict) -> str:
    """The line is fitted to the values themselves unless the case says that they are transformed."""
    return EVEN_SCALES[row["value_type"]] if "transform" in row["description"] else "natural"


def points_of(row: dict) -> list[tuple]:
    """A group's standard error from its 95% interval, on the scale where that is even, brought to the scale of the line."""
    even, fitted = inequality.SCALES[EVEN_SCALES[row["value_type"]]], scale_of(row)
    points = []
    for group in published.rows("sii_inputs"):
        if group["set_id"] != row["set_id"]:
            continue
        place, people, value, lower, upper, error = published.numbers(
            group, "quantile", "population", "value", "lower95", "upper95", "se"
        )
        if lower is not None:
            error = (even.there(upper) - even.there(lower)) / (2 * 1.959963984540054)
        if fitted == "natural" and lower is not None:
            error *= even.speed(value)
        points.append((row["set_id"], place, people, value, error, fitted))
    return points


@pytest.fixture(scope="module")
def found() -> dict:
    by_level: dict[str, list] = {}
    for row in published.rows("sii"):
        by_level.setdefault(level_of(row), []).extend(points_of(row))
    answers = {}
    for level, points in by_level.items():
        macros.table("slope_point", points, "series place population value standard_error scale")
        answers |= macros.answers(f"SELECT series, start_value, {COLUMNS} FROM macros.slope_index('slope_point', level := {level})")
    return answers


@pytest.mark.parametrize("row", published.cases("sii", "set_id", "description"))
def test_the_published_index_of_an_area(found, row):
    start, index, lower, upper, relative, relative_lower, relative_upper = found[row["set_id"]]
    multiplier = multiplier_of(row)
    if multiplier < 0:
        lower, upper = upper, lower
        relative, relative_lower, relative_upper = 1 / relative, 1 / relative_upper, 1 / relative_lower
    assert agreement.same((multiplier * index,), published.numbers(row, "sii"))
    if row["intercept"]:
        assert agreement.same((start,), published.numbers(row, "intercept"))
    if row["rii"]:
        assert agreement.same((relative,), published.numbers(row, "rii"))
    if row["sii_lower"]:
        simulated = published.numbers(row, "sii_lower", "sii_upper")
        assert agreement.same((multiplier * lower, multiplier * upper), simulated, rel=0.05)
    if row["rii_lower"]:
        assert agreement.same((relative_lower, relative_upper), published.numbers(row, "rii_lower", "rii_upper"), rel=0.05)


@pytest.fixture(scope="module")
def areas() -> list[tuple[str, list[tuple[float, float, float]]]]:
    """10,000 areas: two to ten groups, of equal and of very different size, with and without a slope."""
    pick = random.Random(20240401)
    made = []
    for _ in range(10_000):
        scale = pick.choice(["natural", "log", "logit"])
        level_value = pick.random() < 0.1
        groups = []
        for _ in range(pick.choice([2, 5, 10, pick.randint(2, 10)])):
            value = 0.25 if level_value else pick.uniform(0.01, 0.99) * (1 if scale == "logit" else pick.choice([1, 100]))
            groups.append((pick.choice([1000, int(10 ** pick.uniform(0, 6))]), value, pick.choice([0.0, pick.uniform(0, 0.2)])))
        made.append((scale, groups))
    return made


@pytest.mark.parametrize("level", [95, 98, 99, 99.8])
def test_indices_agree_with_a_second_implementation(areas, level):
    points = [
        (series, place, people, value, error, scale)
        for series, (scale, groups) in enumerate(areas)
        for place, (people, value, error) in enumerate(groups, start=1)
    ]
    macros.table("slope_point", points, "series place population value standard_error scale")
    found = macros.ask(f"SELECT start_value, {COLUMNS} FROM macros.slope_index('slope_point', level := {level}) ORDER BY series")
    expected = [inequality.index(groups, scale, level) for scale, groups in areas]
    assert agreement.differing(areas, found, expected, rel=1e-6, tiny=1e-9) == []


@pytest.mark.parametrize(
    "points",
    [
        [(1, 100, 5.0), (3, 100, 6.0)],
        [(1, 100, 5.0), (2, 100, None)],
        [(1, 100, 5.0), (2, None, 6.0)],
        [(1, 100, 5.0)],
        [(1, 0, 5.0), (2, 100, 6.0)],
        [(1, 0, 5.0), (2, 0, 6.0)],
    ],
    ids=["a group missing", "a value missing", "a population missing", "one group", "all in one group", "nobody"],
)
def test_where_there_is_no_line_there_is_no_index(points):
    rows = [(0, place, people, value, 0.1, "natural") for place, people, value in points]
    macros.table("slope_point", rows, "series place population value standard_error scale")
    found = macros.ask(f"SELECT {COLUMNS} FROM macros.slope_index('slope_point')")
    assert found in ([], [(None,) * 6])
