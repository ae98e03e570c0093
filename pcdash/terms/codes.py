"""Codes of areas: what those of each type look like, and one code for each area whatever a publication writes.

Blanks are trimmed and letters are capitals. The ONS gives an area a new code when its boundary moves a little, and publications go
on with the old one or restate their history under the new: a trend needs one, so an earlier code, or another system's of the same
area (ODS's `Y56`, the NHS's `ENG`), becomes today's (`data/successor_codes.csv`). Rejected: keeping them apart, which cut series in
two and pooled parts of regions as if they were whole. A council merged from several is another area and keeps its own code; so does
each of its parts (`tables.merged_council`). CCGs, sub-ICBs and ICBs may keep an ONS code here: `staging.nhs_area` knows their
ODS code.
"""

import csv
import functools
import re
from collections.abc import Iterable

import pandas as pd

from pcdash import config
from pcdash.terms.areas import ENGLAND

# A shape, and a code to show in a message. Systems and localities are named by place files, in their own way.
SHAPES = {
    "practice": (r"[A-TV-Z]\d{5}", "F82001"),
    "locality": (r"[A-Z0-9][A-Z0-9_-]{0,19}", "HAV-1"),
    "pcn": (r"U\d{5}", "U12345"),
    "borough": (r"[ENSW](?:06|07|08|09|10|22|11|12)\d{6}", "E09000016"),
    "sub_icb": (r"\d{2}[A-Z]|[A-Z]\d[A-Z]\d[A-Z]|N?E38\d{6}", "A3A8R"),
    "icb": (r"Q[A-Z0-9]{2}|[A-Z]\d[A-Z]\d[A-Z]|N?E54\d{6}", "QMF"),
    "system": (r"[A-Z0-9][A-Z0-9_-]{0,19}", "BHR"),
    "region": (r"E(?:12|40)\d{6}", "E40000003"),
    "england": (re.escape(ENGLAND.code), ENGLAND.code),
}
# Codes that the NHS and the ONS give to places: small areas and wards too, localities not, which may be called anything.
_ANY_CODE = re.compile("|".join(SHAPES[kind][0] for kind in ("practice", "pcn", "sub_icb")) + r"|[ENSWJK]\d{8}")
_OF_ENGLAND = dict.fromkeys(("ENG", "ENGLAND", "E92", "E92000001"), ENGLAND.code)


def tidy(codes: pd.Series, area_type: str) -> pd.Series:
    """The codes in the dashboard's spelling; "" for each that is none of this type's."""
    codes = codes.str.strip().str.upper().replace(_OF_ENGLAND if area_type == "england" else _successors().get(area_type, {}))
    return codes.where(codes.str.fullmatch(SHAPES[area_type][0]), "")


def current(code: str, area_type: str) -> str:
    """Today's code of an area; a code that has no successor stays."""
    return _successors().get(area_type, {}).get(code, code)


@functools.cache
def _successors() -> dict[str, dict[str, str]]:
    """By type of area, today's code of each earlier or other one."""
    found: dict[str, dict[str, str]] = {}
    with config.SUCCESSOR_CODES.open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            found.setdefault(row["area_type"], {})[row["code"]] = row["successor_code"]
    return found


@functools.cache
def parts_of_councils() -> frozenset[str]:
    """Codes of the councils that were merged into others since (`data/reference/merged_council.csv`), districts among them."""
    with (config.REFERENCE / "merged_council.csv").open(encoding="utf-8", newline="") as stream:
        return frozenset(row["part_code"] for row in csv.DictReader(stream))


def among(cells: Iterable[str]) -> str:
    """The codes of areas among the cells of a row, which may be kept of it; any other cell may be about a person."""
    return ", ".join(filter(_ANY_CODE.fullmatch, cells))


def advice(area_type: str) -> str:
    """What to write, for a message: `write one such as F82001`."""
    return f"write one such as {SHAPES[area_type][1]}"
