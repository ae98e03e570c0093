"""CUSUM: the alerts of the published series, and a second implementation on random series."""

import random

import pytest

from tests import published
from tests.oracles import agreement, cusum, macros

WINDOW, SENSITIVITY = 3, 5


@pytest.fixture(scope="module")
def found():
    settings = macros.ask('SELECT DISTINCT "window", sensitivity FROM published.cusum')
    assert settings == [(WINDOW, SENSITIVITY)]
    macros.database().execute(
        "CREATE OR REPLACE TABLE cusum_point AS SELECT case_id AS series, t AS occasion, value FROM published.cusum"
    )
    chart = f"macros.cusum('cusum_point', window_n := {WINDOW}, sensitivity := {SENSITIVITY})"
    return {
        (series, str(occasion)): state
        for series, occasion, *state in macros.ask(
            f"SELECT series, occasion, sum_above, sum_below, target, threshold, alert FROM {chart}"
        )
    }


@pytest.mark.parametrize("row", published.cases("cusum", "case_id", "t"))
def test_a_point_of_a_published_series(found, row):
    expected = (
        *published.numbers(row, "smax", "smin", "target_mean", "alert_threshold"),
        {"u": "up", "d": "down", "": None}[row["expected_alert"]],
    )
    assert agreement.same(found[row["case_id"], row["t"]], expected)


def some_series(pick: random.Random) -> list[float | None]:
    """A walk, a level with steps, a constant; with gaps at the start, in the middle, or throughout."""
    size = pick.choice([1, 2, 12, 13, pick.randint(3, 60)])
    kind = pick.choice(["noise", "walk", "steps", "constant", "missing"])
    level, values = pick.uniform(0, 1), []
    for _ in range(size):
        if kind == "walk" or (kind == "steps" and pick.random() < 0.1):
            level = level + pick.uniform(-0.3, 0.3)
        values.append(level if kind in ("constant", "steps") else None if kind == "missing" else level + pick.gauss(0, 0.1))
    leading = pick.choice([0, 0, 1, 14])
    return [None if place < leading or pick.random() < 0.03 else value for place, value in enumerate(values)]


@pytest.mark.parametrize(("window", "sensitivity"), [(12, 5), (3, 5), (6, 2.5)])
def test_sums_and_alerts_agree_with_a_second_implementation(window, sensitivity):
    pick = random.Random(20180401)
    series = [[None], [1.0], [0.1] * 30, [None] * 30]
    while sum(map(len, series)) < 10_000:
        series.append(some_series(pick))
    points = [(place, occasion, value) for place, values in enumerate(series) for occasion, value in enumerate(values)]
    macros.table("point", points, "series occasion value")
    found = macros.ask(
        "SELECT target, threshold, sum_above, sum_below, alert "
        f"FROM macros.cusum('point', window_n := {window}, sensitivity := {sensitivity}) ORDER BY series, occasion"
    )
    expected = [
        (state.target, state.threshold, state.above, state.below, state.alert)
        for values in series
        for state in cusum.chart(values, window, sensitivity)
    ]
    assert {state[4] for state in expected} == {None, "up", "down"}
    assert agreement.differing(points, found, expected, tiny=1e-9) == []
