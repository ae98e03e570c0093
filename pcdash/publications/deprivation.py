"""Indices of Deprivation, 2019 and 2025: rank and decile of each small area (LSOA), those of 2011 and those of 2021."""

import re

from pcdash.publications.kit.file import PublishedFile
from pcdash.publications.kit.loaded import Loaded, Publication
from pcdash.publications.kit.rows import read_sheet

PUBLICATION = Publication("deprivation", "English Indices of Deprivation", "Ministry of Housing, Communities and Local Government")
NAMES = r"File_1_.*(IMD|IoD)20\d\d.*\.xlsx"

_SHEET = re.compile(r"IMD(?:20)?(\d\d)")


def recognises(file: PublishedFile) -> bool:
    return any(map(_SHEET.match, file.sheets))


def load(file: PublishedFile, catalogue) -> Loaded:
    sheet = next(filter(_SHEET.match, file.sheets))
    year = 2000 + int(_SHEET.match(sheet)[1])
    rows = read_sheet(file, sheet)
    code = next(name for name in rows.table if name.startswith("lsoa code"))
    # Since 2025 the headings go on to say which end is the deprived one.
    rank, decile = (
        rows.number(next(name for name in rows.table if re.search(rf"\(imd\) {word}\b", name)), whole=True)
        for word in ("rank", "decile")
    )
    rows.refuse(~decile.between(1, 10), "decile is not between 1 and 10")
    rows.no_repeats(code)
    lsoa_year = int(re.search(r"20\d\d", code)[0])
    result = rows.result({"lsoa_code": code}, lsoa_year=lsoa_year, imd_year=year, imd_rank=rank, imd_decile=decile)
    return Loaded.from_rows(rows, {"deprivation_lsoa": result}, period=str(year), series=f"IMD {year}")
