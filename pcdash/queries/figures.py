"""Figures of areas: one, those of an area's members, a whole profile."""

import pandas as pd

from pcdash.served.database import Database
from pcdash.terms.areas import Area


def figure(database: Database, indicator_id: str, area: Area, period: str) -> dict | None:
    """The figure of one area and period, or None; keys as `marts.headline_value`."""
    rows = database.fetch(
        "SELECT * FROM marts.headline_value WHERE indicator_id = ? AND area_type = ? AND area_code = ? AND period = ?",
        [indicator_id, area.type, area.code, period],
    )
    return rows.iloc[0].to_dict() if len(rows) else None


def compared(database: Database, indicator_id: str, area: Area, period: str, comparator: str) -> dict | None:
    """An area's comparison with its comparator of a type, or None; keys as `marts.headline_comparison`."""
    rows = database.fetch(
        """
        SELECT * FROM marts.headline_comparison
        WHERE indicator_id = ? AND area_type = ? AND area_code = ? AND period = ? AND comparator_type = ?
        """,
        [indicator_id, area.type, area.code, period, comparator],
    )
    return rows.iloc[0].to_dict() if len(rows) else None


def members(database: Database, indicator_id: str, parent: Area, member_type: str, period: str, comparator: str) -> pd.DataFrame:
    """The figures of an area's members (practices or localities) in a period, highest first; members without one come last.

    Columns: those of `marts.headline_value`, and comparator_code, comparator_name, comparator_value, outcome (not_compared
    where there is no value or comparator), rank, of, patients_to_comparator and its two limits, easting, northing, list_size.
    """
    return database.fetch(
        """
        WITH member AS (
            SELECT DISTINCT child_code AS area_code FROM marts.member_of_period
            WHERE child_type = $member_type AND parent_type = $parent_type AND parent_code = $parent_code AND period = $period
        )
        SELECT figure.*, comparison.comparator_code, comparison.comparator_name, comparison.comparator_value,
            coalesce(comparison.outcome, 'not_compared') AS outcome, comparison.rank, comparison.of,
            comparison.patients_to_comparator, comparison.patients_to_comparator_lower95,
            comparison.patients_to_comparator_upper95, area.easting, area.northing, list.list_size
        FROM marts.headline_value AS figure
        INNER JOIN member USING (area_code)
        INNER JOIN marts.area AS area USING (area_type, area_code)
        LEFT JOIN marts.headline_comparison AS comparison
            ON figure.indicator_id = comparison.indicator_id AND figure.area_type = comparison.area_type
            AND figure.area_code = comparison.area_code AND figure.period = comparison.period
            AND comparison.comparator_type = $comparator
        LEFT JOIN marts.newest_list AS list USING (area_type, area_code)
        WHERE figure.indicator_id = $indicator AND figure.area_type = $member_type AND figure.period = $period
        ORDER BY figure.value DESC NULLS LAST, figure.area_name, figure.area_code
        """,
        {
            "indicator": indicator_id,
            "parent_type": parent.type,
            "parent_code": parent.code,
            "member_type": member_type,
            "period": period,
            "comparator": comparator,
        },
    )


def profile(database: Database, area: Area, comparator: str) -> pd.DataFrame:
    """Every indicator of one area in its newest period, by domain in the catalogue's order, in each the ended series last.

    Columns: indicator_id, domain, name, short_name, kind, unit, multiplier, polarity, standing and to_period of `marts.series`,
    period, is_yearly, numerator, denominator, value, lower95, upper95, state, source_id; recent_trend, and of the five years up to
    the period: comparable_years (those of its definition) and definition_changed (whether others are of an older one);
    comparator_name, comparator_value and its limits, outcome, outcome99_8, rank, of, percentile, patients_to_comparator and its
    limits (NaN without a comparator); the positions of `marts.spine` (NaN below four areas).
    """
    return database.fetch(
        """
        WITH mine AS (
            SELECT * FROM marts.newest_value WHERE area_type = $area_type AND area_code = $area_code
        ),
        point AS (
            SELECT * FROM marts.headline_trend WHERE area_type = $area_type AND area_code = $area_code
        ),
        told AS (
            SELECT mine.indicator_id, any_value(newest.period_kind) IN ('financial_year', 'calendar_year') AS is_yearly,
                count(*) FILTER (
                    point.segment = newest.segment AND point.cycle_point IS NOT DISTINCT FROM newest.cycle_point
                ) AS comparable_years,
                coalesce(bool_or(point.segment <> newest.segment), FALSE) AS definition_changed
            FROM mine
            INNER JOIN point AS newest USING (indicator_id, period)
            LEFT JOIN point
                ON mine.indicator_id = point.indicator_id AND newest.period_kind = point.period_kind
                AND point.value IS NOT NULL AND date_diff('year', point.period_start, newest.period_start) BETWEEN 0 AND 4
            GROUP BY mine.indicator_id
        )
        SELECT mine.indicator_id, mine.domain, indicator.name, indicator.short_name, indicator.kind, indicator.unit,
            indicator.multiplier, indicator.polarity, series.standing, series.to_period, mine.period, told.is_yearly,
            mine.numerator, mine.denominator, mine.value, mine.lower95, mine.upper95, mine.state, mine.source_id,
            mine.recent_trend, told.comparable_years, told.definition_changed,
            spine.comparator_name, spine.comparator_value, spine.comparator_lower95, spine.comparator_upper95,
            coalesce(spine.outcome, 'not_compared') AS outcome, spine.outcome99_8, spine.rank, spine.of,
            spine.percentile, spine.patients_to_comparator, spine.patients_to_comparator_lower95,
            spine.patients_to_comparator_upper95, spine.position, spine.position_lower95,
            spine.position_upper95, spine.position_decile1, spine.position_quartile1, spine.position_quartile3,
            spine.position_decile9
        FROM mine
        INNER JOIN told USING (indicator_id)
        INNER JOIN marts.indicator AS indicator USING (indicator_id)
        INNER JOIN marts.series AS series USING (indicator_id)
        LEFT JOIN marts.spine AS spine
            ON mine.indicator_id = spine.indicator_id
            AND spine.area_type = $area_type AND spine.area_code = $area_code AND spine.comparator_type = $comparator
        ORDER BY min(indicator.display_order) OVER (PARTITION BY mine.domain), series.standing = 'ended', indicator.display_order
        """,
        {"area_type": area.type, "area_code": area.code, "comparator": comparator},
    )
