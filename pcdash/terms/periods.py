"""Periods as the NHS writes them: `2014/15`, `2015`, `2013 - 15`, `2025 Q1`, `2025-10`.

A period label is the key of a period everywhere: in files, tables, marts and addresses. This module is the only place that
knows how labels are read, which days they cover, and how other spellings turn into them.
"""

import calendar
import re
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import date

FORMS = "2014/15, 2015, 2013 - 15, 2025 Q1 or 2025-10"
# Years that a period may span: publishers pool up to ten; a label such as 2022 - 20 is a slip, not a century.
_LONGEST = 20
_MONTHS = {name.lower(): number for number, name in enumerate(calendar.month_abbr) if name}


@dataclass(frozen=True)
class Period:
    """A label with the first and last day that it covers. `kind` tells which periods make one series."""

    label: str
    kind: str
    start: date
    end: date


def parse(label: str) -> Period:
    """The period of a label in the dashboard's own spelling. Raises ValueError for any other text; `read` knows more spellings."""
    if (match := re.fullmatch(r"(\d{4})/(\d{2})", label)) and (int(match[1]) + 1) % 100 == int(match[2]):
        first = int(match[1])
        return Period(label, "financial_year", date(first, 4, 1), date(first + 1, 3, 31))
    if re.fullmatch(r"\d{4}", label):
        return Period(label, "calendar_year", date(int(label), 1, 1), date(int(label), 12, 31))
    if match := re.fullmatch(r"(\d{4}) - (\d{2})", label):
        first, last = int(match[1]), _year(match[2], int(match[1]))
        if first < last < first + _LONGEST:
            return Period(label, "pooled_years", date(first, 1, 1), date(last, 12, 31))
    if match := re.fullmatch(r"(\d{4})/(\d{2}) - (\d{2})/(\d{2})", label):
        first, last = int(match[1]), _year(match[3], int(match[1]))
        if first < last < first + _LONGEST and (first + 1) % 100 == int(match[2]) and (last + 1) % 100 == int(match[4]):
            return Period(label, "pooled_financial_years", date(first, 4, 1), date(last + 1, 3, 31))
    if match := re.fullmatch(r"(\d{4}) Q([1-4])", label):
        year, month = int(match[1]), 3 * int(match[2])
        return Period(label, "quarter", date(year, month - 2, 1), _month_end(year, month))
    if (match := re.fullmatch(r"(\d{4})-(\d{2})", label)) and 1 <= int(match[2]) <= 12:
        year, month = int(match[1]), int(match[2])
        return Period(label, "month", date(year, month, 1), _month_end(year, month))
    raise ValueError(f"'{label}' is not a period; write {FORMS}")


def read(text: str, *, among_financial_years: bool = False) -> str:
    """The label of the period that a published text names, in any spelling that has one meaning.

    Financial years: `2022/23`, `2022-23`, `2022/2023`; several years: `2013 - 15`, `2013-15`, `2019/20 - 21/22`; quarters:
    `2025 Q1`, of a financial year `2023/24 Q1`; months: `2025-10`, `Oct 2025`. `2011-12` is a financial year among financial years
    and elsewhere either that or a month. Raises ValueError, naming the accepted forms, for that and for anything else.
    """
    text = " ".join(text.replace("\u2013", "-").split())
    if match := re.fullmatch(r"(\d{4})[-/](?:20|19)?(\d{2})", text):
        first, second = int(match[1]), int(match[2])
        could_be_month = re.fullmatch(r"\d{4}-(0[1-9]|1[0-2])", text) is not None
        if (first + 1) % 100 == second:
            if could_be_month and not among_financial_years:
                raise ValueError(f"a text such as 2011-12 is a financial year or a month; write {FORMS}")
            return financial_year(first)
        if "-" in text and not could_be_month:
            text = f"{first} - {match[2]}"
    if match := re.fullmatch(r"(\d{4}) ?- ?(?:20|19)?(\d{2})", text) if " " in text else None:
        text = f"{match[1]} - {match[2]}"
    if match := re.fullmatch(r"(\d{4})/(?:20|19)?(\d{2}) ?- ?(?:20|19)?(\d{2})/(?:20|19)?(\d{2})", text):
        text = f"{match[1]}/{match[2]} - {match[3]}/{match[4]}"
    if match := re.fullmatch(r"(\d{4}) ?Q([1-4])", text):
        text = f"{match[1]} Q{match[2]}"
    if (match := re.fullmatch(r"(\d{4})[/-](\d{2}) ?Q([1-4])", text)) and (int(match[1]) + 1) % 100 == int(match[2]):
        year, quarter = int(match[1]), int(match[3])
        text = f"{year} Q{quarter + 1}" if quarter < 4 else f"{year + 1} Q1"
    text = re.sub(r"^(\d{4}) ([A-Za-z]{3,})$", r"\2 \1", text)
    if (match := re.fullmatch(r"([A-Za-z]{3})[a-z]*[ -](\d{4})", text)) and match[1].lower() in _MONTHS:
        text = f"{match[2]}-{_MONTHS[match[1].lower()]:02}"
    return parse(text).label


def read_all(texts: Iterable[str]) -> dict[str, str]:
    """The label of each text of one file's column; a text that names no period, or may name two, is left out.

    A file whose every other period is a financial year means one by `2011-12` too.
    """
    labels, unclear = {}, []
    for text in set(texts):
        try:
            labels[text] = read(text)
        except ValueError:
            unclear.append(text)
    if labels and all(parse(label).kind == "financial_year" for label in labels.values()):
        for text in unclear:
            with suppress(ValueError):
                labels[text] = read(text, among_financial_years=True)
    return labels


def months_between(earlier: Period, later: Period) -> int:
    """Months from the beginning of one period to that of another."""
    return 12 * (later.start.year - earlier.start.year) + later.start.month - earlier.start.month


def later(label: str, months: int) -> str:
    """The period of the same kind and length that begins so many months later (before, where below 0), by its label.

    `2020-02` and 1 month is `2020-03`, `2013 - 15` and 12 months `2014 - 16`. Years move by whole years, quarters by quarters.
    """
    period = parse(label)
    years, month = divmod(period.start.month - 1 + months, 12)
    first, last = period.start.year + years, period.end.year + years
    return {
        "month": f"{first}-{month + 1:02}",
        "quarter": f"{first} Q{month // 3 + 1}",
        "calendar_year": f"{first}",
        "financial_year": financial_year(first),
        "pooled_years": f"{first} - {last % 100:02}",
        "pooled_financial_years": f"{financial_year(first)} - {financial_year(last - 1)[2:]}",
    }[period.kind]


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


def _year(last_digits: str, after: int) -> int:
    """The year not before another that ends in two digits."""
    year = after - after % 100 + int(last_digits)
    return year + 100 if year < after else year


def _month_end(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])
