"""QOF workbooks: one sheet per disease group, at practice, CCG or sub-ICB level, 2014-15 onward.

The layouts differ from year to year in where things stand, not in what they say. So columns are found by what is written over
them (`kit/qof_sheet.py`).
"""

import re

import numpy as np
import pandas as pd

from pcdash.errors import SetAside, SourceError
from pcdash.publications.kit.file import PublishedFile
from pcdash.publications.kit.loaded import Loaded, Publication
from pcdash.publications.kit.names import named_areas, parents
from pcdash.publications.kit.qof_sheet import Layout, is_of_larger_areas, layout_of
from pcdash.publications.kit.rows import MARKS, Rows, as_text, states
from pcdash.terms import periods
from pcdash.terms.periods import financial_year_in

PUBLICATION = Publication("qof_workbook", "Quality and Outcomes Framework, workbook by disease group", "NHS England", order=90)
NAMES = r"qof-\d{4}-.*\.xlsx"

# A workbook that was saved again may print percentages rounded to a tenth; what is further off was not computed from its counts.
ROUNDING = 0.050001
REGISTER = "register"
MEASURES = (" NUMERATOR", " DENOMINATOR", " PCAS", " PRINTED_NET", " PRINTED_INTERVENTION", " PRINTED_ADJUSTMENT_RATE")
_SHEETS_WITHOUT_DATA = ("title sheet", "notes and definitions", "contents", "notes")


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
        layout = layout_of(cells)
        if layout is None and is_of_larger_areas(cells):
            raise SetAside("holds areas whose figures are those of their practices added up, and is not needed", file.label)
        if layout is None:
            raise SourceError(f"the sheet '{sheet}' has no header row with an area code", file.label, "download the workbook again")
        level = layout.level
        rows = _data_rows(cells, layout)
        rows.code("area_code", level)
        rows.no_repeats("area_code")
        figures = rows.table.columns.difference(list(layout.identity))
        blocks = _blocks(rows, {column: rows.number(column, marks=True) for column in figures})
        kept = rows.kept()
        possible = {name: kept[kept.index.isin(block.kept().index)] for name, block in blocks.items()}
        for row in (row for block in blocks.values() for row in block.refused().itertuples()):
            rows.refuse(rows.table.index == row.row_number, f"{row.reason}; the row's other figures are kept")
        rows_in += len(rows.table)
        refused.append(rows.refused(sheet))
        measures += _measures(possible, layout)
        registers.append(_registers(possible[REGISTER], layout, sheet))
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


def _data_rows(cells: list[list[str]], layout: Layout) -> Rows:
    """The rows under the header that name an area; titles, notes and blank rows do not."""
    columns = dict(layout.identity)
    columns |= {f"{code} {measure}": column for column, (code, measure) in layout.measures.items()} | layout.prevalence
    key = layout.identity["area_code"]
    body = {
        number: [line[column] for column in columns.values()]
        for number, line in enumerate(cells[layout.header_row + 1 :], start=layout.header_row + 2)
        if line[key].lower() not in MARKS and sum(cell != "" for cell in line) > 2
    }
    return Rows(pd.DataFrame(list(body.values()), columns=list(columns), index=pd.Index(body, dtype="int64"), dtype=str))


def _blocks(rows: Rows, numbers: dict[str, pd.Series]) -> dict[str, Rows]:
    """The rows once for each indicator and once for the register, without those whose figures of it cannot be, or contradict each
    other: which of them is wrong? What a row says of another indicator stays, as it does in the raw CSV.

    A numerator is part of its denominator, a register of the list of its ages (also where that list is an estimate: a prevalence
    above 100% is none), and each printed percentage follows from the counts. Everything else may exceed: exceptions and
    adjustments are patients beside the denominator and may outnumber it, and an indicator may ask about more people than the
    register holds, or other ones.
    """
    missing = pd.Series(np.nan, index=rows.table.index)
    codes = {column.rsplit(" ", 1)[0] for column in numbers if column.endswith(MEASURES)}
    blocks = {code: Rows(rows.table) for code in sorted(codes)}
    for code, block in blocks.items():
        numerator, denominator, adjustments = (
            numbers.get(f"{code} {measure}", missing) for measure in ("NUMERATOR", "DENOMINATOR", "PCAS")
        )
        block.not_above(numerator, denominator, f"{code} numerator is larger than the denominator")
        everyone = denominator + adjustments
        _refuse_percentage(block, numbers.get(f"{code} PRINTED_NET", missing), numerator, denominator, code)
        _refuse_percentage(block, numbers.get(f"{code} PRINTED_INTERVENTION", missing), numerator, everyone, code)
        _refuse_percentage(block, numbers.get(f"{code} PRINTED_ADJUSTMENT_RATE", missing), adjustments, everyone, code)
    blocks[REGISTER] = Rows(rows.table)
    lists = [number for column, number in numbers.items() if column.startswith("list_size")]
    if lists:
        blocks[REGISTER].not_above(numbers["register"], sum(lists), "register is larger than the list")
        prevalence = numbers.get("printed_prevalence", missing)
        _refuse_percentage(blocks[REGISTER], prevalence, numbers["register"], sum(lists), "prevalence")
    return blocks


def _refuse_percentage(rows: Rows, printed: pd.Series, part: pd.Series, whole: pd.Series, name: str) -> None:
    """Refuses a percentage above 100 or, beyond rounding, other than that of its counts."""
    rows.refuse(printed > 100 + ROUNDING, f"{name} has a percentage above 100")
    computed = 100 * part / whole.where(whole > 0)
    rows.refuse((printed - computed).abs() > ROUNDING, f"{name} has a percentage that is not the one of its counts")


def _measures(possible: dict[str, pd.DataFrame], layout: Layout) -> list[pd.DataFrame]:
    return [
        pd.DataFrame(
            {
                "area_type": layout.level,
                "area_code": possible[code]["area_code"],
                "indicator_code": code,
                "measure": measure,
                "value": _numbers(possible[code], f"{code} {measure}"),
                "mark": states(possible[code][f"{code} {measure}"]),
            }
        )
        for code, measure in layout.measures.values()
    ]


def _registers(kept: pd.DataFrame, layout: Layout, sheet: str) -> pd.DataFrame:
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


def _names(kept: pd.DataFrame, layout: Layout, as_at) -> list[pd.DataFrame]:
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


def _parents(kept: pd.DataFrame, layout: Layout, as_at) -> list[pd.DataFrame]:
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
