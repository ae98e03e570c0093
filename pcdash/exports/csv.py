"""A table as a CSV file."""

import pandas as pd


def csv(table: pd.DataFrame) -> bytes:
    """UTF-8 with a byte order mark, so that spreadsheet programs read it rightly; missing values are empty cells.

    A cell that a spreadsheet would run as a formula is written as text.
    """
    safe = table.copy()
    for column in safe.select_dtypes(include=["object", "string"]).columns:
        safe[column] = safe[column].map(_as_plain_text)
    return safe.to_csv(index=False).encode("utf-8-sig")


def _as_plain_text(value: object) -> object:
    return f"'{value}" if isinstance(value, str) and value.startswith(("=", "+", "-", "@", "\t", "\r")) else value
