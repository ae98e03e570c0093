"""What a download holds: the figures as CSV, with everything needed to read them without the page."""

from collections.abc import Iterable

import pandas as pd

_COLUMNS = {
    "indicator_id": "Indicator ID",
    "indicator": "Indicator",
    "area_type": "Area type",
    "area_code": "Area code",
    "area_name": "Area",
    "period": "Period",
    "sex": "Sex",
    "age": "Age",
    "numerator": "Numerator",
    "denominator": "Denominator",
    "value": "Value",
    "lower95": "Lower CI 95.0 limit",
    "upper95": "Upper CI 95.0 limit",
    "lower99_8": "Lower CI 99.8 limit",
    "upper99_8": "Upper CI 99.8 limit",
    "unit": "Unit",
    "state": "State",
    "comparator_code": "Comparator code",
    "comparator_name": "Comparator",
    "comparator_value": "Comparator value",
    "outcome": "Compared to comparator",
    "source": "Source",
    "source_file": "Source file",
    "filters": "Filters",
    "data": "Data",
}
ATTRIBUTION = (
    "Contains OS data \u00a9 Crown copyright and database right. Source: Office for National Statistics licensed under the Open "
    "Government Licence v3.0."
)
SYNTHETIC = "Synthetic demonstration data: no real practice or patient"


def figures_csv(rows: pd.DataFrame, sources: pd.DataFrame, *, filters: str, synthetic: bool) -> bytes:
    """The rows as UTF-8 CSV with a byte order mark, so that spreadsheet programs read it rightly.

    `rows` may have any of the columns above and `source_id`; `sources` is `queries.source_files`. Missing numbers are empty cells
    with the state beside them. A cell that a spreadsheet would run as a formula is written as text.
    """
    known = sources.set_index("source_id")
    table = rows.assign(
        source=rows["source_id"].map(known["publication_title"]) if "source_id" in rows else None,
        source_file=rows["source_id"].map(known["file_label"]) if "source_id" in rows else None,
        filters=filters,
        data=SYNTHETIC if synthetic else "Published data",
    )
    table = table[[column for column in _COLUMNS if column in table]].rename(columns=_COLUMNS)
    texts = table.select_dtypes(include=["object", "string"]).columns
    for column in texts:
        table[column] = table[column].map(_as_plain_text)
    return table.to_csv(index=False).encode("utf-8-sig")


def image_lines(rows: pd.DataFrame, sources: pd.DataFrame, *, notes: Iterable[str], synthetic: bool) -> list[str]:
    """What a chart's picture says under its title: notes, whether it is synthetic, publications of the figures, attribution."""
    known = sources.set_index("source_id")["publication_title"]
    titles = sorted(known.reindex(rows["source_id"].dropna().unique()).dropna().unique()) if "source_id" in rows else []
    named = f"Figures: {'; '.join(titles)}." if titles else ""
    return [line for line in (*notes, f"{SYNTHETIC}." if synthetic else "", named, ATTRIBUTION) if line]


def _as_plain_text(value: object) -> object:
    return f"'{value}" if isinstance(value, str) and value.startswith(("=", "+", "-", "@", "\t", "\r")) else value
