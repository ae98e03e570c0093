"""The rows of one published table on their way in: each is kept or refused with a reason, and none is lost.

Every loader hands its table to `Rows`, says what it requires of each column, and takes what is left. `rows in = rows loaded +
rows refused` then holds by construction.
"""

from collections.abc import Iterable

import pandas as pd

from pcdash.errors import SourceError
from pcdash.publications.kit.file import PublishedFile
from pcdash.terms.periods import published_date

# Marks that publishers print where a figure is not shown, and the state that each stands for (INDEX of each publication).
MARKS = {
    "*": "suppressed",
    "-98": "suppressed",
    "-99": "missing",
    "-97": "not_applicable",
    "z": "not_applicable",
    ":": "missing",
    "..": "missing",
    "-": "missing",
    "_": "missing",
    "": "missing",
    "No patients in indicator": "not_applicable",
}


class Rows:
    """A table of texts whose rows are checked column by column.

    `table` has lower-case column names and texts only; its index is the row's number in the file as a spreadsheet program
    shows it. Methods that check refuse the rows that fail; `kept()` returns those that passed every check so far.
    """

    def __init__(self, table: pd.DataFrame):
        self.table = table
        self._reason = pd.Series("", index=table.index, dtype=str)

    def refuse(self, where: pd.Series, reason: str) -> None:
        """Refuses the rows where the condition holds, unless an earlier check already did."""
        hit = where.reindex(self.table.index, fill_value=False) & (self._reason == "")
        if hit.any():
            self._reason[hit] = reason

    def require(self, *columns: str) -> None:
        """Refuses rows in which one of the columns is blank."""
        for column in columns:
            self.refuse(self.table[column] == "", f"{column} is blank")

    def number(self, column: str, *, blank: bool = False, marks: bool = False) -> pd.Series:
        """The column as numbers, NaN where a blank or a publisher's mark is allowed. Refuses negative and other texts."""
        text = self.table[column]
        numbers = pd.to_numeric(text, errors="coerce")
        unread = numbers.isna()
        if unread.any():
            odd = text[unread]
            numbers[unread] = pd.to_numeric(odd.str.replace(",", "", regex=False), errors="coerce")
            allowed = odd.isin(list(MARKS)) if marks else (odd == "") & blank
            self.refuse(numbers[unread].isna() & ~allowed, f"{column} is not a number")
        if marks:
            numbers = numbers.mask((numbers < 0) & text.isin(list(MARKS)))
        self.refuse(numbers < 0, f"{column} is negative")
        self.refuse(numbers.abs() == float("inf"), f"{column} is not a finite number")
        return numbers

    def date(self, column: str, *, blank: bool = False) -> pd.Series:
        """The column as dates, None where blank is allowed. Refuses what is no date."""
        known = {text: published_date(text) for text in self.table[column].unique()}
        dates = self.table[column].map(known)
        bad = dates.isna() if not blank else dates.isna() & (self.table[column] != "")
        self.refuse(bad, f"{column} is not a date")
        return dates.astype(object).where(dates.notna(), None)

    def one_of(self, column: str, allowed: Iterable[str]) -> None:
        """Refuses rows whose value is not among the allowed ones, naming it."""
        allowed = set(allowed)
        for value in sorted(set(self.table[column]) - allowed):
            self.refuse(self.table[column] == value, f"{column} '{value}' is not known")

    def no_repeats(self, *columns: str) -> None:
        """Refuses each row that repeats the key of an earlier one still kept; the first stands."""
        kept = self.table[self._reason == ""]
        repeated = kept.duplicated(list(columns), keep="first")
        self.refuse(repeated, f"repeats an earlier row ({', '.join(columns)})")

    def kept(self) -> pd.DataFrame:
        """The rows that passed, with their numbers as index."""
        return self.table[self._reason == ""]

    def result(self, columns: dict[str, str], **values) -> pd.DataFrame:
        """The rows that passed as rows of a target table: `columns` maps its names to this table's, `values` adds others.

        A value is a constant or a Series over all rows, as `number` and `date` return them.
        """
        kept = self.kept()
        frame = {target: kept[source] for target, source in columns.items()}
        for target, value in values.items():
            frame[target] = value.reindex(kept.index) if isinstance(value, pd.Series) else value
        return pd.DataFrame(frame, index=kept.index)

    def refused(self, where: str = "") -> pd.DataFrame:
        """The rows that did not: columns `row_number`, `reason`, `content` (the first 500 characters of the row).

        `where` names the sheet in a workbook.
        """
        bad = self.table[self._reason != ""]
        content = bad.agg(",".join, axis=1) if len(bad) else pd.Series(dtype=str)
        prefix = f"sheet {where}: " if where else ""
        return pd.DataFrame(
            {
                "row_number": bad.index.astype("int64"),
                "reason": prefix + self._reason[self._reason != ""],
                "content": content.str.slice(0, 500),
            }
        ).reset_index(drop=True)


def read_delimited(file: PublishedFile, aliases: dict[str, str] | None = None, header: tuple[str, ...] | None = None) -> Rows:
    """The delimited text as `Rows`. `aliases` renames columns of other years; `header` is for files that have none.

    Blank lines are not rows. Rows of the wrong width are refused. Raises SourceError for a text that ends in the middle of a
    row, since everything after that point is lost and the figures would silently be too small.
    """
    names = [name.strip().lower() for name in (header or file.header)]
    names = [(aliases or {}).get(name, name) or f"column {number}" for number, name in enumerate(names, start=1)]
    if repeated := next((name for name in names if names.count(name) > 1), None):
        raise SourceError(f"has the column '{repeated}' twice", file.label, "keep the one that the publication has")
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
    ragged = [len(line) != width for line in lines]
    padded = [line if len(line) == width else (line + [""] * width)[:width] for line in lines]
    table = pd.DataFrame(padded, columns=names, index=pd.Index(numbers, dtype="int64"), dtype=str)
    for column in table.columns:
        table[column] = table[column].str.strip()
    rows = Rows(table)
    rows.refuse(pd.Series(ragged, index=table.index, dtype=bool), f"does not have {width} columns")
    return rows


def read_sheet(file: PublishedFile, name: str, header_row: int = 1) -> Rows:
    """A sheet with one header row as `Rows`. Line breaks in headers become blanks. Raises SourceError if it is missing."""
    if name not in file.sheets:
        raise SourceError(f"the sheet '{name}' is missing", file.label, "download the workbook again, complete")
    cells = file.sheet(name)
    if len(cells) < header_row:
        raise SourceError(f"the sheet '{name}' is empty", file.label, "download the workbook again, complete")
    names = [" ".join(str(cell).split()).lower() for cell in cells[header_row - 1]]
    body = [[as_text(cell) for cell in line] for line in cells[header_row:]]
    numbers = range(header_row + 1, header_row + 1 + len(body))
    table = pd.DataFrame(body, columns=names, index=pd.Index(numbers, dtype="int64"), dtype=str)
    return Rows(table[(table != "").any(axis=1)])


def as_text(cell: object) -> str:
    """A workbook's cell as text: whole numbers without a decimal point, dates as ISO."""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell).strip()
