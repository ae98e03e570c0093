"""QOF workbooks: one sheet per disease group, at practice, CCG or sub-ICB level, 2014-15 onward.

The layouts differ from year to year in where things stand, not in what they say. So columns are found by what is written over
them: an indicator code opens a block of columns, and within it "Numerator", "Denominator", "Exceptions" (adjustments since
2019-20) and the printed percentages are told apart by their words, which may be split over two rows.
"""

import re
from dataclasses import dataclass

import pandas as pd

from pcdash.errors import SourceError
from pcdash.publications.kit.file import PublishedFile
from pcdash.publications.kit.loaded import Loaded, Publication
from pcdash.publications.kit.names import named_areas, parents
from pcdash.publications.kit.rows import MARKS, Rows, as_text
from pcdash.terms import periods
from pcdash.terms.periods import financial_year_in

PUBLICATION = Publication("qof_workbook", "Quality and Outcomes Framework, workbook by disease group", "NHS England", order=90)
NAMES = r"qof-\d{4}-.*\.xlsx"

_INDICATOR = re.compile(r"(?:^|\s)([A-Z]{2,6}(?:-[A-Z]{2})?\d{3})$")
_AREA_CODE = re.compile(r"[A-Z0-9]{3,6}")
_PRACTICE_HEADS = ("practice code",)
_SUB_ICB_HEADS = ("sub icb loc ods code", "ccg ods code (practice parent)", "ccg code")
_SHEETS_WITHOUT_DATA = ("title sheet", "notes and definitions", "contents", "notes")


@dataclass(frozen=True)
class _Layout:
    """Where one sheet keeps what: row of the header, columns of identity, and measure of each column of figures."""

    level: str
    header_row: int
    identity: dict[str, int]
    measures: dict[int, tuple[str, str]]
    prevalence: dict[str, int]


def recognises(file: PublishedFile) -> bool:
    if not file.sheets:
        return False
    first = next((name for name in file.sheets if name.lower() not in _SHEETS_WITHOUT_DATA), None)
    if first is None:
        return "Quality and Outcomes Framework" in _words_of_title(file)
    words = " ".join(str(cell) for line in file.sheet(first)[:16] for cell in line if cell != "")
    return bool(re.search(r"[A-Z]{2,6}\d{3}", words)) and "Achievement" in words and "Prevalence" in words + _words_of_title(file)


def load(file: PublishedFile, catalogue) -> Loaded:
    sheets = [name for name in file.sheets if name.lower() not in _SHEETS_WITHOUT_DATA]
    _require_all_sheets(file, sheets)
    measures, registers, names, links, refused = [], [], [], [], []
    rows_in, level, period = 0, "", _period_of(file, sheets)
    for sheet in sheets:
        cells = [[as_text(cell) for cell in line] for line in file.sheet(sheet)]
        layout = _layout_of(cells)
        if layout is None:
            raise SourceError(f"the sheet '{sheet}' has no header row with an area code", file.label, "download the workbook again")
        level = layout.level
        rows = _data_rows(cells, layout)
        rows.refuse(~rows.table["area_code"].str.fullmatch(_AREA_CODE.pattern), "area code is not a code")
        rows.no_repeats("area_code")
        for column in rows.table.columns.difference(list(layout.identity)):
            rows.number(column, marks=True)
        kept = rows.kept()
        rows_in += len(rows.table)
        refused.append(rows.refused(sheet))
        measures += _measures(kept, layout)
        registers.append(_registers(kept, layout, sheet))
        names += _names(kept, layout, periods.parse(period).end)
        links += _parents(kept, layout, periods.parse(period).end)
    return Loaded(
        rows_in=rows_in,
        tables={
            "qof_measure": [frame.assign(period=period) for frame in measures],
            "qof_register": [frame.assign(period=period) for frame in registers],
            "area_name": names,
            "area_parent": links,
        },
        refused=pd.concat(refused, ignore_index=True),
        period=period,
        series=f"{level} {' '.join(sheets)}",
    )


def _words_of_title(file: PublishedFile) -> str:
    titles = [name for name in file.sheets if name.lower() in _SHEETS_WITHOUT_DATA]
    return " ".join(str(cell) for name in titles[:1] for line in file.sheet(name) for cell in line if cell != "")


