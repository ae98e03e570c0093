"""The rows of one published table on their way in: each is kept or refused with a reason, and none is lost.

Every loader hands its table to `Rows`, says what it requires of each column, and takes what is left. `rows in = rows loaded +
rows refused` then holds by construction.
"""

import math
import re
from collections import Counter
from collections.abc import Callable, Iterable

import numpy as np
import pandas as pd

from pcdash.errors import SourceError
from pcdash.publications.kit.file import PublishedFile
from pcdash.terms import codes
from pcdash.terms.areas import AREA_TYPES
from pcdash.terms.periods import published_date

# Marks that publishers print where a figure is not shown, and the state that each stands for, in small letters (INDEX of each
# publication; those in brackets are the Government Statistical Service's). `<5` and its like are suppressed as well.
MARKS = {
    "*": "suppressed",
    "-98": "suppressed",
    "[c]": "suppressed",
    "c": "suppressed",
    "suppressed": "suppressed",
    "-99": "missing",
    ":": "missing",
    "..": "missing",
    "-": "missing",
    "_": "missing",
    "": "missing",
    "[x]": "missing",
    "-97": "not_applicable",
    "z": "not_applicable",
    "[z]": "not_applicable",
    "no patients in indicator": "not_applicable",
}
# No practice comes near it: the largest has some 150,000 patients. A number above it is a slip, and would be England's figure.
LARGEST_LIST = 1_000_000
_FEWER_THAN = r"<\s*=?\s*\d{1,2}"
# Digits, with commas only between groups of three, and decimals. An exponent is a spreadsheet's way to lose digits.
_NUMBER = r"[-+]?(?:\d{1,15}|\d{1,3}(?:,\d{3}){1,4})(?:\.\d*)?|\.\d+"


def states(texts: pd.Series) -> pd.Series:
    """The state that each text stands for as a publisher's mark; None for numbers and all other texts."""
    listed = texts.tolist()
    known = {text: _state(text) for text in set(listed)}
    return pd.Series([known[text] for text in listed], index=texts.index, dtype=object)


def _state(text: str) -> str | None:
    return "suppressed" if re.fullmatch(_FEWER_THAN, text) else MARKS.get(text.lower())


class Rows:
    """A table of texts whose rows are checked column by column.

    `table` has lower-case column names and texts only; its index is the row's number in the file as a spreadsheet program
    shows it. Methods that check refuse the rows that fail; `kept()` returns those that passed every check so far.
    """

    def __init__(self, table: pd.DataFrame):
        self.table = table
        self._reason = np.full(len(table), "", dtype=object)

    def refuse(self, where: pd.Series | np.ndarray, reason: str) -> None:
        """Refuses the rows where the condition holds, unless an earlier check already did."""
        if not where.any():
            return
        if isinstance(where, pd.Series):
            where = where.reindex(self.table.index, fill_value=False).to_numpy(bool)
        self._reason[where & (self._reason == "")] = reason

    def require(self, *columns: str) -> None:
        """Refuses rows in which one of the columns is blank."""
        for column in columns:
            self.refuse(self.table[column] == "", f"{column} is blank")

    def number(self, column: str, *, blank: bool = False, marks: bool = False, whole: bool = False) -> pd.Series:
        """The column as numbers, NaN where a blank or a publisher's mark is allowed. Refuses negative and other texts.

        Commas stand between groups of three digits only. `whole` is for counts: `112.0` is one, `2.5` is none.
        """
        # Lists and not pandas: a survey has hundreds of columns of few rows, and there pandas takes ten times as long.
        texts = self.table[column].tolist()
        distinct = set(texts)
        allowed = {text for text in distinct if _state(text)} if marks else {""} if blank else set()
        known = {text: math.nan if text in allowed else _as_number(text) for text in distinct}
        numbers = np.array([known[text] for text in texts], dtype=float)
        if any(value != value and text not in allowed for text, value in known.items()):
            bad = np.isnan(numbers) & ~np.array([text in allowed for text in texts], dtype=bool)
            self.refuse(bad, f"{column} is not a number")
        self.refuse(numbers < 0, f"{column} is negative")
        if whole:
            self.refuse(numbers % 1 > 0, f"{column} is a count and not a whole number")
        return pd.Series(numbers, index=self.table.index)

    def code(self, column: str, area_type: str, where: pd.Series | None = None) -> None:
        """Brings a column of codes to the dashboard's spelling (`terms.codes`). Refuses blanks and what is no code of the type.

        `where` restricts this to the rows of that type in a file that mixes several.
        """
        self.require(column)
        mine = self.table.loc[slice(None) if where is None else where, column]
        tidy = codes.tidy(mine, area_type)
        self.refuse(tidy == "", f"{column} is not the code of a {AREA_TYPES[area_type]}: {codes.advice(area_type)}")
        self.table.loc[tidy.index[tidy != ""], column] = tidy[tidy != ""]

    def date(self, column: str, *, blank: bool = False) -> pd.Series:
        """The column as dates, None where blank is allowed. Refuses what is no date."""
        known = {text: published_date(text) for text in self.table[column].unique()}
        dates = self.table[column].map(known)
        bad = dates.isna() if not blank else dates.isna() & (self.table[column] != "")
        self.refuse(bad, f"{column} is not a date")
        return dates.astype(object).where(dates.notna(), None)

    def one_of(self, column: str, allowed: Iterable[str]) -> None:
        """Refuses rows whose value is not among the allowed ones. What stands there instead is not repeated: it may be anything."""
        self.refuse(~self.table[column].isin(list(allowed)), f"{column} is none of {', '.join(allowed)}")

    def not_above(self, part: pd.Series, whole: pd.Series, reason: str, where: pd.Series | bool = True) -> None:
        """Refuses rows in which a part is larger than its whole, as a numerator above its denominator."""
        self.refuse((part > whole * (1 + 1e-9)) & where, reason)

    def no_repeats(self, *columns: str) -> None:
        """Refuses each row that repeats the key of an earlier one still kept; the first stands."""
        kept = self.kept()
        repeated = kept.duplicated(list(columns), keep="first")
        self.refuse(repeated, f"repeats an earlier row ({', '.join(columns)})")

    def kept(self) -> pd.DataFrame:
        """The rows that passed, with their numbers as index."""
        return self.table[self._reason == ""]

    def result(self, columns: dict[str, str], **values) -> pd.DataFrame:
        """The rows that passed as rows of a target table: `columns` maps its names to this table's, `values` adds others.

        A value is a constant or a Series over all rows, as `number` and `date` return them.
        """
        kept = self._reason == ""
        frame = {target: self.table[source][kept] for target, source in columns.items()}
        for target, value in values.items():
            frame[target] = value[kept] if isinstance(value, pd.Series) else value
        return pd.DataFrame(frame, index=self.table.index[kept])

    def refused(self, where: str = "") -> pd.DataFrame:
        """The rows that did not: columns `row_number`, `reason`, `content` (the codes of areas in the row).

        `where` names the sheet in a workbook.
        """
        hit = self._reason != ""
        bad = self.table[hit]
        prefix = f"sheet {where}: " if where else ""
        return pd.DataFrame(
            {
                "row_number": bad.index.astype("int64"),
                "reason": [prefix + reason for reason in self._reason[hit]],
                "content": [codes.among(cells) for cells in bad.to_numpy().tolist()],
            }
        ).reset_index(drop=True)


