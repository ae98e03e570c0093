"""Where one sheet of a QOF workbook keeps what, read from the words over its columns.

An indicator code opens a block of columns; within it "Numerator", "Denominator", "Exceptions" (adjustments since 2019-20) and the
printed percentages are told apart by their words, which may be split over two rows.
"""

import re
from dataclasses import dataclass

_INDICATOR = re.compile(r"(?:^|\s)([A-Z]{2,6}(?:-[A-Z]{2})?\d{3})$")
_PRACTICE_HEADS = ("practice code",)
_SUB_ICB_HEADS = ("sub icb loc ods code", "ccg ods code (practice parent)", "ccg code")


@dataclass(frozen=True)
class Layout:
    """Where one sheet keeps what: row of the header, columns of identity, and measure of each column of figures."""

    level: str
    header_row: int
    identity: dict[str, int]
    measures: dict[int, tuple[str, str]]
    prevalence: dict[str, int]


def layout_of(cells: list[list[str]]) -> Layout | None:
    """Reads the header of one sheet; None where no row names an area code."""
    for index, line in enumerate(cells[:25]):
        heads = [" ".join(cell.split()).lower() for cell in line]
        level = next((head for head in (*_PRACTICE_HEADS, *_SUB_ICB_HEADS) if head in heads), None)
        if level is not None:
            return _layout_at(cells, index, heads, "practice" if level in _PRACTICE_HEADS else "sub_icb")
    return None


def is_of_larger_areas(cells: list[list[str]]) -> bool:
    """Whether a sheet without practices and sub-areas has codes of larger ones, such as regions, in a header row."""
    heads = (" ".join(cell.split()).lower() for line in cells[:25] for cell in line)
    return any("code" in head and re.search(r"\b(region|area team|stp|icb|pcn|country|national)\b", head) for head in heads)


def _layout_at(cells: list[list[str]], index: int, heads: list[str], level: str) -> Layout:
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
    return Layout(level, index, _identity(heads, level), measures, _prevalence_columns(heads, first_code))


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
