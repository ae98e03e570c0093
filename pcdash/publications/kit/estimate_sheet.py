"""Where a sheet of modelled prevalence keeps what, read from the words of its headings.

No two of the workbooks are headed alike: the estimate is `estimate`, `EstPrev`, `Estprevalence`, `Estimated prevalence` or
`Prevestimate`, in any column, with limits beside it or without. Those of coronary disease, hypertension and stroke were seen; of
the others the headings are known from code that reads them.
"""

import re
from dataclasses import dataclass

import pandas as pd

from pcdash.errors import SourceError
from pcdash.publications.kit.rows import Rows, as_text
from pcdash.terms.periods import financial_year_in

# What a heading means, without case, blanks and signs.
_MEANINGS = {
    "practice_code": r"\w*prac\w*code|gpcode|org\w*code|odscode|practice|gp",
    "council_code": r"(la|lad|ltla|utla|localauthority|district)\d*(code|cd|name)",
    "estimate": r"(est|modelled|expected|predicted)\w*prev\w*|prev\w*est\w*|estimate",
    "lower95": r"(min|low|lcl|lci)\w*",
    "upper95": r"(max|upp|ucl|uci)\w*",
    "list_size": r"\w*listsize\w*",
    "register": r"\w*register(size)?\d*",
    "recorded": r"(qof)?prev(alence|aelnce)?(percent)?\d*",
}
_ROWS_ABOVE = 15


@dataclass(frozen=True)
class Sheet:
    """One sheet with a header row: `columns` are the places of each meaning its headings have, `heads` the headings."""

    name: str
    header_row: int
    heads: tuple[str, ...]
    columns: dict[str, list[int]]
    cells: list[list[str]]

    @property
    def is_model(self) -> bool:
        """Whether it holds estimates of prevalence: the heading or the sheet's name says so, or limits stand beside them."""
        heads = [self.heads[place] for place in self.columns.get("estimate", [])]
        return bool(heads) and (self.has_limits or any("prev" in _plain(text) for text in (self.name, *heads)))

    @property
    def has_limits(self) -> bool:
        """Whether limits stand beside its estimates."""
        return "lower95" in self.columns and "upper95" in self.columns

    @property
    def is_record(self) -> bool:
        """Whether it holds registers and lists of practices."""
        return {"practice_code", "list_size", "register"} <= set(self.columns)

    def heading(self, meaning: str, label: str) -> str:
        """The heading of the column with this meaning."""
        return self.heads[self._place(meaning, label)]

    def rows(self, meanings: list[str], label: str) -> Rows:
        """The columns with these meanings, under their names here. Rows without any of them are none. Raises SourceError where two
        columns could be meant and differ."""
        places = [self._place(meaning, label) for meaning in meanings]
        body = {
            number: [line[place] for place in places]
            for number, line in enumerate(self.cells[self.header_row + 1 :], start=self.header_row + 2)
        }
        table = pd.DataFrame(list(body.values()), columns=meanings, index=pd.Index(body, dtype="int64"), dtype=str)
        return Rows(table[(table != "").any(axis=1)])

    def _place(self, meaning: str, label: str) -> int:
        """A column with a code before one that may hold names, the newest year before others, the first of equal ones."""
        places = self.columns[meaning]
        coded = [place for place in places if "code" in _plain(self.heads[place])]
        places = coded or places
        years = {place: financial_year_in(self.heads[place]) or "" for place in places}
        newest = [place for place in places if years[place] == max(years.values())]
        contents = {tuple(line[place] for line in self.cells[self.header_row + 1 :]) for place in newest}
        if len(contents) > 1:
            head = self.heads[newest[0]]
            raise SourceError(
                f"the sheet '{self.name}' has the column '{head}' twice, with other figures", label, "keep the one meant"
            )
        return newest[0]


def sheet_of(name: str, cells: list[list]) -> Sheet | None:
    """The sheet by its first row that names practices or councils, and with them estimates or registers; None if there is none."""
    for index, line in enumerate(cells[:_ROWS_ABOVE]):
        heads = tuple(" ".join(str(cell).split()) for cell in line)
        columns: dict[str, list[int]] = {}
        for place, head in enumerate(heads):
            meaning = next((meaning for meaning, words in _MEANINGS.items() if re.fullmatch(words, _plain(head))), None)
            if meaning:
                columns.setdefault(meaning, []).append(place)
        if {"practice_code", "council_code"} & set(columns) and {"estimate", "register"} & set(columns):
            return Sheet(name, index, heads, columns, [[as_text(cell) for cell in row] for row in cells])
    return None


def _plain(head: str) -> str:
    return re.sub(r"[^a-z0-9]", "", head.lower())
