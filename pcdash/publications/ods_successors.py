"""ODS succession file (`succ.csv`): which organisation took over from which, and when. The file has no header row."""

from pcdash.publications.kit.file import PublishedFile
from pcdash.publications.kit.loaded import Loaded, Publication
from pcdash.publications.kit.rows import read_delimited
from pcdash.terms.periods import published_date

PUBLICATION = Publication("ods_successors", "Successor organisations (succ)", "NHS England, ODS")
NAMES = r"succ\.csv"

_FIELDS = ("practice_code", "successor_code", "reason", "effective", "indicator")


def recognises(file: PublishedFile) -> bool:
    # Lists of members have the same columns; but there the second code is of another kind of organisation, a practice's CCG.
    return is_list_of_pairs(file) and len(file.header[0]) == len(file.header[1])


def is_list_of_pairs(file: PublishedFile) -> bool:
    """Whether a text without header row begins with two codes, a letter and a date, as several lists of ODS do."""
    first = file.header
    return 4 <= len(first) <= 6 and 3 <= len(first[0]) <= 8 and 3 <= len(first[1]) <= 8 and published_date(first[3]) is not None


def load(file: PublishedFile, catalogue) -> Loaded:
    rows = read_delimited(file, header=(*_FIELDS, "null_6")[: len(file.header)])
    rows.require("practice_code", "successor_code")
    effective = rows.date("effective")
    rows.refuse(rows.table["practice_code"] == rows.table["successor_code"], "names an organisation as its own successor")
    rows.no_repeats("practice_code", "successor_code")
    columns = {name: name for name in ("practice_code", "successor_code")}
    return Loaded.from_rows(rows, {"successor": rows.result(columns, effective=effective)}, series="successors")
