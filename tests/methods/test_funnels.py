"""Funnel plots: the lines, and which points lie beyond them."""

import random

import pytest

from tests import published
from tests.oracles import agreement, intervals, macros

LEVELS = (95, 99.8)
PUBLISHED_DIGITS = {"rel": 1e-4, "tiny": 1e-6}


@pytest.fixture(scope="module")
def found_lines():
    shares = [f"macros.funnel_share(baseline_average, size, {level}, {side})" for level in LEVELS for side in (-1, 1)]
    ratios = [f"baseline_average * macros.funnel_ratio_{side}(size, {level})" for level in LEVELS for side in ("lower", "upper")]
    lines = [f"multiplier * if(statistic = 'proportion', {share}, {ratio})" for share, ratio in zip(shares, ratios, strict=True)]
    return macros.answers(f"SELECT line, {', '.join(lines)} FROM (SELECT *, population_or_events AS size FROM published.funnel)")


@pytest.mark.parametrize("row", published.cases("funnel", "statistic", "population_or_events"))
def test_the_published_lines_of_a_funnel(found_lines, row):
    expected = published.numbers(row, "lower_2s", "upper_2s", "lower_3s", "upper_3s")
    assert agreement.same(found_lines[row["line"]], expected, **PUBLISHED_DIGITS)


@pytest.fixture(scope="module")
def found_points():
    """Proportions: the baseline beyond Wilson's interval. Others: 1 beyond the interval of the events over those expected.

    A rate's population is what makes the printed rate of the events, but the given one where there are none.
    """
    beyond = " ".join(
        f"WHEN lower{suffix} > baseline THEN 'High ({tail})' WHEN upper{suffix} < baseline THEN 'Low ({tail})'"
        for suffix, tail in (("99_8", "0.001"), ("95", "0.025"))
    )
    limits = ", ".join(
        f"if(is_share, macros.wilson_{side}(x, n, {level}), macros.poisson_{side}(x, {level}) / n) AS {side}{suffix}"
        for level, suffix in ((95, "95"), (99.8, "99_8"))
        for side in ("lower", "upper")
    )
    return macros.answers(
        f"""WITH point AS (
            SELECT line, numerator_or_observed AS x, statistic = 'proportion' AS is_share,
                statistic = 'rate_dsr' AND x < 10 AS is_too_few,
                if(is_share, baseline_average, 1) AS baseline,
                CASE
                    WHEN statistic NOT LIKE 'rate%' THEN denominator_or_expected
                    WHEN x = 0 THEN baseline_average * denominator_or_expected
                    ELSE baseline_average * multiplier * x / rate
                END AS n
            FROM published.funnel_significance
        )
        SELECT line, CASE
            WHEN is_too_few THEN 'Not applicable for events less than 10 for dsrs' {beyond} ELSE 'Not significant' END
        FROM (SELECT *, {limits} FROM point)"""
    )


@pytest.mark.parametrize("row", published.cases("funnel_significance", "case_id"))
def test_the_published_significance_of_a_point(found_points, row):
    assert found_points[row["line"]] == (row["expected_significance"],)


@pytest.mark.parametrize("level", LEVELS)
def test_a_share_on_the_line_has_the_baseline_as_its_limit(level):
    """The lower line: whose upper limit is the baseline. Where a line ends at none or all, not even that is beyond chance."""
    pick = random.Random(20210401)
    cases = [(0.5, 1.0), (0.5, 1e9), (1e-6, 10.0), (1 - 1e-6, 10.0)]
    cases += [
        (pick.choice([pick.random(), 10 ** pick.uniform(-4, 0)]), float(int(10 ** pick.uniform(0, 6)))) for _ in range(10_000)
    ]
    lines = macros.each(
        f"macros.funnel_share(baseline, n, {level}, -1), macros.funnel_share(baseline, n, {level}, 1)", cases, "baseline n"
    )
    for (baseline, people), (below, above) in zip(cases, lines, strict=True):
        of_below, of_above = (intervals.wilson(share * people, people, level) for share in (below, above))
        assert agreement.same((of_below[1],), (baseline,)) or (below == 0 and of_below[1] > baseline), (baseline, people)
        assert agreement.same((of_above[0],), (baseline,)) or (above == 1 and of_above[0] < baseline), (baseline, people)


@pytest.mark.parametrize("baseline", [0, 1])
def test_where_none_or_all_are_expected_the_lines_are_there(baseline):
    assert macros.each(
        "macros.funnel_share(baseline, 10, 95, -1), macros.funnel_share(baseline, 10, 95, 1)", [(baseline,)], "baseline"
    ) == [(baseline, baseline)]


@pytest.mark.parametrize("level", LEVELS)
def test_lines_of_ratios_agree_with_a_second_implementation(level):
    pick = random.Random(20210402)
    cases = [(events,) for events in [*range(1, 1002), 10**6]] + [(int(10 ** pick.uniform(0, 5)),) for _ in range(10_000)]
    found = macros.each(f"macros.funnel_ratio_lower(x, {level}), macros.funnel_ratio_upper(x, {level})", cases, "x")
    expected = []
    for (events,) in cases:
        lower, upper = intervals.exact_or_byar(events, level)
        expected.append((events / upper, events / lower))
    assert agreement.differing(cases, found, expected, rel=2e-6) == []
