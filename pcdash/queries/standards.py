"""The outcome standards: triggers of a practice and its review category."""

import pandas as pd

from pcdash.database import Database


def triggers(database: Database, practice_code: str) -> pd.DataFrame:
    """The standards of a practice that were judged, the worst first; columns as `marts.trigger`, and name and unit."""
    return database.fetch(
        """
        SELECT trigger.*, indicator.name, indicator.unit
        FROM marts.trigger AS trigger INNER JOIN marts.indicator AS indicator USING (indicator_id)
        WHERE trigger.area_code = ? AND trigger.level IS NOT NULL
        ORDER BY trigger.level DESC, indicator.display_order
        """,
        [practice_code],
    )


def trigger_summary(database: Database, practice_code: str) -> dict | None:
    """The review category of a practice, or None where nothing was judged; keys as `marts.trigger_summary`."""
    rows = database.fetch("SELECT * FROM marts.trigger_summary WHERE area_code = ?", [practice_code])
    return rows.iloc[0].to_dict() if len(rows) else None
