"""What holds for every SQL macro: NULL stays NULL, nothing is divided by zero, and the examples of the headers are true."""

import math
import re

import pytest

from pcdash.build import schema
from tests import published
from tests.oracles import macros

# One ordinary call of each macro that works on values of a single row.
EXAMPLES = {
    "agreed_direction": ("'proportion'", "'higher_better'", "'All'"),
    "assurance": ("9.0", "4.0", "8.0", "'lower_better'"),
    "byar_lower": ("20.0", "95"),
    "byar_upper": ("20.0", "95"),
    "change_lower": ("60.0", "62.1", "65.0", "63.0"),
    "change_upper": ("60.0", "57.9", "65.0", "67.0"),
    "closer_lower": ("20.0", "95", "12.0"),
    "closer_upper": ("20.0", "95", "31.0"),
    "control_lower": ("'proportion'", "80.0", "200.0", "100.0", "95"),
    "control_upper": ("'crude_rate'", "80.0", "200.0", "100.0", "95"),
    "change_direction": ("5.0", "2.1", "7.9", "'higher_better'"),
    "direction_of": ("TRUE", "'higher_better'", "'better'", "'worse'", "'rise'", "'fall'"),
    "disclosed_count": ("13.0", "8.0", "5.0"),
    "exact_lower": ("20.0", "95"),
    "exact_upper": ("20.0", "95"),
    "funnel_ratio_lower": ("20.0", "95"),
    "funnel_ratio_upper": ("20.0", "95"),
    "funnel_share": ("0.8", "200.0", "95", "-1"),
    "is_enough": ("'england'", "5900.0", "6188.0"),
    "lower_limit": ("'proportion'", "75.0", "45.0", "60.0", "60.0", "100.0", "95"),
    "mean_lower": ("53.7", "20.98", "8.0", "95"),
    "mean_upper": ("53.7", "20.98", "8.0", "95"),
    "outcome": ("62.1", "61.2", "62.9", "60.0", "'higher_better'"),
    "outcome_of_intervals": ("3.0", "2.7", "3.1", "4.0", "3.5", "4.5", "'higher_better'"),
    "percentile_of_rank": ("2.0", "5.0"),
    "point_value": ("'proportion'", "45.0", "60.0", "100.0"),
    "poisson_at_most": ("3.0", "2.5"),
    "poisson_lower": ("9.0", "95"),
    "poisson_upper": ("9.0", "95"),
    "possible_limit": ("101.5", "'proportion'", "100.0"),
    "quantile_of_rank": ("3.0", "10.0", "5"),
    "ratio": ("45.0", "60.0", "100.0"),
    "reaches_category": ("6", "3", "9", "3"),
    "recent_trend": ("[1.0, 2, 3, 4, 5]", "[0.9, 1.9, 2.9, 3.9, 4.9]", "[1.1, 2.1, 3.1, 4.1, 5.1]"),
    "recent_trend_of_counts": ("[10.0, 20, 30, 40, 50]", "[90.0, 90, 90, 90, 90]"),
    "slopes_agree": ("[1.0, 2, 3, 4, 5]", "[1.0, 1, 1, 1, 1]"),
    "spine_position": ("60.0", "50.0", "20.0", "80.0", "'higher_better'"),
    "spine_scale": ("50.0", "20.0", "80.0", "'higher_better'"),
    "student_t": ("7.0", "95"),
    "trend_chi_square": ("[1.0, 2, 3, 4, 5]", "[1.0, 1, 1, 1, 1]"),
    "trend_chi_square_of_counts": ("[10.0, 20, 30, 40, 50]", "[90.0, 90, 90, 90, 90]"),
    "upper_limit": ("'crude_rate'", "75.0", "45.0", "60.0", "60.0", "100.0", "95"),
    "variation": ("'shift'", "'low'", "'lower_better'"),
    "weighted_slope": ("[1.0, 2, 3, 4, 5]", "[1.0, 1, 1, 1, 1]"),
    "wilson_lower": ("45.0", "60.0", "95"),
    "wilson_upper": ("45.0", "60.0", "95"),
    "years_lost": ("'60-64'", "75.0"),
    "z": ("95",),
}
OF_MANY_ROWS = {
    "between_areas",
    "directly_standardised_rate",
    "directly_standardised_lower",
    "directly_standardised_upper",
    "expected_events",
    "control_chart",
    "cusum",
    "life_expectancy",
    "slope_index",
}
# What a missing argument says where it is not "nothing is known".
ANSWERS_TO_NULL = {
    **{("agreed_direction", name): "higher_better" for name in ("kind", "category")},
    **{("outcome", name): "not_compared" for name in ("value", "lower_limit", "upper_limit", "comparator", "polarity")},
    **{
        ("outcome_of_intervals", name): "not_compared"
        for name in ("value", "lower_limit", "upper_limit", "comparator", "comparator_lower", "comparator_upper", "polarity")
    },
    ("lower_limit", "numerator"): "not read of a proportion",
    ("lower_limit", "denominator"): "not read of a proportion",
    ("upper_limit", "value"): "not read of a rate",
    ("upper_limit", "base"): "not read of a rate",
    ("reaches_category", "triggers"): True,
    ("reaches_category", "least_triggers"): True,
    ("reaches_category", "level_two_triggers"): False,
    ("reaches_category", "least_level_two"): False,
    **{("change_direction", name): "not_judged" for name in ("change", "lower_limit", "upper_limit")},
    ("direction_of", "rise"): "better",
    ("direction_of", "fall"): "better",
    ("direction_of", "worse"): "better",
    ("variation", "signal"): "common_cause",
    ("years_lost", "life_lost_to"): 1.0,
}
EXTREMES = ("0.0", "1e-9", "0.5", "1.0", "20.0", "1e9", "-1.0")
# Sums with one term per event: the callers never ask them for more than 1,000.
FEW = ("0.0", "1.0", "20.0", "999.0")
ITEMS = {item.name.removeprefix("macros."): item for item in schema.objects() if item.layer == "10_macros"}


