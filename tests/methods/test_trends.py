"""The recent trend of five points: values with intervals, and proportions from counts."""

import math
import random

import pytest

from tests import published
from tests.oracles import agreement, macros, trends

WORDS = {"Increasing": "increasing", "Decreasing": "decreasing", "NoChange": "no_change", "CannotBeCalculated": None}
CASES = {row["case_id"]: row for row in published.rows("trend")}
WEIGHTS = "[(3.92 / (upper_limits[t] - lower_limits[t])) ^ 2 FOR y, t IN points]"


@pytest.fixture(scope="module")
def found():
    """The latest five points of each series."""
    return macros.answers(
        f"""WITH latest AS (
            FROM published.trend QUALIFY row_number() OVER (PARTITION BY case_id ORDER BY year DESC) <= 5
        ),
        series AS (
            SELECT case_id, method, list(value ORDER BY year) AS points, list(count ORDER BY year) AS x,
                list(denominator ORDER BY year) AS n, list(lower95 ORDER BY year) AS lower_limits,
                list(upper95 ORDER BY year) AS upper_limits
            FROM latest GROUP BY case_id, method
        )
        SELECT case_id,
            if(method = 'ci', macros.recent_trend(points, lower_limits, upper_limits), macros.recent_trend_of_counts(x, n)),
            if(method = 'ci', macros.trend_chi_square(points, {WEIGHTS}), macros.trend_chi_square_of_counts(x, n))
        FROM series"""
    )


@pytest.mark.parametrize("case_id", CASES)
def test_a_published_trend(found, case_id):
    row = CASES[case_id]
    direction, strength = found[case_id]
    assert direction == WORDS[row["expected_trend"]]
    if row["expected_chi2"]:
        assert agreement.same((strength,), published.numbers(row, "expected_chi2"))


@pytest.mark.parametrize("case_id", CASES)
def test_a_published_trend_in_words_of_its_polarity(found, case_id):
    row = CASES[case_id]
    polarity = {"High is good": "higher_better", "Low is good": "lower_better"}.get(row["polarity"], "neutral")
    words = "'AndGettingBetter', 'AndGettingWorse', '', ''"
    (judged,) = macros.ask(
        f"SELECT macros.direction_of(direction = 'increasing', $polarity, {words}) "
        "FROM (SELECT nullif($direction, 'no_change') AS direction)",
        polarity=polarity,
        direction=found[case_id][0],
    )[0]
    assert row["expected_trend"] + (judged or "") == row["expected_trend_with_polarity"]


def five(pick: random.Random) -> list[float]:
    """Five values: rising, level with ties, one far out, or anything."""
    kind, start = pick.choice(["rising", "ties", "outlier", "noise"]), pick.uniform(5, 90)
    if kind == "rising":
        return [start + place * pick.uniform(-3, 3) for place in range(5)]
    if kind == "ties":
        return [pick.choice([start, start + 2]) for _ in range(5)]
    if kind == "outlier":
        values = [start] * 5
        values[pick.randrange(5)] += pick.choice([-4, 9, 30])
        return values
    return [start * pick.uniform(0.8, 1.2) for _ in range(5)]


def test_trends_of_values_agree_with_a_second_implementation():
    pick = random.Random(20220401)
    cases = []
    for _ in range(10_000):
        points = five(pick)
        same_width = pick.choice([None, 0.5, 2.0])
        widths = [same_width or pick.uniform(0.1, 8) for _ in points]
        lower = [point - width for point, width in zip(points, widths, strict=True)]
        upper = [point + width for point, width in zip(points, widths, strict=True)]
        if pick.random() < 0.05:
            pick.choice([points, lower, upper])[pick.randrange(5)] = None
        if pick.random() < 0.02:
            upper[2] = lower[2]
        size = 4 if pick.random() < 0.02 else 5
        cases.append((points[:size], lower[:size], upper[:size]))
    found = macros.each(
        f"macros.recent_trend(points, lower_limits, upper_limits), macros.trend_chi_square(points, {WEIGHTS})",
        cases,
        "points lower_limits upper_limits",
    )
    expected = [trends.of_intervals(*case) for case in cases]
    assert {direction for direction, _ in expected} == {"increasing", "decreasing", "no_change", None}
    usable = [place for place, (direction, _) in enumerate(expected) if direction is not None]
    assert agreement.differing(cases, [row[:1] for row in found], [row[:1] for row in expected]) == []
    assert agreement.differing(*([rows[place] for place in usable] for rows in (cases, found, expected)), rel=1e-6, tiny=1e-6) == []


def test_trends_of_counts_agree_with_a_second_implementation():
    pick = random.Random(20220402)
    cases = []
    for _ in range(10_000):
        people = [pick.choice([100, int(10 ** pick.uniform(0.5, 6))])] * 5
        if pick.random() < 0.5:
            people = [max(1, int(number * pick.uniform(0.8, 1.25))) for number in people]
        shares = [min(max(value / 100, 0), 1) for value in five(pick)]
        events = [round(share * number) for share, number in zip(shares, people, strict=True)]
        if pick.random() < 0.03:
            pick.choice([events, people])[pick.randrange(5)] = pick.choice([None, 0])
        size = 4 if pick.random() < 0.02 else 5
        cases.append((events[:size], people[:size]))
    found = macros.each("macros.recent_trend_of_counts(x, n), macros.trend_chi_square_of_counts(x, n)", cases, "x n")
    expected = [trends.of_counts(*case) for case in cases]
    assert {direction for direction, _ in expected} == {"increasing", "decreasing", "no_change", None}
    usable = [place for place, (direction, _) in enumerate(expected) if direction is not None]
    assert agreement.differing(cases, [row[:1] for row in found], [row[:1] for row in expected]) == []
    assert agreement.differing(*([rows[place] for place in usable] for rows in (cases, found, expected)), rel=1e-6, tiny=1e-6) == []


def test_four_equal_points_and_one_far_out_are_no_trend_and_no_accident_of_rounding():
    """Without the one far out the rest are level: a slope of 0, which counts as a rise."""
    for share in (0.1, 0.2, 0.3, 1 / 3, 0.7):
        points = [share] * 4 + [share * 2]
        assert math.isclose(sum(points), share * 6)
        lower, upper = [point * 0.99 for point in points], [point * 1.01 for point in points]
        names = "points lower_limits upper_limits"
        assert macros.each(f"macros.recent_trend({', '.join(names.split())})", [(points, lower, upper)], names) == [
            (trends.of_intervals(points, lower, upper)[0],)
        ]
