"""Codes of areas: what those of each type look like, and one spelling for each area whatever a publication writes.

Blanks are trimmed and letters are capitals. Another code of the same region or of England (ODS's `Y56`, the NHS's `ENG`, an earlier
ONS code) becomes the dashboard's. CCGs and sub-ICBs may keep an ONS code here: `staging.area_code` knows their ODS code.
"""

import re

import pandas as pd

from pcdash.terms.areas import ENGLAND
from pcdash.terms.regions import CURRENT_CODE

# A shape, and a code to show in a message. Systems and localities are named by place files, in their own way.
SHAPES = {
    "practice": (r"[A-TV-Z]\d{5}", "F82001"),
    "locality": (r"[A-Z0-9][A-Z0-9_-]{0,19}", "HAV-1"),
    "pcn": (r"U\d{5}", "U12345"),
    "borough": (r"[ENSW](?:06|07|08|09|10|22|11|12)\d{6}", "E09000016"),
    "sub_icb": (r"\d{2}[A-Z]|[A-Z]\d[A-Z]\d[A-Z]|N?E38\d{6}", "A3A8R"),
    "system": (r"[A-Z0-9][A-Z0-9_-]{0,19}", "QMF"),
    "region": (r"E(?:12|40)\d{6}", "E40000003"),
    "england": (re.escape(ENGLAND.code), ENGLAND.code),
}
_OF_ENGLAND = dict.fromkeys(("ENG", "ENGLAND", "E92", "E92000001"), ENGLAND.code)


def tidy(codes: pd.Series, area_type: str) -> pd.Series:
    """The codes in the dashboard's spelling; "" for each that is none of this type's."""
    codes = codes.str.strip().str.upper()
    if area_type == "region":
        codes = codes.replace(CURRENT_CODE)
    if area_type == "england":
        codes = codes.replace(_OF_ENGLAND)
    return codes.where(codes.str.fullmatch(SHAPES[area_type][0]), "")


def advice(area_type: str) -> str:
    """What to write, for a message: `write one such as F82001`."""
    return f"write one such as {SHAPES[area_type][1]}"
