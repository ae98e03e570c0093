"""QOF achievement, raw CSV: numerators, denominators, adjustments and registers of every practice and indicator.

One file per region since 2022-23 (`ACHIEVEMENT_LONDON_2425.csv`), one national file before. The year is only in the name. A Parquet
file with the same columns is read alike; who made one may have added a column YEAR, which then counts.
"""

import pandas as pd

from pcdash.errors import SourceError
from pcdash.publications.kit.file import PublishedFile
from pcdash.publications.kit.loaded import Loaded, Publication
from pcdash.publications.kit.rows import Rows, read_delimited, states
from pcdash.terms.periods import financial_year_in

PUBLICATION = Publication("qof_achievement", "Quality and Outcomes Framework, achievement by practice", "NHS England")
NAMES = r"ACHIEVEMENT.*\.(csv|parquet)"

MEASURES = ("REGISTER", "NEWLY_DIAGNOSED", "NUMERATOR", "DENOMINATOR", "PCAS", "EXCEPTIONS", "ACHIEVED_POINTS")
ALIASES = {"practicecode": "practice_code", "indicatorcode": "indicator_code", "indicator": "indicator_code"}


def recognises(file: PublishedFile) -> bool:
    columns = {ALIASES.get(name, name) for name in file.columns}
    return {"practice_code", "indicator_code", "measure", "value"} <= columns


def load(file: PublishedFile, catalogue) -> Loaded:
    rows = read_delimited(file, ALIASES)
    period = _year(file, rows)
    rows.code("practice_code", "practice")
    rows.require("indicator_code")
    rows.one_of("measure", MEASURES)
    rows.refuse(rows.table["value"] == "", "value is blank, as published")
    value = rows.number("value", marks=True)
    rows.no_repeats("practice_code", "indicator_code", "measure")
    _refuse_impossible(rows, value)
    regions = sorted(set(rows.table.get("region_ods_code", [])))
    measure = rows.table["measure"].replace("EXCEPTIONS", "PCAS")
    columns = {"area_code": "practice_code", "indicator_code": "indicator_code"}
    mark = states(rows.table["value"])
    measures = rows.result(columns, area_type="practice", measure=measure, period=period, value=value, mark=mark)
    return Loaded.from_rows(rows, {"qof_measure": measures}, period=period, series=" ".join(regions) or "national")


def _year(file: PublishedFile, rows: Rows) -> str:
    """The one financial year in a column of years, else that of the name. Raises SourceError for several, or none."""
    if "year" not in rows.table:
        return year_in_name(file)
    years = {financial_year_in(text) for text in rows.table["year"].unique()}
    if len(years) != 1 or None in years:
        raise SourceError("has a column of years that does not name one financial year", file.label, "give a file for each year")
    return years.pop()


def _refuse_impossible(rows: Rows, value: pd.Series) -> None:
    """Refuses all figures of a practice and indicator whose numerator is above its denominator: which of the two is wrong?"""
    kept = rows.kept().assign(value=value)
    numerators, denominators = (
        kept[kept["measure"] == measure].set_index(["practice_code", "indicator_code"])["value"]
        for measure in ("NUMERATOR", "DENOMINATOR")
    )
    impossible = numerators.index[numerators > denominators.reindex(numerators.index)]
    whose = pd.MultiIndex.from_frame(kept[["practice_code", "indicator_code"]])
    rows.refuse(pd.Series(whose.isin(impossible), index=kept.index), "numerator is larger than the denominator of its practice")


def year_in_name(file: PublishedFile) -> str:
    """The financial year in the file's name, its archive's or its folders'. Raises SourceError where there is none."""
    for name in file.names_around:
        if (period := financial_year_in(name)) is not None:
            return period
    raise SourceError(
        "carries no year: the content has no period column and neither the name nor the folder says which year it is",
        file.label,
        "put the financial year into the name, as published (for example PREVALENCE_2425.csv), or into its folder's",
    )
