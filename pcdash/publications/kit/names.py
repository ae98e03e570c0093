"""Names of organisations as a reader expects them, and the two tables of area names and parents that many files feed."""

import re
from datetime import date

import pandas as pd

from pcdash.terms import codes as area_codes

_UPPER = {"NHS", "CCG", "ICB", "PCN", "GP", "PMS", "APMS", "GMS", "LLP", "UK", "NE", "NW", "SE", "SW", "II", "III", "IV"}
_LOWER = {"and", "of", "the", "at", "in", "on", "for", "by", "with"}


def tidy_name(name: str) -> str:
    """`THE CIRCLE PRACTICE` -> `The Circle Practice`; names that are not all capitals stay as published."""
    name = " ".join(name.split())
    if name != name.upper() or not re.search("[A-Z]{2}", name):
        return name
    words = [_tidy_word(word) for word in name.split(" ")]
    words = [word.lower() if index and word.lower() in _LOWER else word for index, word in enumerate(words)]
    return " ".join(words)


def named_areas(area_type: str, codes: pd.Series, names: pd.Series, as_at: date, gss: pd.Series | None = None) -> pd.DataFrame:
    """Rows for `tables.area_name`: one per distinct code of this type that has a name."""
    tidy = area_codes.tidy(codes, area_type)
    frame = pd.DataFrame({"area_code": tidy, "area_name": names, "gss_code": gss if gss is not None else None})
    frame = frame[(frame["area_code"] != "") & (frame["area_name"] != "")].drop_duplicates("area_code")
    frame["area_name"] = frame["area_name"].map(tidy_name)
    return frame.assign(area_type=area_type, as_at=as_at)


def parents(
    child_type: str, child_codes: pd.Series, parent_type: str, parent_codes: pd.Series, as_at: date | pd.Series
) -> pd.DataFrame:
    """Rows for `tables.area_parent`: from `as_at`, the child belongs to the parent, as far as this file knows.

    A row whose parent has no code of its type (a network not allocated yet) says nothing.
    """
    child_codes, parent_codes = area_codes.tidy(child_codes, child_type), area_codes.tidy(parent_codes, parent_type)
    frame = pd.DataFrame({"child_code": child_codes, "parent_code": parent_codes, "as_at": as_at})
    frame = frame[(frame["child_code"] != "") & (frame["parent_code"] != "")].drop_duplicates()
    return frame.assign(child_type=child_type, parent_type=parent_type)


def _tidy_word(word: str) -> str:
    bare = word.strip("()&.,'\"")
    if bare in _UPPER or any(character.isdigit() for character in bare):
        return word
    # "DR'S" -> "Dr's", "ST.JOHN" -> "St.John", "O'MOORE" -> "O'Moore", "(HARROW)" -> "(Harrow)"
    word = re.sub(r"[A-Z]+", lambda match: match[0].capitalize(), word)
    return re.sub(r"'S\b", "'s", word)
