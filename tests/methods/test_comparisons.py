"""Values beside their comparators: outcomes, control limits, changes, spine charts."""

import random

import pytest

from tests import published
from tests.oracles import agreement, comparisons, intervals, macros

POLARITIES = ("higher_better", "lower_better", "neutral")
POLARITY = """CASE polarity
    WHEN 'High is good' THEN 'higher_better' WHEN 'Low is good' THEN 'lower_better' WHEN 'No judgement' THEN 'neutral' END"""


@pytest.fixture(scope="module")
def found_outcomes():
    """By the method of the row; control limits stand for the comparator's interval, and the value for its own."""
    macros.database().execute(
        f"""CREATE OR REPLACE TABLE benchmark AS
        SELECT line, comparison_method AS method, value, lower95, upper95, benchmark_value, benchmark_lower95, benchmark_upper95,
            denominator, unit, {POLARITY} AS polarity,
            regexp_extract(comparison_method, '99.8% ([0-9.]+)-', 1) AS lower99_8,
            regexp_extract(comparison_method, '99.8% [0-9.]+-([0-9.]+)', 1) AS upper99_8,
            CASE method WHEN 'spc_proportion' THEN 'proportion' WHEN 'spc_rate' THEN 'crude_rate' END AS kind
        FROM published.benchmark"""
    )
    return macros.answers(
        """SELECT line,
            CASE
                WHEN method LIKE 'ci95_and%' AND outcome <> 'similar'
                    AND macros.outcome(value, lower99_8::DOUBLE, upper99_8::DOUBLE, benchmark_value, polarity) = outcome
                    THEN if(outcome = 'better', 'best', 'worst')
                ELSE outcome
            END
        FROM (
            SELECT *, CASE
                WHEN method = 'ci_vs_ci' THEN macros.outcome_of_intervals(
                    value, lower95, upper95, benchmark_value, benchmark_lower95, benchmark_upper95, polarity
                )
                WHEN kind IS NOT NULL THEN macros.outcome_of_intervals(
                    value, value, value, benchmark_value,
                    macros.control_lower(kind, benchmark_value, denominator, unit, 95),
                    macros.control_upper(kind, benchmark_value, denominator, unit, 95), polarity
                )
                ELSE macros.outcome(value, lower95, upper95, benchmark_value, polarity)
            END AS outcome
            FROM benchmark
        )"""
    )


@pytest.mark.parametrize("row", published.cases("benchmark", "case_id"))
def test_the_published_outcome_of_a_comparison(found_outcomes, row):
    assert found_outcomes[row["line"]] == (row["expected"].lower().replace(" ", "_"),)


@pytest.fixture(scope="module")
def found_spine():
    """Worst and best are the ends of the spine that the polarity makes them; so are their quartiles."""
    ends = {"worst": ("q0", "q4"), "worst_quartile": ("q1", "q3"), "best_quartile": ("q3", "q1"), "best": ("q4", "q0")}
    places = [f"if(polarity = 'Low is good', {low}, {high})" for high, low in ends.values()]
    columns = ["benchmark", "area_value", *places]
    positions = [f"macros.spine_position({column}, benchmark, q0, q4, {POLARITY})" for column in columns]
    return macros.answers(f"SELECT line, {', '.join(positions)} FROM published.spine")


@pytest.mark.parametrize("row", published.cases("spine", "case_id"))
def test_the_positions_on_a_spine_chart(found_spine, row):
    columns = ("pos_benchmark", "pos_area", "pos_worst", "pos_worst_quartile", "pos_best_quartile", "pos_best")
    assert agreement.same(found_spine[row["line"]], published.numbers(row, *columns))


def coarse(pick: random.Random) -> float | None:
    """A value on a grid of halves, so that many touch; sometimes none."""
    return None if pick.random() < 0.03 else pick.randint(-6, 6) / 2


def an_interval(pick: random.Random) -> tuple[float | None, float | None, float | None]:
    value, lower, upper = coarse(pick), coarse(pick), coarse(pick)
    if None in (value, lower, upper):
        return value, lower, upper
    return sorted((value, lower, upper))[1], min(value, lower, upper), max(value, lower, upper)


def test_outcomes_agree_with_a_second_implementation():
    pick = random.Random(20190401)
    cases = [(*an_interval(pick), coarse(pick), pick.choice([*POLARITIES, None])) for _ in range(10_000)]
    names = "value lower_limit upper_limit comparator polarity"
    found = macros.each(f"macros.outcome({', '.join(names.split())})", cases, names)
    assert agreement.differing(cases, found, [(comparisons.outcome(*case),) for case in cases]) == []


