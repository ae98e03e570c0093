"""The ONS lookup from small areas (LSOAs) of 2011 to those of 2021: which were kept, divided or merged."""

from pcdash.publications.kit.file import PublishedFile
from pcdash.publications.kit.loaded import Loaded, Publication
from pcdash.publications.kit.rows import read_delimited

PUBLICATION = Publication("small_areas", "LSOA (2011) to LSOA (2021) lookup", "Office for National Statistics")
NAMES = r"LSOA.*2011.*LSOA.*2021.*\.csv"

# What the lookup says of a pair: unchanged, a part of the old one, made of several old ones, or neither (the borders cross).
CHANGES = ("U", "S", "M", "X")


def recognises(file: PublishedFile) -> bool:
    return {"lsoa11cd", "lsoa21cd", "chgind"} <= file.columns


def load(file: PublishedFile, catalogue) -> Loaded:
    rows = read_delimited(file)
    for column in ("lsoa11cd", "lsoa21cd"):
        rows.table[column] = rows.table[column].str.strip().str.upper()
        rows.refuse(~rows.table[column].str.fullmatch(r"[EW]01\d{6}"), f"{column} is no code of a small area: write E01000001")
    rows.one_of("chgind", CHANGES)
    rows.no_repeats("lsoa11cd", "lsoa21cd")
    pairs = rows.result({"lsoa_2011": "lsoa11cd", "lsoa_2021": "lsoa21cd", "change_kind": "chgind"})
    return Loaded.from_rows(rows, {"small_area_change": pairs}, series="LSOA 2011 to 2021")
