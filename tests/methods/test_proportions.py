"""Shares and their Wilson intervals: published rows, and a second implementation on random counts."""

import random

import pytest

from tests import published
from tests.oracles import agreement, intervals, macros


@pytest.fixture(scope="module")
def found():
    return macros.answers(
        """SELECT line, macros.ratio(x, n, multiplier),
            multiplier * macros.wilson_lower(x, n, 95), multiplier * macros.wilson_upper(x, n, 95),
            multiplier * macros.wilson_lower(x, n, 99.8), multiplier * macros.wilson_upper(x, n, 99.8)
        FROM published.proportions"""
    )


@pytest.mark.parametrize("row", published.cases("proportions", "case_id"))
def test_a_published_share_and_its_limits(found, row):
    value, *limits = found[row["line"]]
    columns = ["lower95", "upper95", "lower99_8", "upper99_8"]
    if row["outcome"].startswith("error"):
        assert limits == [None] * 4, "counts that the reference refuses have no interval"
    elif row["outcome"] == "ok" and not row["upper99_8"]:
        assert agreement.same((value, *limits[:2]), published.numbers(row, "value", "lower95", "upper95"))
    else:
        assert agreement.same((value, *limits), published.numbers(row, "value", *columns))


@pytest.fixture(scope="module")
def found_qof():
    return macros.answers(
        """SELECT line, macros.ratio(numerator, denominator, 100), macros.ratio(numerator, denominator + pcas, 100),
            macros.ratio(pcas, denominator + pcas, 100), macros.ratio(achieved_points, max_points, 100)
        FROM published.qof"""
    )


@pytest.mark.parametrize("row", published.cases("qof", "case_id"))
def test_a_qof_percentage(found_qof, row):
    expected = published.numbers(
        row, "underlying_achievement_net_of_pcas_pct", "patients_receiving_intervention_pct", "pca_rate_pct", "points_achieved_pct"
    )
    assert agreement.same(found_qof[row["line"]], expected)


@pytest.mark.parametrize("level", [95, 99.8])
def test_wilson_limits_agree_with_a_second_implementation(level):
    pick = random.Random(20140401)
    cases = [(0, 1), (1, 1), (0, 10**9), (10**9, 10**9), (1, 10**9), (5, 10), (45, 60), (1e-9, 1), (0.5, 0.5), (1e-6, 1e-6)]
    while len(cases) < 10_000:
        people = int(10 ** pick.uniform(0, 7)) or 1
        cases.append((pick.choice([0, people, pick.randint(0, people), people * pick.random()]), people))
    found = macros.each(f"macros.wilson_lower(x, n, {level}), macros.wilson_upper(x, n, {level})", cases, "x n")
    expected = [intervals.wilson(*case, level) for case in cases]
    assert agreement.differing(cases, found, expected) == []


def test_wilson_limits_are_exactly_zero_and_one_at_the_ends():
    assert macros.ask("SELECT macros.wilson_lower(0, 10, 95), macros.wilson_upper(10, 10, 99.8)") == [(0.0, 1.0)]


@pytest.mark.parametrize(("x", "n"), [(None, 10), (3, None), (0, 0), (11, 10), (-1, 10), (3, -10)])
def test_impossible_counts_have_no_interval(x, n):
    assert macros.each("macros.wilson_lower(x, n, 95), macros.wilson_upper(x, n, 95)", [(x, n)], "x n") == [(None, None)]


def test_a_ratio_over_nothing_is_null_and_never_infinite():
    cases = [(5, 0), (0, 0), (None, 4), (4, None), (5, -4)]
    assert macros.each("macros.ratio(x, n, 100)", cases, "x n") == [(None,)] * len(cases)