def test_outcomes_of_two_intervals_agree_with_a_second_implementation():
    pick = random.Random(20190402)
    cases = [(*an_interval(pick), *an_interval(pick), pick.choice([*POLARITIES, None])) for _ in range(10_000)]
    names = "value lower_limit upper_limit comparator comparator_lower comparator_upper polarity"
    found = macros.each(f"macros.outcome_of_intervals({', '.join(names.split())})", cases, names)
    assert agreement.differing(cases, found, [(comparisons.of_intervals(*case),) for case in cases]) == []


@pytest.mark.parametrize(
    ("value", "lower", "upper", "comparator", "polarity", "expected"),
    [
        (62.1, 61.2, 62.9, 60.0, "higher_better", "better"),
        (62.1, 61.2, 62.9, 60.0, "lower_better", "worse"),
        (62.1, 61.2, 62.9, 60.0, "neutral", "higher"),
        (58.0, 57.0, 59.0, 60.0, "neutral", "lower"),
        (62.1, 61.2, 62.9, 61.2, "higher_better", "similar"),
        (62.1, 61.2, 62.9, 62.9, "neutral", "similar"),
        (62.1, None, None, 60.0, "higher_better", "not_compared"),
        (None, None, None, 60.0, "higher_better", "not_compared"),
        (62.1, 61.2, 62.9, None, "higher_better", "not_compared"),
    ],
)
def test_outcomes_follow_the_interval_and_the_direction(value, lower, upper, comparator, polarity, expected):
    names = "value lower_limit upper_limit comparator polarity"
    case = (value, lower, upper, comparator, polarity)
    assert macros.each(f"macros.outcome({', '.join(names.split())})", [case], names) == [(expected,)]


@pytest.mark.parametrize("level", [95, 99.8])
@pytest.mark.parametrize(
    ("kind", "multiplier"), [("proportion", 100), ("crude_rate", 1000), ("directly_standardised_rate", 100_000)]
)
def test_control_limits_agree_with_a_second_implementation(kind, multiplier, level):
    pick = random.Random(20190403)
    cases = [(0.0, 10.0), (float(multiplier), 10.0), (multiplier / 2, 1.0), (1.0, 0.0), (-1.0, 10.0), (1e-6, 1.0), (50.0, 1e7)]
    cases += [(10 ** pick.uniform(-4, 0) * multiplier, float(int(10 ** pick.uniform(0, 5)))) for _ in range(10_000)]
    expressions = [f"macros.control_{side}('{kind}', comparator, people, {multiplier}, {level})" for side in ("lower", "upper")]
    found = macros.each(", ".join(expressions), cases, "comparator people")
    expected = [intervals.control(kind, comparator, people, multiplier, level) for comparator, people in cases]
    assert agreement.differing(cases, found, expected, rel=2e-6) == []


def test_limits_of_a_change_agree_with_a_second_implementation():
    pick = random.Random(20190404)
    cases = [(60.0, 57.9, 62.1, 65.0, 63.0, 67.0), (0.0, 0.0, 0.0, 0.0, 0.0, 0.0), (1e9, 0.0, 2e9, 1e-9, 0.0, 1.0)]
    while len(cases) < 10_000:
        then, now = (10 ** pick.uniform(-3, 5) for _ in range(2))
        widths = [pick.choice([0.0, pick.uniform(0, then), pick.uniform(0, now)]) for _ in range(4)]
        cases.append((then, then - widths[0], then + widths[1], now, now - widths[2], now + widths[3]))
    found = macros.each(
        "macros.change_lower(was, was_upper, now, now_lower), macros.change_upper(was, was_lower, now, now_upper)",
        cases,
        "was was_lower was_upper now now_lower now_upper",
    )
    expected = [intervals.change(case[0], case[1:3], case[3], case[4:]) for case in cases]
    assert agreement.differing(cases, found, expected, tiny=1e-9) == []


def test_positions_on_a_spine_chart_agree_with_a_second_implementation():
    pick = random.Random(20190405)
    cases = [(*(coarse(pick) for _ in range(4)), pick.choice([*POLARITIES, None])) for _ in range(10_000)]
    cases += [(1.0, 1.0, 1.0, 1.0, "neutral"), (1e12, 1e-12, -1e12, 1e12, "lower_better")]
    names = "value comparator lowest highest polarity"
    found = macros.each(f"macros.spine_position({', '.join(names.split())})", cases, names)
    expected = [(comparisons.spine_position(*case) if case[-1] is not None else None,) for case in cases]
    assert agreement.differing(cases, found, expected) == []