def _require_all_sheets(file: PublishedFile, sheets: list[str]) -> None:
    """The title sheet lists its tables ("Table 12: ..."); fewer sheets than that means that some are gone."""
    listed = set(re.findall(r"\bTable (\d+):", _words_of_title(file)))
    if not sheets or len(sheets) < len(listed):
        raise SourceError(
            f"has {len(sheets)} sheets of data where its title sheet lists {len(listed)}: a sheet is missing",
            file.label,
            "download the workbook again, complete",
        )


def _period_of(file: PublishedFile, sheets: list[str]) -> str:
    """The newest financial year named over the figures; a template that names none takes its folder's year."""
    heads = " ".join(str(cell) for line in file.sheet(sheets[0])[:16] for cell in line) + _words_of_title(file)
    years = [int(year) for year, end in re.findall(r"\b(20\d\d)-(\d\d)", heads) if (int(year) + 1) % 100 == int(end)]
    if years:
        return periods.financial_year(max(years))
    for name in file.names_around:
        if (period := financial_year_in(name)) is not None:
            return period
    raise SourceError("names no financial year", file.label, "put the year into the file's name, for example qof-2324-prac.xlsx")


def _layout_of(cells: list[list[str]]) -> _Layout | None:
    """Reads the header of one sheet; None where no row names an area code."""
    for index, line in enumerate(cells[:25]):
        heads = [" ".join(cell.split()).lower() for cell in line]
        level = next((head for head in (*_PRACTICE_HEADS, *_SUB_ICB_HEADS) if head in heads), None)
        if level is not None:
            return _layout_at(cells, index, heads, "practice" if level in _PRACTICE_HEADS else "sub_icb")
    return None


def _layout_at(cells: list[list[str]], index: int, heads: list[str], level: str) -> _Layout:
    above = [cells[row] for row in range(max(0, index - 3), index)]
    codes: dict[int, str] = {}
    for line in above:
        for column, cell in enumerate(line):
            if match := _INDICATOR.search(" ".join(cell.split())):
                codes[column] = match[1].replace("-", "")  # CVD-PP001 is CVDPP001 elsewhere
    first_code = min(codes, default=len(heads))
    measures: dict[int, tuple[str, str]] = {}
    code = ""
    for column in range(first_code, len(heads)):
        code = codes.get(column, code)
        words = heads[column] if column in codes else f"{' '.join(above[-1][column].split()).lower()} {heads[column]}".strip()
        measure = _measure(words)
        if measure:
            measures[column] = (code, measure)
    return _Layout(level, index, _identity(heads, level), measures, _prevalence_columns(heads, first_code))


def _measure(words: str) -> str | None:
    """Which measure a column's words stand for; None for points and for sums that follow from the others."""
    if "receiving" in words:
        return "PRINTED_INTERVENTION"
    if "net of" in words:
        return "PRINTED_NET"
    if re.search(r"\b(exception|pca) rate", words):
        return "PRINTED_ADJUSTMENT_RATE"
    if "plus" in words:
        return None
    return {"numerator": "NUMERATOR", "denominator": "DENOMINATOR", "exceptions": "PCAS", "pcas": "PCAS"}.get(words)


def _prevalence_columns(heads: list[str], first_code: int) -> dict[str, int]:
    """Register, the list it is a share of, and printed prevalence, of the newest year: the last block before the codes.

    Where a block holds an all-age list and estimates for the register's ages (2014-15), the estimates together are the
    denominator; where it holds two age groups (17+ and 40+), the first is. CHD's register stands before its lists in 2019-20.
    """
    registers = [column for column in range(first_code) if re.fullmatch(r"register|newly diagnosed.*", heads[column])]
    if not registers:
        return {}
    register = registers[-1]
    block_start = registers[-2] if len(registers) > 1 else 0
    printed = next((column for column in range(register, first_code) if re.match("prevalence|incidence", heads[column])), None)
    lists = [column for column in range(block_start, printed or register) if "list size" in heads[column]]
    estimated = [column for column in lists if "estimated" in heads[column]]
    found = {"register": register} | {f"list_size {number}": column for number, column in enumerate(estimated or lists[:1], 1)}
    return found if printed is None else found | {"printed_prevalence": printed}


