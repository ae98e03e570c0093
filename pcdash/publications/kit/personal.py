"""Data about persons: a file that seems to hold any is refused as a whole, and nothing of it is repeated or kept.

What publishers print is known to hold none: of their files only the headings are looked at. What people fill in, and what nobody
recognises, is looked through. Organisations have postcodes, names and days on which they opened too, and telephone numbers have
ten digits: headings and the organisation's code at the start of a row tell them apart.
"""

import re
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from itertools import islice

from pcdash.errors import PersonalDataError, SourceError
from pcdash.publications.kit.file import PublishedFile
from pcdash.publications.kit.rows import as_text

# Rows of an unknown file that are looked through: none of it is kept anyway.
_ENOUGH = 100_000
# Rows at the top in which headings may stand.
_TITLES = 20
_COLUMN = "a column of names, births or NHS numbers"
_IDENTITY = (
    r"nhs ?(?:number|no|num)|date of birth|birth ?date|dob|d o b|sur ?name|fore ?names?"
    r"|(?:first|last|given|family|middle|maiden) ?names?|(?:patient|client) ?s? ?names?"
)
_PERSONAL_HEADING = re.compile(rf"(?:(?:patient|client|person|child) ?s? ?)?(?:{_IDENTITY})(?: of patient)?(?: (?:dd|mm|yy|yyyy))*")
_TEN_DIGITS = re.compile(r"(?<![\w.])(?<!\d-)\d{3}[ -]?\d{3}[ -]?\d{4}(?!\w|[.-]\d)")
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*"
_YEAR = r"(?:19|20)\d\d"
_DAY = (
    rf"(?:\d{{1,2}}[/.-]\d{{1,2}}[/.-](?:{_YEAR}|\d\d)|\d{{1,2}}(?:st|nd|rd|th)?[ -]?{_MONTH}[ -]?(?:{_YEAR}|\d\d)"
    rf"|{_YEAR}-\d\d-\d\d|{_YEAR}(?:0\d|1[0-2])[0-3]\d)(?: 00:00(?::00)?)?"
)
_A_DAY = re.compile(rf"(?<![\w./-]){_DAY}(?![\w/-])", re.IGNORECASE)
_BIRTH = re.compile(rf"\b(?:born|dob|d\.o\.b|date of birth|birth ?date)\b\W*(?:(?:on|is|was)\W+)?{_DAY}(?![\w/-])", re.IGNORECASE)
_POSTCODE = re.compile(r"(?<!\w)[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}(?!\w)", re.IGNORECASE)
_WORD = r"[A-Z][A-Za-z'\u2019-]+"
_PERSON = re.compile(
    rf"(?:(?:Mr|Mrs|Ms|Miss|Mx|Master)\.? )?{_WORD},?(?: [A-Z]\.?)?(?: {_WORD}){{1,2}}(?: \((?:Mr|Mrs|Ms|Miss|Mx)\))?"
)
_NAME_HEADING = re.compile(r"(?:full |patient |client |person )?name|patient|client|person")
_ORGANISATION = re.compile(
    r"\b(?:surger|practi[cs]e|health|medical|cent(?:re|er)\b|clinic|hospital|group\b|partner|nhs\b|trust\b|council|care\b|service|"
    r"pharmac|borough|county|region|england|london|(?:north|south|east|west)\b|of\b|and\b|the\b|total|unknown|road\b|house\b|direct\b)",
    re.IGNORECASE,
)
_CODE_OF_ORGANISATION = re.compile(r"[A-Z][A-Z0-9]{2,8}|\d{2}[A-Z]|\d-\d+|[A-Z]\d{8}")
_NO_DAY_OF_A_PERSON = re.compile(
    r"\b(?:open|clos|start|end\b|join|left\b|effective|operation|publi|extract|inspect|updat|rating|regist|from\b|to\b|report|amend|"
    r"month|period|year|week|quarter|census|date$)",
)
_NO_NUMBER_OF_A_PERSON = re.compile(r"phone|\btel\b|\bfax\b|uprn|usrn")


