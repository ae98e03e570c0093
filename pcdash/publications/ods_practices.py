"""ODS epraccur: every prescribing cost centre of England, general practices among them. The file has no header row."""

import re

from pcdash.publications.kit.file import PublishedFile
from pcdash.publications.kit.loaded import Loaded, Publication
from pcdash.publications.kit.rows import Rows, read_delimited

PUBLICATION = Publication("ods_practices", "GP practices and prescribing cost centres (epraccur)", "NHS England, ODS")
NAMES = r"epraccur.*\.csv"

_FIELDS = (
    ["practice_code", "practice_name", "national_grouping", "health_geography"]
    + [f"address_{line}" for line in range(1, 6)]
    + ["postcode", "opened", "closed", "status", "sub_type", "commissioner", "joined", "left", "telephone"]
    + [f"null_{number}" for number in range(19, 22)]
    + ["amended", "null_23", "provider", "null_25", "setting", "null_27"]
)
# The setting of a general practice: a number to 2025, a role since.
_GP_PRACTICE = ("4", "RO76")
# A letter to 2025, a word since.
_STATUS = {"ACTIVE": "A", "INACTIVE": "C", "DORMANT": "D", "PROPOSED": "P"}


def recognises(file: PublishedFile) -> bool:
    return len(file.header) == len(_FIELDS) and (_has_names(file) or _looks_like_a_practice(file.header))


def _has_names(file: PublishedFile) -> bool:
    return {"organisation code", "name", "status code"} <= file.columns


def _looks_like_a_practice(first: tuple[str, ...]) -> bool:
    # Dental practices come in the same columns, under codes with a V.
    return (
        re.fullmatch(r"[A-UW-Z][A-Z0-9]{5}", first[0]) is not None
        and first[12].upper() in (*_STATUS, *_STATUS.values())
        and first[10].isdigit()
    )


def load(file: PublishedFile, catalogue) -> Loaded:
    rows = read_delimited(file, header=tuple(_FIELDS))
    if _has_names(file):  # the fields stand in the same order under them
        rows = Rows(rows.table.iloc[1:])
    rows.require("practice_code", "practice_name")
    dates = {name: rows.date(name, blank=True) for name in ("opened", "closed", "joined", "left")}
    rows.table["status"] = rows.table["status"].str.upper()
    rows.one_of("status", (*_STATUS.values(), *_STATUS))
    rows.table["status"] = rows.table["status"].replace(_STATUS)
    rows.no_repeats("practice_code")
    columns = {name: name for name in ("practice_code", "practice_name", "postcode", "status", "commissioner")}
    practices = rows.result(columns, is_gp_practice=rows.table["setting"].isin(_GP_PRACTICE), **dates)
    practices = practices.rename(columns={"left": "left_commissioner", "joined": "joined_commissioner"})
    # The file carries no date of its own: the newest date in it tells editions apart, whenever they were downloaded.
    edition = max((day for column in dates.values() for day in column[practices.index] if day), default=file.modified)
    return Loaded.from_rows(rows, {"practice": practices}, series="practices", edition=edition)