def parameters(name: str) -> list[str]:
    return macros.ask(
        "SELECT parameters FROM duckdb_functions() WHERE schema_name = 'macros' AND function_name = $name", name=name
    )[0][0]


def call(name: str, arguments) -> str:
    return f"macros.{name}({', '.join(arguments)})"


def typed_null(example: str) -> str:
    kind = {"'": "VARCHAR", "[": "DOUBLE[]", "T": "BOOLEAN"}.get(example[0], "DOUBLE")
    return f"NULL::{kind}"


def test_every_macro_is_tried_here():
    # A code takes no argument; pooling takes relations, and has a file of its own (test_pooling).
    assert set(EXAMPLES) | OF_MANY_ROWS | {"england", "pooled"} == set(ITEMS), "give an ordinary call of the macro"


@pytest.mark.parametrize("name", EXAMPLES)
def test_a_missing_argument_gives_no_answer(name):
    names, arguments = parameters(name), EXAMPLES[name]
    calls = [
        call(name, [typed_null(other) if other_place == place else other for other_place, other in enumerate(arguments)])
        for place in range(len(arguments))
    ]
    ordinary, *answers = macros.ask(f"SELECT {call(name, arguments)}, {', '.join(calls)}")[0]
    assert ordinary is not None
    for parameter, answer in zip(names, answers, strict=True):
        allowed = ANSWERS_TO_NULL.get((name, parameter))
        assert answer == (ordinary if str(allowed).startswith("not read") else allowed), parameter


@pytest.mark.parametrize(
    "call",
    [
        "control_lower('crude_rate', 5, 0, 100, 95)",
        "control_upper('proportion', 5, 0, 100, 95)",
        "control_upper('crude_rate', 5, 10, 0, 95)",
        "disclosed_count(13, 8, 0)",
        "funnel_ratio_lower(0, 95)",
        "funnel_ratio_upper(0, 99.8)",
        "funnel_share(0.5, 0, 95, 1)",
        "lower_limit('proportion', 0, 0, 0, 0, 100, 95)",
        "lower_limit('proportion', 50, 5, 10, 10, 0, 95)",
        "upper_limit('crude_rate', 0, 0, 0, 0, 100, 95)",
        "mean_lower(5.0, 1.0, 0, 95)",
        "mean_upper(5.0, 1.0, 1, 95)",
        "percentile_of_rank(0, 0)",
        "point_value('proportion', 0, 0, 100)",
        "quantile_of_rank(1, 0, 5)",
        "quantile_of_rank(1, 0, 0)",
        "ratio(5, 0, 100)",
        "recent_trend([1.0, 2, 3, 4, 5], [1.0, 2, 3, 4, 5], [1.0, 2, 3, 4, 5])",
        "recent_trend_of_counts([0.0, 0, 0, 0, 0], [9.0, 9, 9, 9, 9])",
        "spine_position(60, 50, 50, 50, 'higher_better')",
        "trend_chi_square([1.0], [1.0])",
        "trend_chi_square_of_counts([0.0, 0], [9.0, 9])",
        "weighted_slope([1.0, 2], [0.0, 0])",
        "wilson_lower(0, 0, 95)",
        "wilson_upper(0, 0, 95)",
    ],
)
def test_a_division_by_zero_gives_no_answer(call):
    assert macros.ask(f"SELECT macros.{call}") == [(None,)]


