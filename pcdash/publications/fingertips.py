"""Fingertips bulk CSV (OHID): any indicator, any mix of area types, one row per indicator, area, period, sex, age and category."""

from datetime import date

import pandas as pd

from pcdash.publications.kit.file import PublishedFile
from pcdash.publications.kit.loaded import Loaded, Publication
from pcdash.publications.kit.names import named_areas
from pcdash.publications.kit.rows import Rows, read_delimited
from pcdash.terms import periods
from pcdash.terms.regions import current_codes

PUBLICATION = Publication("fingertips", "Fingertips", "Office for Health Improvement and Disparities")
NAMES = r"indicators-.*\.data\.csv"

# Fingertips' area types, in both spellings, and the dashboard's. What is not here has no place in its area tree.
AREA_TYPES = {
    "gp": "practice",
    "gps": "practice",
    "pcns (v. 27/10/23)": "pcn",
    "pcns": "pcn",
    "pcn": "pcn",
    "ccg": "sub_icb",
    "ccgs": "sub_icb",
    "ccgs (2021/22)": "sub_icb",
    "icb sub-locations": "sub_icb",
    "sub-icb": "sub_icb",
    "ua": "borough",
    "county": "borough",
    "counties & uas (from apr 2023)": "borough",
    "regions (statistical)": "region",
    "england": "england",
}
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
    rows = read_delimited(file)
    table = rows.table
    # Some downloads leave the id, sex and age blank; the name still says which indicator it is.
    known = table[table["indicator id"] != ""].drop_duplicates("indicator name").set_index("indicator name")
    for column in ("indicator id", "sex", "age"):
        blank = table[column] == ""
        table.loc[blank, column] = table.loc[blank, "indicator name"].map(known[column]).fillna("")
    rows.require("indicator id", "area code", "time period", "sex", "age")
    area_type = table["area type"].str.lower().map(AREA_TYPES)
    for name in sorted(table.loc[area_type.isna(), "area type"].unique()):
        rows.refuse(table["area type"] == name, f"area type '{name}' is not one of the dashboard's")
    # Statistical two-tier counties and unitaries are compared with each other; districts lie inside counties.
    rows.refuse((area_type == "borough") & table["area code"].str.startswith("E07"), "is a district inside a county")
    period = table["time period"].map(_periods(table["time period"]))
    rows.refuse(period.isna(), "time period is not one the dashboard reads")
    numbers = {name: rows.number(column, blank=True) for name, column in NUMBERS.items()}
    rows.no_repeats(*KEY)
    values = rows.result(
        {"fingertips_id": "indicator id", "sex": "sex", "note": "value note"},
        area_type=area_type,
        area_code=current_codes(table["area code"]),
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
    return Loaded.from_rows(rows, {"fingertips_value": values, "area_name": names})


def _periods(texts: pd.Series) -> dict[str, str]:
    found = {}
    for text in texts.unique():
        try:
            found[text] = periods.parse(text).label
        except ValueError:
            continue
    return found


def _age(text: str) -> str:
    """`15+ yrs` -> `15+`, `<75 yrs` -> `0-74`, `40-74 yrs` -> `40-74`; other texts stay."""
    text = text.removesuffix(" yrs").removesuffix(" years").strip()
    return f"0-{int(text[1:]) - 1}" if text.startswith("<") and text[1:].isdigit() else text


def _category(rows: Rows) -> pd.Series:
    kind, name = rows.table["category type"], rows.table["category"]
    return (kind + "=" + name).where(kind != "", "")
