"""What a loader returns, and how a publication introduces itself."""

from dataclasses import dataclass, field
from datetime import date

import pandas as pd

from pcdash.publications.kit.rows import Rows


@dataclass(frozen=True)
class Publication:
    """A publication as users know it. `used` is False where only a later capability of the dashboard will load it.

    A lower `order` is tried first: needed only where one layout would also be recognised by another, broader module. `figures`
    are the columns of numbers in a file that people fill in themselves: its other cells are looked through for data about persons.
    """

    id: str
    title: str
    publisher: str
    attribution: str = "Contains public sector information licensed under the Open Government Licence v3.0"
    used: bool = True
    order: int = 50
    figures: tuple[str, ...] = ()


@dataclass
class Loaded:
    """The rows of one file, ready for the tables of `sql/00_tables`, and those refused.

    `tables` maps a table's name to its new rows (one frame or several), without `source_id`, which the build adds. `period` is the
    period or the month that the file describes. Two files of one publication with the same `series` tell the same story, and
    the newer `edition` replaces the older; None says that the file stands beside every other.
    """

    rows_in: int
    tables: dict[str, pd.DataFrame | list[pd.DataFrame]]
    refused: pd.DataFrame
    period: str | None = None
    series: str | None = None
    edition: date | None = None
    notes: list[str] = field(default_factory=list)

    @classmethod
    def from_rows(cls, rows: Rows, tables: dict[str, pd.DataFrame | list[pd.DataFrame]], **details) -> "Loaded":
        """The usual case: one table of rows in the file."""
        return cls(rows_in=len(rows.table), tables=tables, refused=rows.refused(), **details)

    @property
    def rows_loaded(self) -> int:
        """Rows of the file that were kept."""
        return self.rows_in - len(self.refused)
