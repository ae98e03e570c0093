"""Patients Registered at a GP Practice: totals, five-year ages, single ages and the LSOAs that patients live in."""

import re

import pandas as pd

from pcdash.ingest.files import PublishedFile
from pcdash.ingest.loaded import Loaded, Publication
from pcdash.ingest.rows import Rows, read_delimited
from pcdash.periods import month_of
from pcdash.regions import current_codes

PUBLICATION = Publication("registered_patients", "Patients Registered at a GP Practice", "NHS England")
NAMES = r"gp-reg-pat-prac-.*\.(csv|zip)"

ALIASES = {"type": "org_type", "code": "org_code", "age": "age_group_5", "practice_code": "org_code"}
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
    patients = any(name in file.columns for name in ("number_of_patients", "male_patients", "female_patients"))
    return "extract_date" in file.columns and patients


def load(file: PublishedFile, catalogue) -> Loaded:
    rows = read_delimited(file, ALIASES)
    dates = rows.date("extract_date")
    if "lsoa_code" in rows.table:
        return _by_lsoa(rows, dates)
    patients = rows.number("number_of_patients")
    organisation = rows.table.get("org_type", pd.Series("GP", index=rows.table.index)).str.lower().map(ORGANISATIONS)
    rows.refuse(organisation.isna(), "is an organisation that the dashboard does not keep")
    code = rows.table["org_code"].where(organisation != "region", current_codes(rows.table.get("ons_code", pd.Series(dtype=str))))
    rows.table["org_code"] = code.where(organisation != "england", "E92000001").fillna("")
    rows.require("org_code")
    age = rows.table["age_group_5"].map({text: _age_band(text) for text in rows.table["age_group_5"].unique()})
    rows.refuse(age.isna(), "age is not an age group")
    rows.table["sex"] = rows.table["sex"].str.upper()
    rows.refuse(~rows.table["sex"].isin(["ALL", "MALE", "FEMALE"]), "sex is not stated")
    rows.no_repeats("extract_date", "org_type" if "org_type" in rows.table else "org_code", "org_code", "sex", "age_group_5")
    sex = rows.table["sex"].map({"ALL": "Persons", "MALE": "Male", "FEMALE": "Female"})
    result = rows.result({"area_code": "org_code"}, area_type=organisation, extract_date=dates, sex=sex, age=age, patients=patients)
    shape = f"{'ages' if (result['age'] != 'All ages').any() else 'totals'} {' '.join(sorted(set(result['sex'])))}"
    return _loaded(rows, {"registered_patients": result}, dates, shape)


def _by_lsoa(rows: Rows, dates: pd.Series) -> Loaded:
    """Patients of each practice by the LSOA they live in; a file of one sex stands beside that of all."""
    column = next(name for name in ("number_of_patients", "male_patients", "female_patients") if name in rows.table)
    rows.require("org_code", "lsoa_code")
    patients = rows.number(column)
    sex = rows.table.get("sex", pd.Series(column.split("_")[0].upper(), index=rows.table.index)).str.upper()
    sex = sex.map({"ALL": "Persons", "NUMBER": "Persons", "MALE": "Male", "FEMALE": "Female"})
    rows.refuse(sex.isna(), "sex is not stated")
    rows.no_repeats("org_code", "lsoa_code", *(["sex"] if "sex" in rows.table else []))
    columns = {"practice_code": "org_code", "lsoa_code": "lsoa_code"}
    result = rows.result(columns, extract_date=dates, sex=sex, patients=patients)
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
