"""Indices of Deprivation 2019: rank and decile of each LSOA (2011)."""

from pcdash.publications.kit.file import PublishedFile
from pcdash.publications.kit.loaded import Loaded, Publication
from pcdash.publications.kit.rows import read_sheet

PUBLICATION = Publication("deprivation", "English Indices of Deprivation", "Ministry of Housing, Communities and Local Government")
NAMES = r"File_1_-_IMD20\d\d.*\.xlsx"


def recognises(file: PublishedFile) -> bool:
    return any(name.startswith("IMD20") for name in file.sheets)


def load(file: PublishedFile, catalogue) -> Loaded:
    sheet = next(name for name in file.sheets if name.startswith("IMD20"))
    rows = read_sheet(file, sheet)
    code = next(name for name in rows.table if name.startswith("lsoa code"))
    rank = rows.number(next(name for name in rows.table if name.endswith("rank")))
    decile = rows.number(next(name for name in rows.table if name.endswith("decile")))
    rows.refuse(~decile.between(1, 10), "decile is not between 1 and 10")
    rows.no_repeats(code)
    result = rows.result({"lsoa_code": code}, imd_year=int(sheet[3:7]), imd_rank=rank, imd_decile=decile)
    return Loaded.from_rows(rows, {"deprivation_lsoa": result}, period=sheet[3:7], series=sheet)
