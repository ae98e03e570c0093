"""Periods as the NHS writes them: `2014/15`, `2015`, `2013 - 15`, `2025 Q1`, `2025-10`.

A period label is the key of a period everywhere: in files, tables, marts and addresses. This module is the only place that
knows how labels are read, which days they cover, and how other spellings turn into them.
"""

import calendar
import re
from dataclasses import dataclass
from datetime import date

_MONTHS = {name.lower(): number for number, name in enumerate(calendar.month_abbr) if name}


@dataclass(frozen=True)
class Period:
    """A label with the first and last day that it covers. `kind` tells which periods make one series."""

    label: str
    kind: str
    start: date
    end: date


def parse(label: str) -> Period:
    """The period that a label names. Raises ValueError, naming the label and the accepted forms, for anything else."""
    text = label.strip()
    if match := re.fullmatch(r"(\d{4})/(\d{2})", text):
        first = int(match[1])
        if (first + 1) % 100 == int(match[2]):
            return Period(text, "financial_year", date(first, 4, 1), date(first + 1, 3, 31))
    if re.fullmatch(r"\d{4}", text):
        return Period(text, "calendar_year", date(int(text), 1, 1), date(int(text), 12, 31))
    # Without blanks, 2013-15 would be the fifteenth month of 2013 and 2011-12 is its December.
    if (match := re.fullmatch(r"(\d{4}) ?- ?(\d{2})", text)) and (" " in text or int(match[2]) > 12):
        first, last = int(match[1]), int(match[1][:2] + match[2])
        last += 100 if last < first else 0
        if last > first:
            return Period(f"{match[1]} - {match[2]}", "pooled_years", date(first, 1, 1), date(last, 12, 31))
    if match := re.fullmatch(r"(\d{4}) ?Q([1-4])", text):
        year, month = int(match[1]), 3 * int(match[2])
        return Period(f"{match[1]} Q{match[2]}", "quarter", date(year, month - 2, 1), _month_end(year, month))
    if match := re.fullmatch(r"(\d{4})-(\d{2})", text):
        year, month = int(match[1]), int(match[2])
        if 1 <= month <= 12:
            return Period(text, "month", date(year, month, 1), _month_end(year, month))
    raise ValueError(f"'{label}' is not a period; write 2014/15, 2015, 2013 - 15, 2025 Q1 or 2025-10")


def financial_year(first: int) -> str:
    """`2014` -> `2014/15`."""
    return f"{first}/{(first + 1) % 100:02}"


def financial_year_in(text: str) -> str | None:
    """The financial year that a file or folder name carries (`_2425`, `2022-23`, `qof-1819`, `201718`), or None."""
    for match in re.finditer(r"(?<!\d)(?:20)?(\d{2})[-_/]?(?:20)?(\d{2})(?!\d)", text):
        first, second = int(match[1]), int(match[2])
        if (first + 1) % 100 == second and first >= 4:
            return financial_year(2000 + first)
    return None


def published_date(text: str) -> date | None:
    """A date as NHS files write it: `20210401`, `01JAN2021`, `01-Sep-20`, `2026-07-01`, `31/03/2024`; None if it is none."""
    text = text.strip()
    if match := re.fullmatch(r"(\d{4})-?(\d{2})-?(\d{2})(?:\.0|[ T]00:00:00)?", text):
        parts = int(match[1]), int(match[2]), int(match[3])
    elif match := re.fullmatch(r"(\d{1,2})[-/ ]?([A-Za-z]{3})[a-z]*[-/ ]?(\d{4}|\d{2})", text):
        year = int(match[3]) + (2000 if len(match[3]) == 2 else 0)
        parts = year, _MONTHS.get(match[2].lower(), 0), int(match[1])
    elif match := re.fullmatch(r"(\d{2})/(\d{2})/(\d{4})", text):
        parts = int(match[3]), int(match[2]), int(match[1])
    else:
        return None
    try:
        return date(*parts)
    except ValueError:
        return None


def month_of(day: date) -> str:
    """The month a snapshot was taken in, as a period label: 1 July 2026 -> `2026-07`."""
    return f"{day:%Y-%m}"


def _month_end(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])
