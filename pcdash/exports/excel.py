"""A table as an Excel workbook, as the Government Statistical Service asks: what it is on one sheet, one table on the next.

https://analysisfunction.civilservice.gov.uk/policy-store/releasing-statistics-in-spreadsheets/
"""

import io
import re
from collections.abc import Iterable, Iterator
from datetime import date, datetime

import pandas as pd

from pcdash.exports import ATTRIBUTION
from pcdash.terms import formatting

ABOUT, FIGURES = "About", "Figures"
# The row of the table's headers, from 1; above it stand the sheet's title and how to read an empty cell.
HEADERS = 3
_EMPTY = "This sheet holds one table. An empty cell: there is no such figure, or it does not apply; the column State says which."
# Characters that XML cannot hold.
_UNWRITABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
_NARROWEST, _WIDEST = 9, 44


def excel(table: pd.DataFrame, *, title: str, notes: Iterable[str] = ()) -> bytes:
    """A workbook of two sheets: title, periods, source, filters and notes; and the table as `exports.columns.described` gives it.

    No cell is merged. Text stays text, whatever a spreadsheet would make of it: a year as `2009/10`, a name that begins with `=`.
    Missing values are empty cells.
    """
    # The library takes as long to load as a page; only who presses the button waits for it.
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    book = Workbook(write_only=True)
    about, figures = book.create_sheet(ABOUT), book.create_sheet(FIGURES)
    book.properties.title, book.properties.creator = title, "pcdash"

    def cell(sheet: object, value: object, *, bold: bool = False, wrap: bool = False) -> object:
        made = WriteOnlyCell(sheet, None if formatting.is_missing(value) else _plain(value))
        if isinstance(made.value, str):
            made.data_type, made.number_format = "s", "@"
        elif isinstance(made.value, date):
            made.number_format = "yyyy-mm-dd"
        made.font, made.alignment = Font(bold=bold), Alignment(wrap_text=wrap, vertical="top")
        return made

    about.column_dimensions["A"].width, about.column_dimensions["B"].width = 20, 100
    for what, words in _about(table, title, notes):
        about.append([cell(about, what, bold=True), cell(about, words, wrap=True)])
    for place, width in enumerate(_widths(table), 1):
        figures.column_dimensions[get_column_letter(place)].width = width
    figures.freeze_panes = f"A{HEADERS + 1}"
    figures.append([cell(figures, title, bold=True)])
    figures.append([cell(figures, _EMPTY)])
    figures.append([cell(figures, name, bold=True) for name in table])
    for row in table.astype(object).itertuples(index=False, name=None):
        figures.append([cell(figures, value) for value in row])
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def _about(table: pd.DataFrame, title: str, notes: Iterable[str]) -> Iterator[tuple[str, str]]:
    """What the first sheet says, one line each; what the table's own columns say is read from them."""
    yield "Title", title
    for name in ("Indicator", "Period", "Source", "Source file", "Filters", "Data"):
        found = [str(value) for value in table[name].dropna().unique()] if name in table else []
        if found:
            yield name, "; ".join(found)
    yield "Sheets", f"{FIGURES}: one table of {formatting.counted(len(table), 'row')}, its headers in row {HEADERS}"
    for number, note in enumerate(filter(None, notes), 1):
        yield f"Note {number}", note
    yield "Licence", ATTRIBUTION


def _plain(value: object) -> object:
    """Numbers, truth values and days as they are; all else as text, without what a workbook cannot hold."""
    if isinstance(value, pd.Timestamp | datetime):
        return value.date()
    if isinstance(value, bool | int | float | date):
        return value
    if hasattr(value, "item"):
        return value.item()
    return _UNWRITABLE.sub("", str(value))


def _widths(table: pd.DataFrame) -> Iterator[int]:
    """As wide as most of the column's first cells, in letters."""
    for name in table:
        longest = max([len(name), *(len(str(value)) for value in table[name].head(40) if not isinstance(value, float))])
        yield min(max(longest + 2, _NARROWEST), _WIDEST)