@pytest.mark.parametrize("name", [name for name, example in EXAMPLES.items() if example[0][0] not in "[T"])
def test_no_answer_is_infinite_or_no_number_at_all(name):
    """Every numeric argument in turn none, tiny, one, some, huge, negative: all combinations."""
    few = name in ("poisson_at_most", "closer_lower", "closer_upper")
    choices = [
        [example] if parameter == "level" or example[0] in "'[" else FEW if few else EXTREMES
        for parameter, example in zip(parameters(name), EXAMPLES[name], strict=True)
    ]
    columns = [f"argument{place}" for place in range(len(choices))]
    every = " CROSS JOIN ".join(
        f"(SELECT unnest([{', '.join(options)}]::{typed_null(options[0]).removeprefix('NULL::')}[]) AS {column})"
        for column, options in zip(columns, choices, strict=True)
    )
    found = macros.ask(f"SELECT {', '.join(columns)}, {call(name, columns)} FROM {every}")
    assert [row for row in found if isinstance(row[-1], float) and not math.isfinite(row[-1])] == []


PRINTED = re.compile(r"(\w+)\(([^()]+)\) (?:=|is) ('?\w+\b(?:\.\d+)?)")
PROMISES = [
    pytest.param(f"macros.{name}({arguments})", answer, id=f"{name}({arguments})")
    for item in ITEMS.values()
    for name, arguments, answer in PRINTED.findall(item.comment)
    if name in ITEMS and not set(re.findall(r"\b[a-z]\w*\b", re.sub(r"'[^']*'", "", arguments))) - {"true", "false"}
]


@pytest.mark.parametrize(("asked", "printed"), PROMISES)
def test_the_example_in_a_macros_header_is_true(asked, printed):
    found = macros.ask(f"SELECT {asked}")[0][0]
    if re.fullmatch(r"[\d.]+", printed):
        assert f"{found:.{len(printed.partition('.')[2])}f}" == printed
    else:
        assert str(found).lower() == printed


def test_the_headers_give_examples():
    assert len(PROMISES) >= 20


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ("macros.poisson_lower(9, 95)", "9 events: 4.115 (exact)"),
        ("macros.poisson_upper(9, 95)", "9 events: 17.085 (exact)"),
        ("macros.poisson_lower(12, 95)", "12 events: 6.194 (Byar)"),
        ("macros.poisson_upper(12, 95)", "12 events: 20.963 (Byar)"),
        ("macros.change_lower(60, 62.1, 65, 63)", "limits 2.1"),
        ("macros.change_upper(60, 57.9, 65, 67)", "limits 2.1 and 7.9"),
        ("macros.quantile_of_rank(3, 10, 5)", "3rd of 10 areas in 5 groups: floor(6 - ceil(8 / 2)) = 2"),
        ("macros.outcome(62.1, 61.2, 62.9, 60.0, 'higher_better')", "62.1 (61.2 to 62.9) against 60.0, higher is better: better"),
        (
            "macros.outcome_of_intervals(3.0, 2.7, 4.1, 4.0, 3.5, 4.5, 'lower_better')",
            "3.0 (2.7 to 4.1) against 4.0 (3.5 to 4.5): similar",
        ),
        ("macros.assurance(9, 4, 8, 'lower_better')", "target 9 above limits 4 to 8 where low is good: consistently_passes"),
        ("macros.disclosed_count(13, 8, 5)", "13 becomes 15"),
    ],
)
def test_the_example_that_a_header_gives_in_words_is_true(asked, words):
    assert any(words in " ".join(item.comment.split()) for item in ITEMS.values())
    found = macros.ask(f"SELECT {asked}")[0][0]
    figures = re.findall(r"[\d.]*\d|\w+", words)
    assert any(str(found) == figure or same_to_its_digits(found, figure) for figure in figures), found


def same_to_its_digits(found, figure: str) -> bool:
    return isinstance(found, float) and f"{found:.{len(figure.partition('.')[2])}f}" == figure


def test_the_spread_between_areas_needs_two_of_them():
    spread = "SELECT macros.between_areas(value, error) FROM (VALUES {}) AS area(value, error)"
    assert macros.ask(spread.format("(5.0, 1.0)")) == [(None,)]
    assert macros.ask(spread.format("(5.0, 1.0), (9.0, 0.0), (7.0, NULL)")) == [(None,)]
    assert macros.ask(spread.format("(5.0, 1.0), (5.0, 1.0)")) == [(0.0,)]


def test_one_region_never_passes_for_england_and_one_absent_practice_hides_no_locality():
    found = macros.ask(
        "SELECT macros.is_enough('england', 1137, 6188), macros.is_enough('england', 5900, 6188), "
        "macros.is_enough('locality', 5, 6), macros.is_enough('locality', 4, 6)"
    )
    assert found == [(False, True, True, False)]


def test_every_published_file_is_held_against_the_macros():
    tests = "".join(path.read_text(encoding="utf-8") for path in published.FOLDER.parent.glob("**/test_*.py"))
    unused = {
        path.stem
        for path in published.FOLDER.glob("*.csv")
        if f"published.{path.stem}" not in tests and f'("{path.stem}"' not in tests
    }
    assert unused == {"strategy_indicators"}, "the catalogue is held against that one"
