"""How indicators differ with deprivation: the areas that have groups, one indicator's groups and slopes, and all at a glance."""

import pandas as pd

from pcdash.served.database import Database
from pcdash.terms.areas import Area

# How the most deprived fare beside the least deprived, in the words of every other comparison.
_OUTCOME = """
    CASE inequality.direction
        WHEN 'most_deprived_worse' THEN 'worse'
        WHEN 'least_deprived_worse' THEN 'better'
        WHEN 'most_deprived_higher' THEN 'higher'
        WHEN 'least_deprived_higher' THEN 'lower'
        WHEN 'no_clear_gradient' THEN 'similar'
        ELSE 'not_compared'
    END
"""


def areas(database: Database, area: Area) -> pd.DataFrame:
    """The area itself and those it belongs to that have groups by deprivation, smallest first, each grouping on its own.

    Columns: area_type, area_code, area_name, grouping_name, indicators (ids).
    """
    return database.fetch(
        """
        WITH related AS (
            SELECT $area_type AS area_type, $area_code AS area_code
            UNION
            SELECT member.parent_type, member.parent_code FROM marts.area_member AS member
            WHERE member.child_type = $area_type AND member.child_code = $area_code
                AND member.parent_type IN ('borough', 'system', 'region', 'england')
                AND current_date BETWEEN member.valid_from AND coalesce(member.valid_to, DATE '9999-12-31')
        ),
        grouped AS (
            SELECT area_type, area_code, grouping_name, list(DISTINCT indicator_id) AS indicators
            FROM marts.inequality INNER JOIN related USING (area_type, area_code)
            GROUP BY ALL
        )
        SELECT grouped.area_type, grouped.area_code, area.area_name, grouped.grouping_name, grouped.indicators
        FROM grouped INNER JOIN marts.area AS area USING (area_type, area_code)
        ORDER BY list_position(['borough', 'system', 'region', 'england'], grouped.area_type),
            grouped.grouping_name NOT LIKE 'Practices%', grouped.grouping_name
        """,
        {"area_type": area.type, "area_code": area.code},
    )


def series(database: Database, indicator_id: str, area: Area, grouping_name: str) -> pd.DataFrame:
    """Gap and slopes of one indicator over time, oldest first: columns of `marts.inequality`, value (of the whole area) with its
    limits, segment and break_reason of the definition, period_kind, outcome (how the most deprived fare), source_id."""
    return database.fetch(
        f"""
        SELECT inequality.*, {_OUTCOME} AS outcome, 'value' AS state, whole.value, whole.lower95, whole.upper95, whole.segment,
            whole.break_reason, whole.period_kind, whole.source_id
        FROM marts.inequality AS inequality
        INNER JOIN marts.indicator AS indicator USING (indicator_id)
        LEFT JOIN marts.headline_trend AS whole
            ON inequality.indicator_id = whole.indicator_id AND inequality.area_type = whole.area_type
            AND inequality.area_code = whole.area_code AND inequality.period = whole.period
        WHERE inequality.indicator_id = $indicator AND inequality.area_type = $area_type
            AND inequality.area_code = $area_code AND inequality.grouping_name = $grouping
        ORDER BY inequality.period_end
        """,
        {"indicator": indicator_id, "area_type": area.type, "area_code": area.code, "grouping": grouping_name},
    )


def groups(database: Database, indicator_id: str, area: Area, grouping_name: str, period: str) -> pd.DataFrame:
    """The groups of one period, the most deprived first: columns of `marts.inequality_group`, and where each lies along the
    population from 0 (most deprived) to 1: share_from, share_middle, share_to. NaN where a group has no population."""
    return database.fetch(
        """
        SELECT *,
            (sum(denominator) OVER upward - denominator) / nullif(sum(denominator) OVER (), 0) AS share_from,
            (sum(denominator) OVER upward - denominator / 2) / nullif(sum(denominator) OVER (), 0) AS share_middle,
            sum(denominator) OVER upward / nullif(sum(denominator) OVER (), 0) AS share_to
        FROM marts.inequality_group
        WHERE indicator_id = $indicator AND area_type = $area_type AND area_code = $area_code
            AND grouping_name = $grouping AND period = $period
        WINDOW upward AS (ORDER BY place_in_order)
        ORDER BY place_in_order
        """,
        {
            "indicator": indicator_id,
            "area_type": area.type,
            "area_code": area.code,
            "grouping": grouping_name,
            "period": period,
        },
    )


def glance(database: Database, area: Area, grouping_name: str) -> pd.DataFrame:
    """Every indicator of an area by groups of one kind in its newest period, the largest relative difference first.

    Columns: those of `marts.inequality`, name, short_name, unit, polarity, outcome and source_id as in `series`.
    """
    return database.fetch(
        f"""
        WITH newest AS (
            SELECT inequality.*, indicator.name, indicator.short_name, indicator.unit, indicator.polarity, indicator.sex,
                indicator.age, {_OUTCOME} AS outcome
            FROM marts.inequality AS inequality
            INNER JOIN marts.indicator AS indicator USING (indicator_id)
            WHERE inequality.area_type = $area_type AND inequality.area_code = $area_code
                AND inequality.grouping_name = $grouping
            QUALIFY row_number() OVER (
                PARTITION BY inequality.indicator_id ORDER BY inequality.period_end DESC, inequality.period DESC
            ) = 1
        )
        SELECT newest.*, 'value' AS state, figure.source_id
        FROM newest
        LEFT JOIN marts.headline_value AS figure USING (indicator_id, area_type, area_code, period)
        ORDER BY abs(ln(newest.relative_index)) DESC NULLS LAST, newest.name
        """,
        {"area_type": area.type, "area_code": area.code, "grouping": grouping_name},
    )
