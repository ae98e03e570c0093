import re
from fractions import Fraction

import pandas as pd
import pytest

from pcdash import config
from pcdash.terms import formatting


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [
        (62.149, "%", "62.1%"),
        (0.0, "%", "0.0%"),
        (-0.04, "%", "0.0%"),
        (100.0, "%", "100.0%"),
        (1155.4, "patients", "1,155"),
        (24.34, "per 1,000", "24.3"),
        (0.03, "per 100,000", "0.03"),
        (-0.41, "percentage points", "-0.4 points"),
        (1234567.0, "people", "1,234,567"),
        (float("nan"), "%", "\u2013"),
        (float("inf"), "%", "\u2013"),
        (None, "%", "\u2013"),
    ],
)
def test_numbers_read_as_a_gp_writes_them(value, unit, text):
    assert formatting.number(value, unit) == text


@pytest.mark.parametrize(
    ("value", "places", "text"),
    [
        (100 * 147 / 560, 1, "26.3"),  # 26.25 exactly: Python's own formatting gives 26.2
        (0.25, 1, "0.3"),
        (-0.25, 1, "-0.3"),
        (100 * 1.005, 1, "100.5"),
        (2.675, 2, "2.68"),
        (0.5, 0, "1"),
        (1.5, 0, "2"),
        (1234.5, 0, "1,235"),
        (-0.04, 1, "0.0"),
        (26.2499, 1, "26.2"),
    ],
)
def test_halves_are_rounded_away_from_zero_as_nhs_tables_do(value, places, text):
    assert formatting.rounded(value, places) == text


def test_every_percentage_of_counts_to_a_thousand_is_rounded_as_fractions_are():
    for whole in range(1, 1001, 7):
        for part in range(0, whole + 1, 3):
            exact = (Fraction(2000 * part, whole) + 1) // 2  # tenths of a percent, halves up
            assert formatting.rounded(100 * part / whole, 1) == f"{exact // 10}.{exact % 10}"


@pytest.mark.parametrize(
    ("first", "second", "unit", "texts"),
    [
        (62.14, 62.11, "%", ("62.14%", "62.11%")),
        (62.14, 62.31, "%", ("62.1%", "62.3%")),
        (12.0, 12.004, "%", ("12.000%", "12.004%")),
        (12.2, 12.4, "people", ("12.2", "12.4")),
        (12.0, 12.0, "%", ("12.0%", "12.0%")),
        (12.0, 12.0000001, "%", ("12.0%", "12.0%")),
        (0.012, 0.014, "per 1,000", ("0.012", "0.014")),
        (12.0, None, "%", ("12.0%", "\u2013")),
    ],
)
def test_two_numbers_of_one_sentence_have_digits_enough_to_differ(first, second, unit, texts):
    places = formatting.places_apart(first, second, unit)
    assert (formatting.number(first, unit, places), formatting.number(second, unit, places)) == texts


def test_numbers_for_readers_are_rounded_in_one_place():
    """Python's formatting and `round` take the even digit of halves."""
    own = re.compile(r"\{[^{}]*:[,+]*\.\df\}|(?<![\w.])round\(|\.format\(.*\.\df")
    rooms = ("wording", "views", "exports", "ui", "queries")
    lines = [
        f"{path.name}: {line.strip()}"
        for room in rooms
        for path in (config.PROJECT / "pcdash" / room).rglob("*.py")
        for line in path.read_text(encoding="utf-8").splitlines()
        if own.search(line)
    ]
    allowed = ("imd_year", "group {place:.0f}", "judged / 20")
    assert [line for line in lines if not any(word in line for word in allowed)] == []


def test_an_estimate_carries_its_interval_or_stands_alone():
    assert formatting.estimate(62.1, 61.2, 62.9, "%") == "62.1% (61.2 to 62.9)"
    assert formatting.estimate(62.1, float("nan"), None, "%") == "62.1%"


def test_a_unit_is_said_only_where_the_number_does_not_carry_it():
    assert formatting.with_unit(7756, "patients") == "7,756 patients"
    assert formatting.with_unit(24.3, "per 1,000") == "24.3 per 1,000"
    assert formatting.with_unit(62.1, "%") == "62.1%"
    assert formatting.with_unit(float("nan"), "per 1,000") == "\u2013"


def test_days_and_periods_are_written_in_words():
    assert formatting.day(pd.Timestamp("2019-01-04")) == "4 January 2019"
    assert formatting.day(pd.NaT) == ""
    assert formatting.period("2026-07") == "July 2026"
    assert formatting.period("2014/15") == "2014/15"
    assert formatting.period("2013 - 15") == "2013 - 15"


@pytest.mark.parametrize(
    ("number", "text"), [(1, "1st"), (2, "2nd"), (3, "3rd"), (11, "11th"), (112, "112th"), (6188, "6,188th"), (22, "22nd")]
)
def test_ranks_are_ordinals(number, text):
    assert formatting.ordinal(number) == text


def test_lists_read_as_a_sentence():
    assert formatting.listed(["a", "b", "c"]) == "a, b and c"
    assert formatting.listed(["a"]) == "a"
    assert formatting.listed([]) == ""


def test_a_capital_first_letter_leaves_the_others_alone():
    assert formatting.capitalised("NHS sub-area (CCG)") == "NHS sub-area (CCG)" and formatting.capitalised("borough") == "Borough"
