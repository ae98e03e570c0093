"""The indicators, their sources, and the periods that have figures."""

import pandas as pd

from pcdash.served.database import Database


def indicators(database: Database) -> pd.DataFrame:
    """The catalogue in its order, each with `has_values` and `has_practices` (figures for practices of a place)."""
    return database.fetch(
        """
        WITH reach AS (
            SELECT figure.indicator_id, bool_or(figure.area_type = 'practice' AND area.place_code IS NOT NULL) AS has_practices
            FROM marts.headline_value AS figure
            INNER JOIN marts.area AS area USING (area_type, area_code)
            WHERE figure.state = 'value' GROUP BY figure.indicator_id
        )
        SELECT indicator.*, reach.indicator_id IS NOT NULL AS has_values, coalesce(reach.has_practices, false) AS has_practices
        FROM marts.indicator AS indicator LEFT JOIN reach USING (indicator_id)
        ORDER BY display_order
        """
    )


def indicator_sources(database: Database, indicator_id: str) -> pd.DataFrame:
    """Which code carries an indicator in which years, in order of preference; columns as `marts.indicator_source`."""
    return database.fetch("SELECT * FROM marts.indicator_source WHERE indicator_id = ? ORDER BY priority, code", [indicator_id])


def qof_codes(database: Database) -> dict[str, tuple[str, ...]]:
    """The codes (`DM020`) that the Quality and Outcomes Framework gives an indicator, by indicator_id; absent where it has none."""
    rows = database.fetch("SELECT DISTINCT indicator_id, code FROM marts.indicator_source WHERE publication = 'qof' ORDER BY ALL")
    return {key: tuple(codes) for key, codes in rows.groupby("indicator_id")["code"]}


def series(database: Database) -> pd.DataFrame:
    """Whether each indicator can still be measured, and what came after; columns as `marts.series`, in the catalogue's order."""
    return database.fetch("SELECT * FROM marts.series ORDER BY display_order")


def periods(database: Database, indicator_id: str, place_code: str) -> list[str]:
    """Periods in which an indicator has a value for the place, one of its parts or a practice of it; newest first.

    Falls back to every period that the indicator has anywhere, so that an indicator without local figures can still be shown.
    """
    found = database.fetch(
        """
        SELECT figure.period, max(figure.period_end) AS period_end,
            bool_or(area.place_code = $place) AS is_local
        FROM marts.headline_value AS figure INNER JOIN marts.area AS area USING (area_type, area_code)
        WHERE figure.indicator_id = $indicator AND figure.state = 'value'
        GROUP BY figure.period ORDER BY period_end DESC, figure.period DESC
        """,
        {"indicator": indicator_id, "place": place_code},
    )
    local = found[found["is_local"].fillna(False).astype(bool)]
    return list((local if len(local) else found)["period"])
