"""Numbers, intervals, dates and missing things as the words a reader sees. All rounding for display happens here."""

import math
from collections.abc import Mapping
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from itertools import repeat

from pcdash.terms.outcomes import STATES

_POINTS = {"percentage points": " points"}
MINUS = "\u2212"
_WHOLE_UNITS = {"people", "patients", "referrals"}


def is_missing(value: object) -> bool:
    """Whether a value from a frame stands for nothing: None, NaN or NaT."""
    return value is None or value != value


def capitalised(text: str) -> str:
    """The text with a capital first letter and all else as it is: NHS stays NHS."""
    return text[:1].upper() + text[1:]


def rounded(value: float, places: int) -> str:
    """`1,155`, `26.3`: the one way in which a number is rounded for a reader. Halves go away from zero, as in NHS tables.

    Python's own formatting would give half of them the even digit: 147 of 560 is 26.25%, printed 26.3%. The tenth decimal comes
    first, since a quotient that is a half may lie a little beside it.
    """
    text = f"{Decimal(f'{value:.10f}').quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP):,f}"
    return text.removeprefix("-") if float(text.replace(",", "")) == 0 else text


def number(value: float | None, unit: str = "", places: int | None = None) -> str:
    """`62.1%`, `1,155`, `24.3 per 1,000`, `-0.4 points`; an en dash for a missing value.

    `places` are decimals, of which a number has one (or none, of people) where it stands for itself: see `places_apart`.
    """
    if is_missing(value) or math.isinf(value):
        return "\u2013"
    if unit in _WHOLE_UNITS:
        return rounded(value, places or 0)
    text = rounded(value, places or 1)
    if text == "0.0" and unit != "%":
        text = rounded(value, 2).replace("0.00", "0.0")
    if unit == "%":
        return f"{text}%"
    return text + _POINTS.get(unit, "")


def places_apart(first: float | None, second: float | None, unit: str = "", most: int = 4) -> int | None:
    """The decimals with which two numbers that one sentence compares are told apart: never `from 12.0% to 12.0%`.

    None, which `number` takes for its usual, where that is enough, where the two are equal or one is missing, and where `most`
    would not tell them apart.
    """
    if is_missing(first) or is_missing(second) or first == second:
        return None
    tried = (None, *range(1, most + 1))
    return next((places for places in tried if number(first, unit, places) != number(second, unit, places)), None)


def with_unit(value: float | None, unit: str, places: int | None = None) -> str:
    """A number with its unit in words where the number alone does not carry it: `24.3 per 1,000`, `7,756 patients`."""
    text = number(value, unit, places)
    return text if unit == "%" or unit in _POINTS or text == "\u2013" else f"{text} {unit}"


def interval(lower: float | None, upper: float | None, unit: str = "") -> str:
    """`61.2 to 62.9`; empty where there is no interval."""
    if is_missing(lower) or is_missing(upper):
        return ""
    low, high = (number(limit, unit).removesuffix("%").removesuffix(" points") for limit in (lower, upper))
    return f"{low} to {high}"


def estimate(value: float | None, lower: float | None, upper: float | None, unit: str = "", places: int | None = None) -> str:
    """`62.1% (61.2 to 62.9)`, or without the bracket where there is no interval; `places` are the value's own."""
    limits = interval(lower, upper, unit)
    return f"{number(value, unit, places)} ({limits})" if limits else number(value, unit, places)


def estimates(rows: Mapping, unit: str | None = None, prefix: str = "") -> list[str]:
    """`estimate` of every row of a frame; without a `unit`, each in its own. `prefix` stands before the names of the columns."""
    figures = (rows[f"{prefix}{column}"] for column in ("value", "lower95", "upper95"))
    return [estimate(*each) for each in zip(*figures, rows["unit"] if unit is None else repeat(unit), strict=False)]


def estimates_or_states(rows: Mapping, unit: str | None = None) -> list[str]:
    """`estimates`, with the state in full where there is no value."""
    return [STATES.get(state, text) for state, text in zip(rows["state"], estimates(rows, unit), strict=True)]


def change(value: float | None, lower: float | None, upper: float | None) -> str:
    """`+12.7 (11.9 to 13.6)`: a change with its interval, its sign always written; empty where there is none."""
    if is_missing(value):
        return ""
    signs = [_signed(rounded(item, 1)) for item in (value, lower, upper) if not is_missing(item)]
    return f"{signs[0]} ({signs[1]} to {signs[2]})" if len(signs) == 3 else signs[0]


def _signed(text: str) -> str:
    return text.replace("-", MINUS) if text.startswith("-") else f"+{text}"


def count(value: float | None) -> str:
    """A whole number with thousands separated; an en dash for a missing one."""
    return "\u2013" if is_missing(value) else rounded(value, 0)


def counted(number_of: int, thing: str) -> str:
    """`1 indicator`, `1,155 indicators`: so many of a thing whose plural has an s."""
    return f"{number_of:,} {thing}{'' if number_of == 1 else 's'}"


def signed(value: float) -> str:
    """A whole number that may lie below zero, with a true minus sign."""
    return rounded(value, 0).replace("-", MINUS)


def day(value: object) -> str:
    """`4 January 2019`; empty for a missing date."""
    if is_missing(value):
        return ""
    value = value if isinstance(value, date) else value.to_pydatetime()
    return f"{value.day} {value:%B %Y}"


def period(label: str) -> str:
    """A period as a reader says it: months become `July 2026`, all others stay as the NHS writes them."""
    if len(label) == 7 and label[4] == "-" and label[5:].isdigit():
        return f"{date(int(label[:4]), int(label[5:]), 1):%B %Y}"
    return label


def span(first: str, last: str) -> str:
    """`March to May 2020`, `November 2019 to January 2020`, `2016/17 to 2017/18`: from one period to another, or the one."""
    if first == last:
        return period(first)
    start, end = period(first), period(last)
    month, _, year = start.partition(" ")
    return f"{month if year and end.endswith(year) and month.isalpha() else start} to {end}"


def ordinal(value: float) -> str:
    """`1st`, `22nd`, `113th`, with thousands separated."""
    whole = int(value)
    suffix = "th" if 10 <= whole % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(whole % 10, "th")
    return f"{whole:,}{suffix}"


def ranks(rows: Mapping) -> list[str]:
    """`3rd of 41` for every row of a frame with rank and of; empty where there is no rank."""
    pairs = zip(rows["rank"], rows["of"], strict=True)
    return ["" if is_missing(rank) else f"{ordinal(rank)} of {count(of)}" for rank, of in pairs]


def listed(words: list[str]) -> str:
    """`a`, `a and b`, `a, b and c`."""
    return " and ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)


def comparator(name: str, kind: str) -> str:
    """A comparator's name; of a count, what it is set against: the count that the comparator's rate would give an area its size."""
    return f"expected at the rate of {name}" if kind == "count" else name


def comparator_value(value: float | None, unit: str, kind: str, places: int | None = None) -> str:
    """A comparator's value in a table's cell, marked where it is a count that the comparator's rate would give."""
    return number(value, unit, places) + " at its rate" * (kind == "count" and not is_missing(value))
