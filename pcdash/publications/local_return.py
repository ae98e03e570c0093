"""The local return: figures that no national file carries, in the dashboard's own CSV format (README, "Local return")."""

import re

import pandas as pd

from pcdash.definitions.catalogue import SEXES
from pcdash.publications.kit.file import PublishedFile
from pcdash.publications.kit.loaded import Loaded, Publication
from pcdash.publications.kit.rows import read_delimited
from pcdash.terms import periods

PUBLICATION = Publication(
    "local_return", "Local return", "the organisation that returned it", attribution="Local returns: as each return says", order=10
)

AREA_TYPES = ("practice", "locality", "pcn", "borough", "sub_icb", "system", "region", "england")
COLUMNS = (
    "indicator_id",
    "area_type",
    "area_code",
    "period",
    "sex",
    "age",
    "category",
    "numerator",
    "denominator",
    "value",
    "note",
)
KEY = COLUMNS[:7]


def recognises(file: PublishedFile) -> bool:
    return {"indicator_id", "area_type", "area_code", "period", "numerator", "denominator", "value"} <= file.columns


def load(file: PublishedFile, catalogue) -> Loaded:
    rows = read_delimited(file)
    for column in COLUMNS:
        if column not in rows.table:
            rows.table[column] = ""
    rows.require("indicator_id", "area_type", "area_code", "period")
    known = {indicator.id: indicator for indicator in catalogue}
    rows.refuse(~rows.table["indicator_id"].isin(known), "indicator_id is not in the catalogue")
    rows.one_of("area_type", AREA_TYPES)
    rows.one_of("sex", SEXES)
    is_age = rows.table["age"].map(_is_age).astype(bool)
    rows.refuse(~is_age, "age is not 'All ages', a range such as 17+ or 40-74, or a five-year band")
    labels = {text: _period(text) for text in rows.table["period"].unique()}
    period = rows.table["period"].map(labels)
    rows.refuse(period.isna(), "period is not one of 2014/15, 2015, 2013 - 15, 2025 Q1, 2025-10")
    numbers = {name: rows.number(name, blank=True) for name in ("numerator", "denominator", "value")}
    rows.refuse(pd.concat(numbers, axis=1).isna().all(axis=1) & ~_is_marked(rows.table), "has neither counts nor a value")
    shares = rows.table["indicator_id"].map({key: item.kind in ("proportion", "distribution") for key, item in known.items()})
    over = (numbers["numerator"] > numbers["denominator"]) & shares.fillna(False).astype(bool)
    rows.refuse(over, "numerator is larger than the denominator of a percentage")
    rows.no_repeats(*KEY)
    columns = {name: name for name in ("indicator_id", "area_type", "area_code", "sex", "age", "category", "note")}
    result = rows.result(columns, period=period, **numbers)
    return Loaded.from_rows(rows, {"local_return": result}, edition=file.modified)


def _is_age(text: str) -> bool:
    return text == "All ages" or bool(re.fullmatch(r"\d+(-\d+|\+)", text))


def _is_marked(table: pd.DataFrame) -> pd.Series:
    """A row without figures may say in its note that they are suppressed; it is then kept as such."""
    return table["note"].str.lower().str.startswith("suppressed")


def _period(text: str) -> str | None:
    try:
        return periods.parse(text).label
    except ValueError:
        return None
