"""Means and their limits by Student's t."""

import random

import pytest

from tests import published
from tests.oracles import agreement, intervals, macros

LEVELS = (95, 99.8)


@pytest.fixture(scope="module")
def found():
    return macros.answers(
        """WITH area AS (
            FROM published.mean_inputs
            UNION ALL BY NAME
            SELECT 'No grouping' AS area, value FROM published.mean_inputs
        )
        SELECT area, sum(value), count(*), stddev_samp(value), avg(value),
            macros.mean_lower(avg(value), stddev_samp(value), count(*), 95),
            macros.mean_upper(avg(value), stddev_samp(value), count(*), 95),
            macros.mean_lower(avg(value), stddev_samp(value), count(*), 99.8),
            macros.mean_upper(avg(value), stddev_samp(value), count(*), 99.8)
        FROM area GROUP BY area"""
    )


@pytest.mark.parametrize("row", published.cases("means", "area"))
def test_a_published_mean_and_its_limits(found, row):
    columns = ("sum", "n", "sd", "mean", "lower95", "upper95", "lower99_8", "upper99_8")
    assert agreement.same(found[row["area"]], published.numbers(row, *columns))


@pytest.mark.parametrize("level", LEVELS)
def test_students_deviate_agrees_with_a_second_implementation(level):
    cases = [(degrees,) for degrees in [*range(1, 400), 10**3, 10**4, 10**6]]
    found = macros.each(f"macros.student_t(degrees, {level})", cases, "degrees")
    expected = [(intervals.student(*case, level),) for case in cases]
    assert agreement.differing(cases[:30], found[:30], expected[:30]) == [], "the table"
    assert agreement.differing(cases, found, expected, rel=1e-6) == [], "the expansion"


@pytest.mark.parametrize("level", LEVELS)
def test_means_agree_with_a_second_implementation(level):
    pick = random.Random(20160402)
    cases = [(5.0, 0.0, 8), (0.0, 1.0, 2), (-3.0, 1e-9, 2), (1e9, 1e9, 10**6), (5.0, 1.0, 1), (5.0, 1.0, 0)]
    cases += [
        (pick.uniform(-100, 100), pick.choice([0, 10 ** pick.uniform(-6, 6)]), pick.choice([pick.randint(2, 400), 10**4, 10**6]))
        for _ in range(10_000)
    ]
    expressions = f"macros.mean_lower(mean, sd, n, {level}), macros.mean_upper(mean, sd, n, {level})"
    found = macros.each(expressions, cases, "mean sd n")
    expected = [intervals.mean(*case, level) for case in cases]
    tiny = [1e-6 * abs(upper - lower) if lower is not None else 0 for lower, upper in expected]
    assert [
        (case, ours, theirs)
        for case, ours, theirs, allowed in zip(cases, found, expected, tiny, strict=True)
        if not agreement.same(ours, theirs, tiny=allowed)
    ] == []
