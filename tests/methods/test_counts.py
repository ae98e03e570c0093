"""Counts and rates: exact Poisson limits, Byar's approximation, and where one gives way to the other."""

import math
import random

import pytest

from tests import published
from tests.oracles import agreement, intervals, macros

LEVELS = (95, 99.8)


@pytest.fixture(scope="module")
def found_rates():
    return macros.answers(
        """SELECT line, macros.ratio(x, n, multiplier),
            multiplier * macros.poisson_lower(x, 95) / n, multiplier * macros.poisson_upper(x, 95) / n,
            multiplier * macros.poisson_lower(x, 99.8) / n, multiplier * macros.poisson_upper(x, 99.8) / n
        FROM published.rates"""
    )


@pytest.mark.parametrize("row", published.cases("rates", "case_id"))
def test_a_published_rate_and_its_limits(found_rates, row):
    value, *limits = found_rates[row["line"]]
    if row["outcome"].startswith("error"):
        assert limits == [None] * 4, "counts that the reference refuses have no interval"
    elif row["outcome"] == "ok" and not row["upper99_8"]:
        assert agreement.same((value, *limits[:2]), published.numbers(row, "value", "lower95", "upper95"))
    else:
        expected = published.numbers(row, "value", "lower95", "upper95", "lower99_8", "upper99_8")
        assert agreement.same((value, *limits), expected)


@pytest.fixture(scope="module")
def found_counts():
    return macros.answers(
        """SELECT line,
            if(method LIKE 'byar formula%', macros.byar_lower(x, confidence_pct), macros.poisson_lower(x, confidence_pct)),
            if(method LIKE 'byar formula%', macros.byar_upper(x, confidence_pct), macros.poisson_upper(x, confidence_pct))
        FROM published.counts_ci"""
    )


@pytest.mark.parametrize("row", published.cases("counts_ci", "x", "confidence_pct", "method"))
def test_the_published_limits_of_a_count(found_counts, row):
    assert agreement.same(found_counts[row["line"]], published.numbers(row, "lower", "upper"))


def many_counts() -> list[tuple[int]]:
    """Every count to 999, the step to 1,000 and beyond, and 10,000 more of every size."""
    pick = random.Random(20150401)
    return [(count,) for count in [*range(1002), 10**6, 10**9]] + [(int(10 ** pick.uniform(0, 6)),) for _ in range(10_000)]


@pytest.mark.parametrize("level", LEVELS)
def test_poisson_limits_agree_with_a_second_implementation(level):
    cases = many_counts()
    found = macros.each(f"macros.poisson_lower(x, {level}), macros.poisson_upper(x, {level})", cases, "x")
    assert agreement.differing(cases, found, [intervals.poisson(*case, level) for case in cases]) == []


@pytest.mark.parametrize("level", LEVELS)
def test_byar_limits_agree_with_a_second_implementation(level):
    cases = [*many_counts(), (0.5,), (1e-9,), (12.5,)]
    found = macros.each(f"macros.byar_lower(x, {level}), macros.byar_upper(x, {level})", cases, "x")
    assert agreement.differing(cases, found, [intervals.byar(*case, level) for case in cases]) == []


@pytest.mark.parametrize("level", LEVELS)
def test_exact_limits_agree_with_a_second_implementation(level):
    cases = many_counts()
    found = macros.each(f"macros.exact_lower(x, {level}), macros.exact_upper(x, {level})", cases, "x")
    assert agreement.differing(cases, found, [intervals.exact_or_byar(*case, level) for case in cases], rel=2e-6) == []


@pytest.mark.parametrize("level", LEVELS)
def test_byar_and_exact_limits_are_the_same_to_one_in_100_000_where_one_takes_over(level):
    assert agreement.same(intervals.byar(1000, level), intervals.exact(1000, level), rel=1e-5)


@pytest.mark.parametrize("level", LEVELS)
def test_exact_limits_are_chi_square_quantiles(level):
    """The tabled 95% quantiles with 6 and 8 degrees of freedom, halved, and what is true of all."""
    assert agreement.same(intervals.exact(3, 95), (0.6186721228956, 8.767273069742))
    lower, upper = intervals.exact(20, level)
    tail = (1 - level / 100) / 2
    assert math.isclose(intervals.at_least(20, lower), tail) and math.isclose(intervals.at_most(20, upper), tail)


def test_the_probability_of_at_most_so_many_events_agrees_with_a_second_implementation():
    pick = random.Random(20150402)
    cases = [(0, 0), (3, 0), (0, 1e-9), (0, 700)]
    cases += [(pick.randint(0, 30), 10 ** pick.uniform(-3, 2)) for _ in range(10_000)]
    found = macros.each("macros.poisson_at_most(x, mean)", cases, "x mean")
    assert agreement.differing(cases, found, [(intervals.at_most(*case),) for case in cases], tiny=1e-15) == []


def test_a_fraction_below_ten_events_has_no_exact_interval():
    assert macros.ask("SELECT macros.poisson_lower(2.5, 95), macros.poisson_upper(2.5, 95)") == [(None, None)]


def test_a_fraction_from_ten_events_has_byars_limits():
    found = macros.ask("SELECT macros.exact_lower(12.5, 95), macros.exact_upper(12.5, 95)")
    assert agreement.same(found[0], intervals.byar(12.5, 95))
