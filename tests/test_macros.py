"""The SQL macros against published numbers and against a second implementation on random cases."""

import csv
import math
import random
from pathlib import Path

import duckdb
import pandas as pd
import pytest

from pcdash import schema
from tests import oracles

PUBLISHED = Path(__file__).parent / "published"
LEVELS = (95, 99.8)


@pytest.fixture(scope="module")
def sql():
    with duckdb.connect() as connection:
        schema.create(connection, ("00_tables", "10_macros"))
        yield connection


def ask(sql, expression: str, rows: list[tuple], names: str) -> list[tuple]:
    """The expression for every row of parameters, in order."""
    sql.register("parameter", pd.DataFrame(rows, columns=names.split(), dtype="float64").reset_index(names="place"))
    return [row[1:] for row in sql.execute(f"SELECT place, {expression} FROM parameter ORDER BY place").fetchall()]


def published(name: str) -> list[dict]:
    """Rows of a fixture of the reference implementations; each names where it was published."""
    with (PUBLISHED / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def named(rows: list[dict], *columns: str) -> list:
    """The rows as test parameters, each named by its columns."""
    return [pytest.param(row, id=" ".join(row[column] for column in columns)) for row in rows]


def number(text: str) -> float | None:
    return float(text) if text else None


def same(found: tuple, expected: tuple) -> bool:
    """Equal to 9 significant digits, NULL for NULL."""
    pairs = list(zip(found, expected, strict=True))
    return all(ours is theirs if theirs is None else ours == pytest.approx(theirs, rel=1e-9, abs=1e-12) for ours, theirs in pairs)


def test_wilson_limits_agree_with_a_second_implementation_on_ten_thousand_cases(sql):
    pick = random.Random(20140401)
    cases = [(0, 1), (1, 1), (0, 10**7), (10**7, 10**7), (1, 10**7), (5, 10), (45, 60)]
    while len(cases) < 10_000:
        people = int(10 ** pick.uniform(0, 7)) or 1
        cases.append((pick.choice([0, people, pick.randint(0, people), people * pick.random()]), people))
    for level in LEVELS:
        rows = ask(sql, f"macros.wilson_lower(x, n, {level}), macros.wilson_upper(x, n, {level})", cases, "x n")
        for (events, people), found in zip(cases, rows, strict=True):
            assert found == pytest.approx(oracles.wilson(events, people, level), rel=1e-9, abs=1e-12), (events, people, level)


def test_wilson_limits_are_exactly_zero_and_one_at_the_ends(sql):
    assert sql.execute("SELECT macros.wilson_lower(0, 10, 95), macros.wilson_upper(10, 10, 99.8)").fetchall()[0] == (0.0, 1.0)


@pytest.mark.parametrize(("x", "n"), [("NULL", "10"), ("3", "NULL"), ("0", "0"), ("11", "10"), ("-1", "10")])
def test_impossible_counts_have_no_interval(sql, x, n):
    assert sql.execute(f"SELECT macros.wilson_lower({x}, {n}, 95), macros.wilson_upper({x}, {n}, 95)").fetchall()[0] == (None, None)


def test_poisson_limits_agree_with_a_second_implementation(sql):
    pick = random.Random(20150401)
    cases = [(events,) for events in range(60)] + [(int(10 ** pick.uniform(1, 6)),) for _ in range(10_000)]
    for level in LEVELS:
        rows = ask(sql, f"macros.poisson_lower(x, {level}), macros.poisson_upper(x, {level})", cases, "x")
        for (events,), found in zip(cases, rows, strict=True):
            assert found == pytest.approx(oracles.poisson(events, level), rel=1e-9, abs=1e-9), (events, level)


def test_a_fraction_below_ten_events_has_no_exact_interval(sql):
    assert sql.execute("SELECT macros.poisson_lower(2.5, 95), macros.poisson_upper(2.5, 95)").fetchall()[0] == (None, None)


def test_a_ratio_over_nothing_is_null_and_never_infinite(sql):
    assert (
        sql.execute("SELECT macros.ratio(5, 0, 100), macros.ratio(0, 0, 100), macros.ratio(NULL, 4, 100)").fetchall()[0]
        == (None,) * 3
    )


@pytest.mark.parametrize("row", named([row for row in published("proportions") if row["outcome"] == "ok"], "case_id"))
def test_proportions_of_the_reference_implementation(sql, row):
    counts = [float(row["multiplier"]), float(row["x"]), float(row["n"])]
    for level, suffix in ((95, "95"), (99.8, "99_8")):
        expected = (number(row[f"lower{suffix}"]), number(row[f"upper{suffix}"]))
        if expected == (None, None):
            continue
        question = f"SELECT ? * macros.wilson_lower(?, ?, {level}), ? * macros.wilson_upper(?, ?, {level})"
        assert same(sql.execute(question, counts * 2).fetchall()[0], expected)


@pytest.mark.parametrize("row", named([row for row in published("rates") if row["outcome"] == "ok"], "case_id"))
def test_rates_of_the_reference_implementation(sql, row):
    multiplier, x, n = float(row["multiplier"]), float(row["x"]), float(row["n"])
    kind = "byar" if "applied directly" in row["method"] else "poisson"
    for level, suffix in ((95, "95"), (99.8, "99_8")):
        expected = (number(row[f"lower{suffix}"]), number(row[f"upper{suffix}"]))
        if expected == (None, None):
            continue
        question = f"SELECT ? * macros.{kind}_lower(?, {level}) / ?, ? * macros.{kind}_upper(?, {level}) / ?"
        assert same(sql.execute(question, [multiplier, x, n] * 2).fetchall()[0], expected)


@pytest.mark.parametrize("row", named(published("counts_ci"), "x", "confidence_pct", "method"))
def test_counts_of_the_reference_implementation(sql, row):
    kind = "byar" if row["method"].lower().startswith("byar") else "poisson"
    level = float(row["confidence_pct"])
    question = f"SELECT macros.{kind}_lower(?, {level:g}), macros.{kind}_upper(?, {level:g})"
    assert same(sql.execute(question, [float(row["x"])] * 2).fetchall()[0], (number(row["lower"]), number(row["upper"])))


INDEPENDENT_EVENTS = {row["area"] for row in published("dsr_inputs")} - {
    row["area"] for row in published("dsr_inputs") if row["event_frequency"] not in ("", "1")
}


@pytest.mark.parametrize("row", named([row for row in published("dsr") if row["area"] in INDEPENDENT_EVENTS], "area", "multiplier"))
def test_standardised_rates_of_the_reference_implementation(sql, row):
    bands = [
        (float(band["count_or_persons"] or 0), float(band["population"]), float(band["std_pop"]))
        for band in published("dsr_inputs")
        if band["area"] == row["area"]
    ]
    sql.execute("CREATE OR REPLACE TEMP TABLE band (o DOUBLE, n DOUBLE, w DOUBLE)")
    sql.executemany("INSERT INTO band VALUES (?, ?, ?)", bands)
    for level, suffix in ((95, "95"), (99.8, "99_8")):
        found = sql.execute(
            "SELECT macros.directly_standardised_rate(o, n, w, $m), "
            f"macros.directly_standardised_lower(o, n, w, $m, {level}), "
            f"macros.directly_standardised_upper(o, n, w, $m, {level}) FROM band",
            {"m": float(row["multiplier"])},
        ).fetchall()[0]
        assert same(found, (number(row["value"]), number(row[f"lower{suffix}"]), number(row[f"upper{suffix}"])))


@pytest.mark.parametrize("set_id", sorted({row["set_id"] for row in published("quantiles")}))
def test_quantiles_of_the_reference_implementation(sql, set_id):
    rows = [row for row in published("quantiles") if row["set_id"] == set_id]
    groups, order = int(rows[0]["n_quantiles"]), "DESC" if rows[0]["highest_value_is_quantile_1"] == "true" else "ASC"
    sql.execute("CREATE OR REPLACE TEMP TABLE area (place INTEGER, v DOUBLE)")
    sql.executemany("INSERT INTO area VALUES (?, ?)", [(place, number(row["value"])) for place, row in enumerate(rows)])
    found = dict(
        sql.execute(
            f"SELECT place, macros.quantile_of_rank(rank() OVER (ORDER BY v {order}), count(*) OVER (), {groups}) "
            "FROM area WHERE v IS NOT NULL"
        ).fetchall()
    )
    assert [found.get(place) for place in range(len(rows))] == [
        int(row["expected_quantile"]) if row["expected_quantile"] else None for row in rows
    ]


def test_directly_standardised_rates_agree_with_a_second_implementation(sql):
    pick = random.Random(20160401)
    for _ in range(300):
        bands = [(pick.randint(0, 40), pick.randint(50, 50_000), pick.randint(500, 7000)) for _ in range(pick.randint(2, 19))]
        sql.execute("CREATE OR REPLACE TEMP TABLE band (o DOUBLE, n DOUBLE, w DOUBLE)")
        sql.executemany("INSERT INTO band VALUES (?, ?, ?)", bands)
        for level in LEVELS:
            found = sql.execute(
                "SELECT macros.directly_standardised_rate(o, n, w, 100000), "
                f"macros.directly_standardised_lower(o, n, w, 100000, {level}), "
                f"macros.directly_standardised_upper(o, n, w, 100000, {level}) FROM band"
            ).fetchall()[0]
            expected = oracles.directly_standardised(bands, 100_000, level)
            assert found == ((None,) * 3 if expected is None else pytest.approx(expected, rel=1e-9)), bands


def test_groups_keep_ties_together(sql):
    pick = random.Random(20170401)
    for _ in range(300):
        values = [pick.choice([1.0, 2.0, 3.5, 4.0, pick.random()]) for _ in range(pick.randint(1, 40))]
        expected = oracles.quantile_of(values, 5)
        sql.execute("CREATE OR REPLACE TEMP TABLE area (place INTEGER, v DOUBLE)")
        sql.executemany("INSERT INTO area VALUES (?, ?)", list(enumerate(values)))
        found = sql.execute(
            "SELECT macros.quantile_of_rank(rank() OVER (ORDER BY v DESC), count(*) OVER (), 5) FROM area ORDER BY place"
        ).fetchall()
        assert [row[0] for row in found] == expected
        assert all(a == b for v, a in zip(values, expected, strict=True) for w, b in zip(values, expected, strict=True) if v == w)


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
def test_outcomes_follow_the_interval_and_the_direction(sql, value, lower, upper, comparator, polarity, expected):
    found = sql.execute("SELECT macros.outcome(?, ?, ?, ?, ?)", [value, lower, upper, comparator, polarity]).fetchall()[0][0]
    assert found == expected


def test_one_region_never_passes_for_england_and_one_absent_practice_hides_no_locality(sql):
    found = sql.execute(
        "SELECT macros.is_enough('england', 1137, 6188), macros.is_enough('england', 5900, 6188), "
        "macros.is_enough('locality', 5, 6), macros.is_enough('locality', 4, 6)"
    ).fetchall()[0]
    assert found == (False, True, True, False)


def test_exact_limits_are_chi_square_quantiles():
    lower, upper = oracles.poisson(3, 95)
    assert math.isclose(lower, 0.6186721228956, rel_tol=1e-9) and math.isclose(upper, 8.767273069742, rel_tol=1e-9)
