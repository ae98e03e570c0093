"""Funnel plots: the lines, which points lie beyond them, and that those are the points whose comparison differs."""

import math
import random

import pytest

from tests import published
from tests.oracles import agreement, intervals, macros

LEVELS = (95, 99.8)
# A line's own name, and the limit of the events that it turns on.
LOWER, UPPER = ("lower", "upper"), ("upper", "lower")
PUBLISHED_DIGITS = {"rel": 1e-4, "tiny": 1e-6}


@pytest.fixture(scope="module")
def reference_lines():
    """Ratios by exact limits, as the reference draws them, though it judges points by Byar's from 10 events."""
    return lines_of("size / macros.exact_{side[1]}(size, {level})")


@pytest.fixture(scope="module")
def found_lines():
    return lines_of("macros.funnel_ratio_{side[0]}(size, {level})")


def lines_of(ratio: str) -> dict:
    """The lines of the published funnels; `ratio` is the line of observed over expected, by side, size and level."""
    shares = [f"macros.funnel_share(baseline_average, size, {level}, {side})" for level in LEVELS for side in (-1, 1)]
    ratios = [f"baseline_average * {ratio.format(side=side, level=level)}" for level in LEVELS for side in (LOWER, UPPER)]
    lines = [f"multiplier * if(statistic = 'proportion', {share}, {ratio})" for share, ratio in zip(shares, ratios, strict=True)]
    return macros.answers(f"SELECT line, {', '.join(lines)} FROM (SELECT *, population_or_events AS size FROM published.funnel)")


@pytest.mark.parametrize("row", published.cases("funnel", "statistic", "population_or_events"))
def test_the_published_lines_of_a_funnel(reference_lines, found_lines, row):
    """Ours are the published ones but for ratios from 10 events, which follow Byar's limits: within 1.5% of them there."""
    expected = published.numbers(row, "lower_2s", "upper_2s", "lower_3s", "upper_3s")
    is_byars = row["statistic"] != "proportion" and float(row["population_or_events"]) >= 10
    assert agreement.same(reference_lines[row["line"]], expected, **PUBLISHED_DIGITS)
    assert agreement.same(found_lines[row["line"]], expected, **PUBLISHED_DIGITS | ({"rel": 0.015} if is_byars else {}))


