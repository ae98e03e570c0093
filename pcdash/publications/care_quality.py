"""Ratings of the Care Quality Commission (CQC): the newest rating of each practice as a whole, by the year it was published.

Read in the layout that analysts hand round, one row per practice. The commission's own monthly directory is not read yet.
"""

from pcdash.publications.kit.file import PublishedFile
from pcdash.publications.kit.loaded import Loaded, Publication
from pcdash.publications.kit.rows import read_delimited

PUBLICATION = Publication("care_quality", "Care Quality Commission ratings", "Care Quality Commission")
RATINGS = ("Outstanding", "Good", "Requires improvement", "Inadequate")


def recognises(file: PublishedFile) -> bool:
    return {"practice.code", "year", "latest_rating"} <= file.columns


def load(file: PublishedFile, catalogue) -> Loaded:
    rows = read_delimited(file)
    rows.code("practice.code", "practice")
    for column in ("service_population_group", "domain"):
        if column in rows.table:
            rows.refuse(rows.table[column] != "Overall", f"{column} is not Overall: the rating of a part")
    rows.one_of("latest_rating", RATINGS)
    year = rows.number("year")
    rows.no_repeats("practice.code", "year")
    kept = {"practice_code": "practice.code", "rating": "latest_rating"}
    return Loaded.from_rows(rows, {"care_quality_rating": rows.result(kept, rated_in=year)}, series="ratings")
