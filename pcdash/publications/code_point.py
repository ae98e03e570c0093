"""OS Code-Point Open: where each postcode is, on the British National Grid, and its district and ward. No header row."""

from pcdash.publications.kit.file import PublishedFile
from pcdash.publications.kit.loaded import Loaded, Publication
from pcdash.publications.kit.rows import read_delimited
from pcdash.terms import codes

PUBLICATION = Publication(
    "code_point", "Code-Point Open", "Ordnance Survey", "Contains OS data © Crown copyright and database right"
)

_FIELDS = ("postcode", "quality", "easting", "northing", "country", "nhs_region", "nhs_ha", "county", "district", "ward")
_NO_POSITION = "90"


def recognises(file: PublishedFile) -> bool:
    first = file.header
    return len(first) == 10 and first[1].isdigit() and first[4].startswith(("E92", "W92", "S92")) and first[2].isdigit()


def load(file: PublishedFile, catalogue) -> Loaded:
    rows = read_delimited(file, header=_FIELDS)
    rows.require("postcode", "district")
    easting, northing = rows.number("easting"), rows.number("northing")
    rows.refuse(rows.table["quality"] == _NO_POSITION, "has no position, as published")
    rows.no_repeats("postcode")
    postcode = rows.table["postcode"].str.replace(" ", "", regex=False)
    district = rows.table["district"].map({code: codes.current(code, "borough") for code in rows.table["district"].unique()})
    result = rows.result({"ward_code": "ward"}, district_code=district, postcode=postcode, easting=easting, northing=northing)
    return Loaded.from_rows(rows, {"postcode": result}, series=file.name.lower())