def _identity(heads: list[str], level: str) -> dict[str, int]:
    wanted = {
        "practice_code": _PRACTICE_HEADS,
        "practice_name": ("practice name",),
        "sub_icb_code": _SUB_ICB_HEADS,
        "sub_icb_gss": ("ccg geography code", "ccg ons code", "ccg ons code (practice parent)", "sub icb loc ons code"),
        "sub_icb_name": ("ccg name", "ccg name (practice parent)", "sub icb loc name"),
        "region_gss": ("region geography code", "region ons code"),
        "region_name": ("region name",),
        "pcn_code": ("pcn ods code",),
        "pcn_name": ("pcn name",),
    }
    found = {key: heads.index(name) for key, names in wanted.items() for name in names if name in heads}
    return found | {"area_code": found["practice_code" if level == "practice" else "sub_icb_code"]}


def _data_rows(cells: list[list[str]], layout: _Layout) -> Rows:
    """The rows under the header that name an area; titles, notes and blank rows do not."""
    columns = dict(layout.identity)
    columns |= {f"{code} {measure}": column for column, (code, measure) in layout.measures.items()} | layout.prevalence
    key = layout.identity["area_code"]
    body = {
        number: [line[column] for column in columns.values()]
        for number, line in enumerate(cells[layout.header_row + 1 :], start=layout.header_row + 2)
        if line[key] not in MARKS and sum(cell != "" for cell in line) > 2
    }
    return Rows(pd.DataFrame(list(body.values()), columns=list(columns), index=pd.Index(body, dtype="int64"), dtype=str))


def _measures(kept: pd.DataFrame, layout: _Layout) -> list[pd.DataFrame]:
    return [
        pd.DataFrame(
            {
                "area_type": layout.level,
                "area_code": kept["area_code"],
                "indicator_code": code,
                "measure": measure,
                "value": _numbers(kept, f"{code} {measure}"),
                "mark": kept[f"{code} {measure}"].where(kept[f"{code} {measure}"].isin(list(MARKS)), None),
            }
        )
        for code, measure in layout.measures.values()
    ]


def _registers(kept: pd.DataFrame, layout: _Layout, sheet: str) -> pd.DataFrame:
    lists = [name for name in layout.prevalence if name.startswith("list_size")]
    if not lists:
        return pd.DataFrame()
    frame = pd.DataFrame(
        {
            "area_type": layout.level,
            "area_code": kept["area_code"],
            "group_code": sheet.replace("-", "").upper(),
            "register": _numbers(kept, "register"),
            "list_size": sum(_numbers(kept, name) for name in lists),
        }
    )
    if "printed_prevalence" in layout.prevalence:
        frame["printed_prevalence"] = _numbers(kept, "printed_prevalence")
    return frame[frame["register"].notna()]


def _numbers(kept: pd.DataFrame, column: str) -> pd.Series:
    return pd.to_numeric(kept[column], errors="coerce")


def _names(kept: pd.DataFrame, layout: _Layout, as_at) -> list[pd.DataFrame]:
    frames = []
    for area_type, code, name, gss in (
        ("practice", "practice_code", "practice_name", None),
        ("pcn", "pcn_code", "pcn_name", None),
        ("sub_icb", "sub_icb_code", "sub_icb_name", "sub_icb_gss"),
        ("region", "region_gss", "region_name", "region_gss"),
    ):
        if code in kept and name in kept:
            frames.append(named_areas(area_type, kept[code], kept[name], as_at, kept.get(gss)))
    return frames


def _parents(kept: pd.DataFrame, layout: _Layout, as_at) -> list[pd.DataFrame]:
    frames = []
    for child, child_code, parent, parent_code in (
        ("practice", "practice_code", "sub_icb", "sub_icb_code"),
        ("practice", "practice_code", "pcn", "pcn_code"),
        ("practice", "practice_code", "region", "region_gss"),
        ("sub_icb", "sub_icb_code", "region", "region_gss"),
    ):
        if child_code in kept and parent_code in kept:
            frames.append(parents(child, kept[child_code], parent, kept[parent_code], as_at))
    return frames
