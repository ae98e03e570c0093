"""ODS epraccur: every prescribing cost centre of England, general practices among them. The file has no header row."""

from pcdash.publications.kit.file import PublishedFile
from pcdash.publications.kit.loaded import Loaded, Publication
from pcdash.publications.kit.rows import read_delimited

PUBLICATION = Publication("ods_practices", "GP practices and prescribing cost centres (epraccur)", "NHS England, ODS")
NAMES = r"epraccur.*\.csv"

_FIELDS = (
    ["practice_code", "practice_name", "national_grouping", "health_geography"]
    + [f"address_{line}" for line in range(1, 6)]
    + ["postcode", "opened", "closed", "status", "sub_type", "commissioner", "joined", "left", "telephone"]
    + [f"null_{number}" for number in range(19, 22)]
    + ["amended", "null_23", "provider", "null_25", "setting", "null_27"]
)
_GP_PRACTICE = "4"


def recognises(file: PublishedFile) -> bool:
    first = file.header
    return len(first) == 27 and len(first[0]) == 6 and first[12] in ("A", "C", "D", "P") and first[10].isdigit()


def load(file: PublishedFile, catalogue) -> Loaded:
    rows = read_delimited(file, header=tuple(_FIELDS))
    rows.require("practice_code", "practice_name")
    dates = {name: rows.date(name, blank=True) for name in ("opened", "closed", "joined", "left")}
    rows.one_of("status", ("A", "C", "D", "P"))
    rows.no_repeats("practice_code")
    columns = {name: name for name in ("practice_code", "practice_name", "postcode", "status", "commissioner")}
    practices = rows.result(columns, is_gp_practice=rows.table["setting"] == _GP_PRACTICE, **dates)
    practices = practices.rename(columns={"left": "left_commissioner", "joined": "joined_commissioner"})
    # The file carries no date of its own: the newest date in it tells editions apart, whenever they were downloaded.
    edition = max((day for column in dates.values() for day in column[practices.index] if day), default=file.modified)
    return Loaded.from_rows(rows, {"practice": practices}, series="practices", edition=edition)