def require_none(file: PublishedFile, *, is_published: bool, numbers: tuple[str, ...] = ()) -> None:
    """Raises PersonalDataError where the file seems to hold data about persons; says what kind and in which row, never what.

    Of a file that `is_published` only the header is looked at. `numbers` are the columns that hold figures.
    """
    if any(map(_is_personal, file.header)):
        raise _refusal(file, _COLUMN, 1)
    if is_published:
        return
    found, valid, first = Counter(), Counter(), {}
    headings: list[str] | None = None
    for number, cells in _rows(file, most=None if numbers else _ENOUGH):
        if number <= _TITLES and any(map(_is_personal, cells)):
            raise _refusal(file, _COLUMN, number)
        if headings is None and sum(cell != "" for cell in cells) > 1:
            headings = [] if re.search(r"\d", "".join(cells)) else [_plain(cell) for cell in cells]
        row = " | ".join(cells)
        if _A_DAY.search(row) and (kind := _of_a_person(cells, headings or [])):
            raise _refusal(file, kind, number)
        if _TEN_DIGITS.search(row):
            for column, cell in enumerate(cells):
                heading = _at(headings, column)
                if heading.replace(" ", "_") in numbers or _NO_NUMBER_OF_A_PERSON.search(heading):
                    continue
                for digits in _TEN_DIGITS.findall(cell):
                    found[column] += 1
                    if is_nhs_number(digits):
                        valid[column] += 1
                        first.setdefault(column, number)
    # One in eleven of any ten digits would pass for an NHS number; where they are NHS numbers, most do.
    if rows := [row for column, row in first.items() if 2 * valid[column] >= found[column]]:
        raise _refusal(file, "an NHS number", min(rows))


def is_nhs_number(digits: str) -> bool:
    """Whether ten digits, with blanks or hyphens, end in their check digit: eleven less the weighted sum modulo eleven."""
    figures = [int(digit) for digit in digits if digit.isdigit()]
    remainder = 11 - sum(weight * figure for weight, figure in zip(range(10, 1, -1), figures, strict=False)) % 11
    return len(figures) == 10 and any(figures) and remainder % 11 == figures[9]


def _of_a_person(cells: list[str], headings: list[str]) -> str | None:
    """What in a row with a day is about a person: a birth, or a postcode or a name with that day; None where nothing is."""
    if _BIRTH.search(" | ".join(cells)):
        return "a date of birth"
    if not headings and _CODE_OF_ORGANISATION.fullmatch(cells[0]):
        return None
    own = [cell for column, cell in enumerate(cells) if not _NO_DAY_OF_A_PERSON.search(_at(headings, column))]
    if not _A_DAY.search(" | ".join(own)):
        return None
    if any(map(_POSTCODE.search, cells)):
        return "a postcode with a day"
    names = [cell for column, cell in enumerate(cells) if not headings or _NAME_HEADING.fullmatch(_at(headings, column))]
    is_named = any(_PERSON.fullmatch(name) and not _ORGANISATION.search(name) for name in names)
    return "a name with a day" if is_named and any(map(_A_DAY.fullmatch, own)) else None


def _rows(file: PublishedFile, most: int | None) -> Iterator[tuple[int, list[str]]]:
    """The rows of a text or of a workbook's sheets, each with its number; of any other text its lines."""
    with suppress(SourceError):  # what cannot be read as rows is not kept either
        if file.form == "text":
            yield 1, list(file.header)
            for number, cells in enumerate(islice(file.rows(), most), start=2):
                yield number, [cell.strip() for cell in cells] or [""]
        elif file.form == "json":
            for number, line in enumerate(islice(file.text.splitlines(), most), start=1):
                yield number, [line]
        for sheet in file.sheets:
            for number, cells in enumerate(islice(file.sheet(sheet), most), start=1):
                yield number, [as_text(cell) for cell in cells] or [""]


def _is_personal(heading: str) -> bool:
    return any(_PERSONAL_HEADING.fullmatch(_plain(part)) for part in re.split(r"[;|\t]", heading))


def _plain(heading: str) -> str:
    """`DateOfBirth`, `DATE_OF_BIRTH` and `Date of birth:` in one spelling."""
    apart = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", heading[:200])
    return " ".join(re.findall(r"[a-z0-9]+", apart.lower()))


def _at(headings: list[str] | None, column: int) -> str:
    return headings[column] if headings and column < len(headings) else ""


def _refusal(file: PublishedFile, kind: str, row: int) -> PersonalDataError:
    return PersonalDataError(
        f"seems to hold data about persons ({kind}, row {row:,}), so nothing of it is read",
        file.label,
        "take it out of the folder; the dashboard takes counts and rates of areas only",
    )
