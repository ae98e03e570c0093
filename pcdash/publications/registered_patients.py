"""Patients Registered at a GP Practice: totals, five-year ages, single ages and the LSOAs that patients live in."""

import re

import pandas as pd

from pcdash.publications.kit.file import PublishedFile
from pcdash.publications.kit.loaded import Loaded, Publication
from pcdash.publications.kit.rows import LARGEST_LIST, Rows, read_delimited
from pcdash.terms.areas import ENGLAND
from pcdash.terms.periods import month_of

PUBLICATION = Publication("registered_patients", "Patients Registered at a GP Practice", "NHS England")
NAMES = r"gp-reg-pat-prac-.*\.(csv|zip)"

ALIASES = {"type": "org_type", "code": "org_code", "age": "age_group_5", "practice_code": "org_code"}
SEXES = {"ALL": "Persons", "MALE": "Male", "FEMALE": "Female"}
PATIENTS_OF = {"number_of_patients": "ALL", "all_patients": "ALL", "male_patients": "MALE", "female_patients": "FEMALE"}
ORGANISATIONS = {
    "gp": "practice",
    "gp practice": "practice",
    "pcn": "pcn",
    "ccg": "sub_icb",
    "sub icb": "sub_icb",
    "sub icb location": "sub_icb",
    "sub_icb_location": "sub_icb",
    "comm region": "region",
    "region": "region",
    "england": "england",
    "national": "england",
}


def recognises(file: PublishedFile) -> bool:
    return "extract_date" in file.columns and any(name in file.columns for name in PATIENTS_OF)


def load(file: PublishedFile, catalogue) -> Loaded:
    rows = read_delimited(file, ALIASES)
    dates = rows.date("extract_date")
    if "lsoa_code" in rows.table:
        return _by_lsoa(rows, dates)
    patients = rows.number("number_of_patients", whole=True)
    organisation = rows.table.get("org_type", pd.Series("GP", index=rows.table.index)).str.lower().map(ORGANISATIONS)
    rows.refuse(organisation.isna(), "is an organisation that the dashboard does not keep")
    rows.table["org_code"] = rows.table["org_code"].where(organisation != "england", ENGLAND.code)
    if "ons_code" in rows.table:
        rows.table["org_code"] = rows.table["org_code"].where(organisation != "region", rows.table["ons_code"])
    for area_type in organisation.dropna().unique():
        rows.code("org_code", area_type, where=organisation == area_type)
    rows.refuse((organisation == "practice") & (patients > LARGEST_LIST), f"is more than any practice's list ({LARGEST_LIST:,})")
    age = rows.table["age_group_5"].map({text: _age_band(text) for text in rows.table["age_group_5"].unique()})
    rows.refuse(age.isna(), "age is not an age group")
    rows.table["sex"] = rows.table["sex"].str.upper()
    rows.refuse(~rows.table["sex"].isin(SEXES), "sex is not stated")
    rows.no_repeats("extract_date", "org_type" if "org_type" in rows.table else "org_code", "org_code", "sex", "age_group_5")
    sex = rows.table["sex"].map(SEXES)
    result = rows.result({"area_code": "org_code"}, area_type=organisation, extract_date=dates, sex=sex, age=age, patients=patients)
    shape = f"{'ages' if (result['age'] != 'All ages').any() else 'totals'} {' '.join(sorted(set(result['sex'])))}"
    return _loaded(rows, {"registered_patients": result}, dates, shape)


def _by_lsoa(rows: Rows, dates: pd.Series) -> Loaded:
    """Patients of each practice by the LSOA they live in; a file of one sex stands beside that of all.

    Early editions have no sex but a column for each; where one row has several, that of all patients is kept.
    """
    rows.code("org_code", "practice")
    rows.require("lsoa_code")
    column, sex = next((name, sex) for name, sex in PATIENTS_OF.items() if name in rows.table)
    patients = rows.number(column)
    if column == "male_patients" and "female_patients" in rows.table:
        patients, sex = patients + rows.number("female_patients"), "ALL"
    sexes = rows.table.get("sex", pd.Series(sex, index=rows.table.index)).str.upper().map(SEXES)
    rows.refuse(sexes.isna(), "sex is not stated")
    rows.no_repeats("org_code", "lsoa_code", *(["sex"] if "sex" in rows.table else []))
    columns = {"practice_code": "org_code", "lsoa_code": "lsoa_code"}
    result = rows.result(columns, extract_date=dates, sex=sexes, patients=patients)
    return _loaded(rows, {"registered_patients_lsoa": result}, dates, f"lsoa {' '.join(sorted(set(result['sex'])))}")


def _loaded(rows: Rows, tables: dict, dates: pd.Series, shape: str) -> Loaded:
    known = [day for day in dates if day]
    edition = max(known) if known else None
    period = month_of(edition) if edition else None
    # A national file and one that a portal cut down to a few practices are different series: neither replaces the other.
    scope = "national" if len(rows.table) > 6000 else f"{len(rows.table)} rows"
    return Loaded.from_rows(rows, tables, period=period, series=f"{shape} {period} {scope}", edition=edition)


def _age_band(text: str) -> str | None:
    """`0_4` -> `0-4`, `95+` -> `95+`, `ALL` -> `All ages`, a single age -> itself; None for anything else."""
    text = text.strip()
    if text.upper() == "ALL":
        return "All ages"
    return text.replace("_", "-") if re.fullmatch(r"\d+([_-]\d+|\+)?", text) else None
