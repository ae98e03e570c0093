"""Change: since the baseline, of the spread between practices, and against ordinary variation."""

import pandas as pd

from pcdash.served.database import Database
from pcdash.terms.areas import Area


def improvement(database: Database, area: Area) -> pd.DataFrame:
    """What changed in an area since the baseline, one row per indicator; columns as `marts.improvement`."""
    return database.fetch(
        "SELECT * FROM marts.improvement WHERE area_type = ? AND area_code = ? ORDER BY indicator_id", [area.type, area.code]
    )


def spread_change(database: Database, comparator: Area) -> pd.DataFrame:
    """Whether the practices of an area became more alike since the baseline; columns as `marts.spread_change`."""
    return database.fetch(
        "SELECT * FROM marts.spread_change WHERE area_type = 'practice' AND comparator_type = ? AND comparator_code = ?",
        [comparator.type, comparator.code],
    )


def control_chart(database: Database, indicator_id: str, area: Area) -> pd.DataFrame:
    """The control chart of an area's monthly or quarterly series, oldest first; columns as `marts.control_chart`. Often empty."""
    return database.fetch(
        "SELECT * FROM marts.control_chart WHERE indicator_id = ? AND area_type = ? AND area_code = ? ORDER BY period_end",
        [indicator_id, area.type, area.code],
    )
