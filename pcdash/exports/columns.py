"""What a download holds: one list of columns, and one function that fills them.

A page hands over the rows that it shows, as they are. What every reader of a figure needs beside them, and the page's question did
not ask for (counts, both pairs of limits, sex and ages, codes, the comparator's own value), is looked up by the figure's key.
"""

import pandas as pd

from pcdash import queries
from pcdash.exports import SYNTHETIC
from pcdash.served.database import Database
from pcdash.terms import formatting

# Key in frames -> header in files; where Fingertips has a column, its name. In this order; a column of a frame that is neither here
# nor among those below follows at the end under its own name, so nothing that is shown is lost.
COLUMNS = {
    "indicator_id": "Indicator ID",
    "indicator": "Indicator",
    "short_name": "Indicator in short",
    "domain": "Domain",
    "area_type": "Area type",
    "area_code": "Area code",
    "area_name": "Area",
    "period": "Period",
    "sex": "Sex",
    "age": "Age",
    "category": "Category",
    "numerator": "Numerator",
    "denominator": "Denominator",
    "value": "Value",
    "lower95": "Lower CI 95.0 limit",
    "upper95": "Upper CI 95.0 limit",
    "lower99_8": "Lower CI 99.8 limit",
    "upper99_8": "Upper CI 99.8 limit",
    "unit": "Unit",
    "state": "State",
    "comparator_type": "Comparator type",
    "comparator_code": "Comparator code",
    "comparator_name": "Comparator",
    "comparator_value": "Comparator value",
    "comparator_lower95": "Comparator lower CI 95.0 limit",
    "comparator_upper95": "Comparator upper CI 95.0 limit",
    "outcome": "Compared to comparator",
    "outcome99_8": "Compared to comparator at 99.8%",
    "rank": "Rank, highest first",
    "of": "Areas ranked",
    "percentile": "Percentile",
    "quintile": "Fifth, 1 the highest",
    "patients_to_comparator": "Patients to comparator",
    "patients_to_comparator_lower95": "Patients to comparator, lower 95.0 limit",
    "patients_to_comparator_upper95": "Patients to comparator, upper 95.0 limit",
    "recent_trend": "Recent trend",
    "then_period": "Earlier period",
    "then_value": "Earlier value",
    "then_lower95": "Earlier value, lower CI 95.0 limit",
    "then_upper95": "Earlier value, upper CI 95.0 limit",
    "change": "Change",
    "change_lower95": "Change, lower CI 95.0 limit",
    "change_upper95": "Change, upper CI 95.0 limit",
    "direction": "Direction of change",
}
# Filled after all others: where the figures come from and what was asked for.
_SOURCES = {"source": "Source", "source_file": "Source file", "filters": "Filters", "data": "Data"}
# Places on a chart or a page, and what repeats a column above in other words.
DRAWN = {
    "source_id", "period_end", "period_start", "period_kind", "display_order", "place", "position", "place_in_order", "is_mine",
    "is_context", "is_headline", "noted", "distance_in_errors", "change_in_errors", "easting", "northing", "name",
    "multiplier", "kind", "polarity", "definition", "size", "segment", "label", "group", "key", "shown",
    "position_lower95", "position_upper95", "position_decile1", "position_quartile1", "position_quartile3", "position_decile9",
    "decile1", "quartile1", "quartile3", "decile9", "start", "finish", "gap_text", "trend", "gap_words",
}  # fmt: skip
_ALWAYS = ("area_type", "area_name", "sex", "age", "category", "numerator", "denominator", "value", "lower95", "upper95",
    "lower99_8", "upper99_8", "state", "source_id")  # fmt: skip
_COMPARED = ("comparator_code", "comparator_name", "comparator_value", "comparator_lower95", "comparator_upper95", "outcome")


def described(database: Database, rows: pd.DataFrame, *, comparator: str, filters: str) -> pd.DataFrame:
    """The rows under the headers of a download, in the order of the list, with all that is known of each figure.

    Rows of figures have `indicator_id`, `area_type`, `area_code` and `period`; where they have `category` or `comparator_type` of
    their own, these count, else the indicator's headline figure and `comparator`, the kind that the page compares with. What a row
    itself says is never replaced. Other rows (files, checks) only get their headers, the filters and the kind of data.
    """
    table = rows.reset_index(drop=True)
    if {"indicator_id", "area_type", "area_code", "period"} <= set(table):
        table = _completed(database, table, comparator)
    elif "indicator_id" in table:
        table = _named(database, table)
    if "source_id" in table:
        files = queries.provenance.source_files(database).set_index("source_id")
        table["source"] = table["source_id"].map(files["publication_title"])
        table["source_file"] = table["source_id"].map(files["file_label"])
    synthetic = queries.provenance.build_info(database)["data_kind"] == "synthetic"
    table = table.assign(filters=filters, data=SYNTHETIC if synthetic else "Published data")
    others = [name for name in table if name not in COLUMNS and name not in _SOURCES and name not in DRAWN]
    order = [name for name in COLUMNS if name in table] + others + [name for name in _SOURCES if name in table]
    return table[order].rename(columns={name: _header(name) for name in order})


def _header(name: str) -> str:
    return COLUMNS.get(name) or _SOURCES.get(name) or (name if " " in name else f"{name[:1].upper()}{name[1:].replace('_', ' ')}")


def _completed(database: Database, table: pd.DataFrame, comparator: str) -> pd.DataFrame:
    table = _named(database, table)
    says_its_own = "comparator_type" in table
    table = table if says_its_own else table.assign(comparator_type=comparator)
    keys = ("indicator_id", "area_type", "area_code", "period", "category", "comparator_type")
    known = queries.exports.figures(database, *(_texts(table, name) for name in keys))
    known.index = table.index
    if "value" in table:
        # A row may be of a part of the area (a group by deprivation); the whole area's counts and limits are not its own.
        is_other = (table["value"] - known["value"]).abs() > 1e-9 * known["value"].abs()
        is_other |= table["value"].isna() != known["value"].isna()
        known.loc[is_other, [name for name in known if name not in ("area_name", "sex", "age")]] = None
    if "comparator_name" in table and not says_its_own:
        # A row that was compared with something else keeps its own words, and gets no code of what the page compares with.
        is_other = table["comparator_name"].notna() & (table["comparator_name"] != known["comparator_name"])
        known.loc[is_other, list(_COMPARED)] = None
        table["comparator_type"] = table["comparator_type"].where(~is_other, None)
    for name in (*_ALWAYS, *_COMPARED):
        table[name] = table[name].where(table[name].notna(), known[name]) if name in table else known[name]
    kinds = table["indicator_id"].map(queries.catalogue.indicators(database).set_index("indicator_id")["kind"])
    named = zip(table["comparator_name"], kinds, strict=True)
    table["comparator_name"] = [formatting.comparator(name, kind) if isinstance(name, str) else name for name, kind in named]
    is_compared = table["comparator_code"].notna() | table["comparator_name"].notna()
    return table.assign(comparator_type=table["comparator_type"].where(is_compared, None))


def _texts(table: pd.DataFrame, name: str) -> list[str | None]:
    return [None if value is None or value != value else str(value) for value in table.get(name, [None] * len(table))]


def _named(database: Database, table: pd.DataFrame) -> pd.DataFrame:
    catalogue = queries.catalogue.indicators(database).set_index("indicator_id")
    for column, source in (("indicator", "name"), ("unit", "unit"), ("domain", "domain"), ("sex", "sex"), ("age", "age")):
        named = table["indicator_id"].map(catalogue[source])
        table[column] = table[column].where(table[column].notna(), named) if column in table else named
    return table