def read_delimited(
    file: PublishedFile,
    aliases: dict[str, str] | None = None,
    header: tuple[str, ...] | None = None,
    *,
    ends_left_out: bool = False,
    wanted: Callable[[str], bool] = lambda name: True,
) -> Rows:
    """The delimited text as `Rows`. `aliases` renames columns of other years; `header` is for files that have none; `wanted` says
    which columns of many are kept.

    Blank lines are not rows. Rows of the wrong width are refused, but for shorter ones where the publisher leaves out blank cells
    at the end (`ends_left_out`). Raises SourceError for a text that ends in the middle of a
    row, since everything after that point is lost and the figures would silently be too small.
    """
    names = [name.strip().lower() for name in (header or file.header)]
    names = _distinct([(aliases or {}).get(name, name) for name in names], file)
    lines = list(file.rows())
    if header is not None:
        lines.insert(0, list(file.header))
    first = 1 if header is not None else 2
    width = len(names)
    if lines and len(lines[-1]) < width and lines[-1] and not file.content.endswith((b"\n", b"\r")):
        raise SourceError(
            f"ends in the middle of row {len(lines) + first - 1:,}: it was cut short", file.label, "download the file again"
        )
    numbers = [number for number, line in enumerate(lines, start=first) if any(line)]
    lines = [line for line in lines if any(line)]
    kept = [column for column, name in enumerate(names) if wanted(name)]
    ragged = [len(line) > width or (len(line) < width and not ends_left_out) for line in lines]
    padded = (line if len(line) == width else (line + [""] * width)[:width] for line in lines)
    cells = [[line[column].strip() for column in kept] for line in padded]
    index = pd.Index(numbers, dtype="int64")
    rows = Rows(pd.DataFrame(cells, columns=[names[column] for column in kept], index=index, dtype=str))
    rows.refuse(pd.Series(ragged, index=index, dtype=bool), f"does not have {width} columns")
    return rows


def read_sheet(file: PublishedFile, name: str, header_row: int = 1) -> Rows:
    """A sheet with one header row as `Rows`. Line breaks in headers become blanks. Raises SourceError if it is missing."""
    if name not in file.sheets:
        raise SourceError(f"the sheet '{name}' is missing", file.label, "download the workbook again, complete")
    cells = file.sheet(name)
    if len(cells) < header_row:
        raise SourceError(f"the sheet '{name}' is empty", file.label, "download the workbook again, complete")
    names = _distinct([" ".join(str(cell).split()).lower() for cell in cells[header_row - 1]], file)
    body = [[as_text(cell) for cell in line] for line in cells[header_row:]]
    numbers = range(header_row + 1, header_row + 1 + len(body))
    table = pd.DataFrame(body, columns=names, index=pd.Index(numbers, dtype="int64"), dtype=str)
    return Rows(table[(table != "").any(axis=1)])


def _distinct(names: list[str], file: PublishedFile) -> list[str]:
    """The headings, nameless ones numbered. Raises SourceError where one stands twice: which is meant, nobody can say."""
    names = [name or f"column {number}" for number, name in enumerate(names, start=1)]
    if repeated := next((name for name, count in Counter(names).items() if count > 1), None):
        first, second = [number for number, name in enumerate(names, start=1) if name == repeated][:2]
        what = f"has one heading twice, over columns {first} and {second}"
        raise SourceError(what, file.label, "keep the one that the publication has")
    return names


def _as_number(text: str) -> float:
    return float(text.replace(",", "")) if re.fullmatch(_NUMBER, text) else float("nan")


def as_text(cell: object) -> str:
    """A workbook's cell as text: whole numbers without a decimal point, small ones without an exponent, dates as ISO."""
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15:
        return str(int(cell))
    if isinstance(cell, float) and abs(cell) < 1e-4:
        return f"{cell:.20f}"
    return str(cell).strip()
