"""The local return: an organisation's own figures, in the dashboard's own CSV format (README, "Local return")."""

import pandas as pd

from pcdash.definitions.catalogue import Indicator
from pcdash.publications.kit.file import PublishedFile
from pcdash.publications.kit.loaded import Loaded, Publication
from pcdash.publications.kit.rows import Rows, read_delimited, states
from pcdash.terms import periods

NUMBERS = ("numerator", "denominator", "value")
PUBLICATION = Publication(
    "local_return",
    "Local return",
    "the organisation that returned it",
    attribution="Local returns: as each return says",
    order=10,
    figures=NUMBERS,
)

AREA_TYPES = ("practice", "locality", "pcn", "borough", "sub_icb", "icb", "system", "region", "england")
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
BREAKDOWNS = tuple(f"Deprivation quintile={number}" for number in range(1, 6))


def recognises(file: PublishedFile) -> bool:
    return {"indicator_id", "area_type", "area_code", "period", "numerator", "denominator", "value"} <= file.columns


def load(file: PublishedFile, catalogue) -> Loaded:
    rows = read_delimited(file)
    for column in COLUMNS:
        if column not in rows.table:
            rows.table[column] = ""
    table = rows.table
    rows.require("indicator_id", "area_type", "area_code", "period")
    known = {indicator.id: indicator for indicator in catalogue}
    rows.refuse(~table["indicator_id"].isin(known), "indicator_id is not in the catalogue")
    rows.one_of("area_type", AREA_TYPES)
    for area_type in AREA_TYPES:
        rows.code("area_code", area_type, where=table["area_type"] == area_type)
    _name_whole_ages(rows, known)
    for indicator_id in set(table["indicator_id"]) & set(known):
        _as_the_indicator_has(rows, known[indicator_id])
    period = table["period"].map(periods.read_all(table["period"]))
    rows.refuse(period.isna(), f"period is not one of {periods.FORMS}, or could be two of them, as 2011-12 is")
    numbers = {name: rows.number(name, marks=True) for name in NUMBERS}
    state = _state(rows, numbers)
    rows.refuse(state == "", "has neither counts nor a value")
    share = table["indicator_id"].map({key: item.is_share for key, item in known.items()}).eq(True)
    rows.not_above(numbers["numerator"], numbers["denominator"], "numerator is larger than the denominator of a percentage", share)
    multiplier = table["indicator_id"].map({key: item.multiplier for key, item in known.items()}).astype(float)
    rows.not_above(numbers["value"], multiplier, "value is larger than the whole", share)
    table["period"] = period.fillna(table["period"])
    rows.no_repeats(*KEY)
    columns = {name: name for name in ("indicator_id", "area_type", "area_code", "sex", "age", "category", "period", "note")}
    returned = Loaded.from_rows(rows, {"local_return": rows.result(columns, state=state, **numbers)}, edition=file.modified)
    kept = rows.kept().index
    if small := int((share & (numbers["value"] <= 1) & (numbers["value"] > 0) & numbers["numerator"].isna()).reindex(kept).sum()):
        returned.notes.append(f"in {small:,} rows a percentage is 1 or less: if shares were meant, multiply them by 100")
    return returned


def _name_whole_ages(rows: Rows, known: dict[str, Indicator]) -> None:
    """Where a row is of all the ages that an indicator has in some period, it is named by the indicator's: the period tells which.

    Who answers a survey is for the survey to say: all of them are its ages.
    """
    for key, indicator in known.items():
        whole = {*indicator.ages, *(["All ages"] if indicator.domain == "survey" else [])}
        mine = (rows.table["indicator_id"] == key) & rows.table["age"].isin(whole)
        rows.table.loc[mine, "age"] = indicator.age


def _as_the_indicator_has(rows: Rows, indicator: Indicator) -> None:
    """Refuses what no page would show: another sex, age or category than the indicator's, named with what is wanted."""
    mine = rows.table["indicator_id"] == indicator.id
    ages, categories = (indicator.age, *indicator.age_bands), indicator.bands or ("", *BREAKDOWNS)
    for column, wanted in (("sex", (indicator.sex,)), ("age", ages), ("category", categories)):
        here = rows.table[column]
        shown = "none or a deprivation quintile" if column == "category" and not indicator.bands else ", ".join(wanted)
        if column == "age" and len(wanted) > 1:
            shown = f"{indicator.age}, or its five-year bands {wanted[1]} to {wanted[-1]}"
        rows.refuse(mine & ~here.isin(wanted), f"{column} is not one that {indicator.id} has: {shown}")


def _state(rows: Rows, numbers: dict[str, pd.Series]) -> pd.Series:
    """What each row says: value, suppressed, missing or not_applicable; "" for a row that says nothing.

    A figure is hidden where a mark says so in place of one of its numbers, or the note does. Rejected: to show what is left, a
    numerator without its denominator for example; what was hidden could be worked out from it.
    """
    marked = pd.concat({name: states(rows.table[name].where(rows.table[name] != "", "0")) for name in NUMBERS}, axis=1)
    state = pd.Series("value", index=rows.table.index)
    state[pd.concat(numbers, axis=1).isna().all(axis=1)] = ""
    for name in ("missing", "not_applicable", "suppressed"):
        state[(marked == name).any(axis=1)] = name
    state[rows.table["note"].str.lower().str.startswith("suppressed")] = "suppressed"
    return state
