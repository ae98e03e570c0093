"""Fingertips bulk CSV (OHID): any indicator, any mix of area types, one row per indicator, area, period, sex, age and category."""

import re
from datetime import date

import pandas as pd

from pcdash.definitions.catalogue import Indicator
from pcdash.publications.kit.file import PublishedFile
from pcdash.publications.kit.loaded import Loaded, Publication
from pcdash.publications.kit.names import named_areas
from pcdash.publications.kit.rows import Rows, read_delimited
from pcdash.terms import codes, periods

PUBLICATION = Publication("fingertips", "Fingertips", "Office for Health Improvement and Disparities")
NAMES = r"indicators-.*\.data\.csv"

# How Fingertips' names of area types begin, in any year's spelling and vintage, and the dashboard's types. The first that fits
# counts; what has None, or fits nothing, has no place in the dashboard's tree of areas.
AREA_TYPES = (
    ("gp", "practice"),
    ("pcn", "pcn"),
    ("sub-icb", "sub_icb"),
    ("icb sub", "sub_icb"),
    ("icb", "icb"),
    ("stp", "icb"),
    ("ccg", "sub_icb"),
    ("ua", "borough"),
    ("unitary", "borough"),
    ("count", "borough"),
    ("upper tier", "borough"),
    ("district", "borough"),
    ("region", "region"),
    ("nhs region", "region"),
    ("england", "england"),
)
NUMBERS = {
    "value": "value",
    "lower95": "lower ci 95.0 limit",
    "upper95": "upper ci 95.0 limit",
    "lower99_8": "lower ci 99.8 limit",
    "upper99_8": "upper ci 99.8 limit",
    "count": "count",
    "denominator": "denominator",
}
# Fingertips names areas too, but a register's name counts before it.
_BEFORE_ANY_REGISTER = date(1990, 1, 1)
KEY = ("indicator id", "area code", "time period", "sex", "age", "category type", "category")


def recognises(file: PublishedFile) -> bool:
    return {"indicator id", "indicator name", "area code", "area type", "time period", "value", "category type"} <= file.columns


def load(file: PublishedFile, catalogue) -> Loaded:
    rows = read_delimited(file, ends_left_out=True)
    table = rows.table
    # Some downloads leave the id, sex and age blank; the name still says which indicator it is.
    known = table[table["indicator id"] != ""].drop_duplicates("indicator name").set_index("indicator name")
    for column in ("indicator id", "sex", "age"):
        blank = table[column] == ""
        table.loc[blank, column] = table.loc[blank, "indicator name"].map(known[column]).fillna("")
    rows.require("indicator id", "area code", "time period", "sex", "age")
    area_type = table["area type"].map({name: _area_type(name) for name in table["area type"].unique()})
    rows.refuse(area_type.isna(), "area type is not one of the dashboard's")
    # Statistical two-tier counties and unitaries are compared with each other; districts lie inside counties. Those that were
    # merged into a council of today make up its figures of before.
    district = (area_type == "borough") & table["area code"].str.startswith("E07")
    rows.refuse(district & ~table["area code"].isin(codes.parts_of_councils()), "is a district inside a county")
    written = table["area code"].copy()
    for kind in area_type.dropna().unique():
        rows.code("area code", kind, where=area_type == kind)
    _refuse_restated(rows, written)
    period = table["time period"].map(periods.read_all(table["time period"]))
    rows.refuse(period.isna(), "time period is not one the dashboard reads")
    numbers = {name: rows.number(column, blank=True) for name, column in NUMBERS.items()}
    _refuse_impossible(rows, numbers, catalogue)
    _refuse_longer_spans(rows)
    rows.no_repeats(*KEY)
    values = rows.result(
        {"fingertips_id": "indicator id", "area_code": "area code", "sex": "sex", "note": "value note"},
        area_type=area_type,
        period=period,
        age=table["age"].map({text: _age(text) for text in table["age"].unique()}),
        category=_category(rows),
        **numbers,
    )
    names = []
    kept = rows.kept()
    for kind in ("borough", "region"):
        of_kind = kept[area_type[kept.index] == kind]
        names.append(named_areas(kind, of_kind["area code"], of_kind["area name"], _BEFORE_ANY_REGISTER))
    loaded = Loaded.from_rows(rows, {"fingertips_value": values, "area_name": names})
    if unused := sorted(set(kept["indicator id"]) - set(_ids(catalogue))):
        ids = [each for each in unused if re.fullmatch(r"\d{1,6}", each)]
        named = ", ".join(ids[:5]) + ", ..." * (len(unused) > 5)
        loaded.notes.append(f"no indicator here uses {len(unused)} of its ids ({named})")
    return loaded


def _area_type(name: str) -> str | None:
    return next((kind for start, kind in AREA_TYPES if name.lower().startswith(start)), None)


def _ids(catalogue) -> dict[str, Indicator]:
    """The indicator of each of Fingertips' ids that one uses."""
    return {
        code: indicator
        for indicator in catalogue
        for source in indicator.sources
        if source.publication == "fingertips"
        for code in source.codes
    }


def _refuse_restated(rows: Rows, written: pd.Series) -> None:
    """Where a download has a series under an area's earlier code and again under today's, today's counts."""
    is_earlier = written.str.upper() != rows.table["area code"]
    newer = pd.MultiIndex.from_frame(rows.kept().loc[~is_earlier, list(KEY)])
    mine = pd.MultiIndex.from_frame(rows.table[list(KEY)])
    rows.refuse(is_earlier & mine.isin(newer), "is restated under the area's newer code")


def _refuse_longer_spans(rows: Rows) -> None:
    """One id may be published for a year and for several years together under one name of the period: the shortest counts."""
    if "time period range" not in rows.table:
        return
    parts = rows.table["time period range"].str.extract(r"^(\d+)([ymq])$")
    months = parts[0].astype(float) * parts[1].map({"y": 12, "q": 3, "m": 1}).astype(float)
    shortest = rows.kept().assign(months=months).groupby(list(KEY))["months"].transform("min")
    rows.refuse(months > shortest.reindex(months.index), "time period range is longer than that of another row of the same period")


def _refuse_impossible(rows: Rows, numbers: dict[str, pd.Series], catalogue) -> None:
    """Refuses percentages above 100 and numerators above denominators, of the indicators that are shares."""
    shares = [code for code, indicator in _ids(catalogue).items() if indicator.is_share]
    share = rows.table["indicator id"].isin(shares)
    rows.not_above(numbers["count"], numbers["denominator"], "count is larger than the denominator of a percentage", share)
    rows.refuse(share & (numbers["value"] > 100), "value is above 100%")


def _age(text: str) -> str:
    """`15+ yrs` -> `15+`, `<75 yrs` -> `0-74`, `40-74 yrs` -> `40-74`; other texts stay."""
    text = text.removesuffix(" yrs").removesuffix(" years").strip()
    return f"0-{int(text[1:]) - 1}" if text.startswith("<") and text[1:].isdigit() else text


def _category(rows: Rows) -> pd.Series:
    kind, name = rows.table["category type"], rows.table["category"]
    return (kind + "=" + name).where(kind != "", "")