def significance_of(limit: str, high: str, low: str) -> dict:
    """Of the published points: `limit` by side and level, and what makes a point high or low by its limits.

    A rate's population is what makes the printed rate of the events, but the given one where there are none.
    """
    beyond = " ".join(
        f"WHEN {high.format(suffix)} THEN 'High ({tail})' WHEN {low.format(suffix)} THEN 'Low ({tail})'"
        for suffix, tail in (("99_8", "0.001"), ("95", "0.025"))
    )
    limits = ", ".join(
        f"{limit.format(side=side, number=number, level=level)} AS {side}{suffix}"
        for level, suffix in ((95, "95"), (99.8, "99_8"))
        for side, number in (("lower", -1), ("upper", 1))
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


@pytest.fixture(scope="module")
def found_outcomes():
    """Proportions: the baseline beyond Wilson's interval. Others: 1 beyond the interval of the events over those expected."""
    limit = "if(is_share, macros.wilson_{side}(x, n, {level}), macros.poisson_{side}(x, {level}) / n)"
    return significance_of(limit, high="lower{} > baseline", low="upper{} < baseline")


@pytest.fixture(scope="module")
def found_beyond():
    line = "if(is_share, macros.funnel_share(baseline, n, {level}, {number}), macros.funnel_ratio_{side}(x, {level}))"
    return significance_of(line, high="x / n > upper{}", low="x / n < lower{}")


@pytest.mark.parametrize("row", published.cases("funnel_significance", "case_id"))
def test_the_published_significance_of_a_point(found_outcomes, found_beyond, row):
    """By its interval, and by the line that it lies beyond: the same, but that no event has no line."""
    assert found_outcomes[row["line"]] == (row["expected_significance"],)
    if float(row["numerator_or_observed"]) > 0:
        assert found_beyond[row["line"]] == (row["expected_significance"],)


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
    cases = [(events,) for events in [*range(1, 1002), 10**6]] + [(int(10 ** pick.uniform(0, 5)),) for _ in range(1_000)]
    found = macros.each(f"macros.funnel_ratio_lower(x, {level}), macros.funnel_ratio_upper(x, {level})", cases, "x")
    of_events = {events: intervals.funnel(False, 1.0, events, level) for (events,) in cases}
    assert agreement.differing(cases, found, [of_events[events] for (events,) in cases]) == []


@pytest.mark.parametrize("level", LEVELS)
def test_lines_of_shares_agree_with_a_second_implementation(level):
    pick = random.Random(20210403)
    cases = [(pick.uniform(0.001, 0.999), pick.choice([10 ** pick.uniform(0, 5), pick.randint(1, 500)])) for _ in range(2_000)]
    found = macros.each(
        f"macros.funnel_share(baseline, n, {level}, -1), macros.funnel_share(baseline, n, {level}, 1)", cases, "baseline n"
    )
    assert agreement.differing(cases, found, [intervals.funnel(True, *case, level) for case in cases]) == []


def a_share(pick: random.Random, level: float) -> tuple[float, float, float]:
    """Size, value and comparator: nobody, everybody, or any share, of few and of many, often very close to a line."""
    people = pick.choice([pick.randint(1, 60), int(10 ** pick.uniform(0, 6)), 10 ** pick.uniform(0, 4)])
    value = pick.choice([0.0, 1.0, pick.random(), pick.randint(0, math.ceil(people)) / math.ceil(people)])
    near = pick.choice(intervals.wilson(people if value == 1 else value * people, people, level))
    return people, value, pick.choice([0.0, 1.0, value, pick.random(), max(0.0, min(1.0, _close_to(near, pick)))])


def a_ratio(pick: random.Random, level: float) -> tuple[float, float, float]:
    """As a_share: any count from 1, most of them where exact limits give way to Byar's, and fractions from there on."""
    events = pick.choice([pick.randint(1, 9), 9, 10, pick.randint(10, 30), 999, 1000, 10 ** pick.uniform(1, 5)])
    value = events / (events * 10 ** pick.uniform(-1, 1))
    near = pick.choice(intervals.interval(False, events, value, level))
    return events, value, pick.choice([0.0, value, value * 10 ** pick.uniform(-1, 1), _close_to(near, pick)])


def _close_to(limit: float, pick: random.Random) -> float:
    return limit * (1 + pick.choice([-1, 1]) * 10 ** pick.uniform(-7, -1))


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize(("kind", "case_of"), [("proportion", a_share), ("crude_rate", a_ratio)])
def test_a_point_lies_outside_its_line_exactly_where_its_outcome_differs(kind, case_of, level):
    """40,000 cases of each, by the macros that the marts are made of; the outcome is that of plain Python as well."""
    pick = random.Random(20210404)
    cases = [case_of(pick, level) for _ in range(40_000)]
    is_share = kind == "proportion"
    limits = (f"macros.{side}_limit('{kind}', 100 * value, size, size / value, size, 100, {level})" for side in ("lower", "upper"))
    ratios = (f"comparator * macros.funnel_ratio_{side}(size, {level})" for side in ("lower", "upper"))
    shares = (f"macros.funnel_share(comparator, size, {level}, {side})" for side in (-1, 1))
    lower, upper = shares if is_share else ratios
    found = macros.each(
        f"macros.outcome(100 * value, {', '.join(limits)}, 100 * comparator, 'neutral'), "
        f"CASE WHEN value > {upper} THEN 'higher' WHEN value < {lower} THEN 'lower' ELSE 'similar' END",
        cases,
        "size value comparator",
    )
    expected = [(intervals.outcome(is_share, size, value, level, comparator),) * 2 for size, value, comparator in cases]
    assert {outcome for outcome, _ in expected} == {"higher", "similar", "lower"}
    assert agreement.differing(cases, found, expected) == []


@pytest.mark.parametrize("level", LEVELS)
def test_no_event_has_an_outcome_and_no_line(level):
    """0 of few expected is like them, 0 of many is lower; a line of ratios begins at one event."""
    highest = -math.log(intervals.tail(level))
    cases = [(expected, highest / expected) for expected in (1.0, highest * (1 - 1e-9), highest * (1 + 1e-9), 50.0)]
    found = macros.each(
        f"macros.outcome(0, macros.lower_limit('ratio', 0, 0, expected, expected, 1, {level}), "
        f"macros.upper_limit('ratio', 0, 0, expected, expected, 1, {level}), 1, 'neutral'), "
        f"macros.funnel_ratio_lower(0, {level}), macros.funnel_ratio_upper(0, {level})",
        cases,
        "expected upper_limit",
    )
    assert found == [("similar" if upper_limit >= 1 else "lower", None, None) for _, upper_limit in cases]
