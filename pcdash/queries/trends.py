"""What trends ask: a series with its target and what happened on the way, the band of other areas, the series of the members."""

from datetime import date

import pandas as pd

from pcdash.served.database import Database
from pcdash.terms.areas import Area

# Bands of fewer areas would be drawn from too few to say what is usual.
_LEAST_AREAS_OF_A_BAND = 10


def dated_series(database: Database, indicator_id: str, areas: tuple[Area, ...]) -> pd.DataFrame:
    """The points of areas over time, oldest first: columns of `marts.headline_trend`.

    One kind of period only, that of the newest point of the first area that has any: years and months are different series.
    """
    types, codes = [area.type for area in areas], [area.code for area in areas]
    return database.fetch(
        """
        WITH wanted AS (
            SELECT unnest($types) AS area_type, unnest($codes) AS area_code, unnest(range(len($codes))) AS turn
        ),
        point AS (
            SELECT trend.*, wanted.turn FROM marts.headline_trend AS trend
            INNER JOIN wanted ON trend.area_type = wanted.area_type AND trend.area_code = wanted.area_code
            WHERE trend.indicator_id = $indicator
        ),
        newest AS (
            SELECT period_kind FROM point WHERE state = 'value' ORDER BY turn, period_end DESC, period DESC LIMIT 1
        )
        SELECT point.* EXCLUDE (turn) FROM point
        INNER JOIN newest USING (period_kind)
        ORDER BY point.period_end, point.turn
        """,
        {"types": types, "codes": codes, "indicator": indicator_id},
    )


def decile_bands(database: Database, indicator_id: str, area_type: str, comparator: Area) -> pd.DataFrame:
    """How areas spread over an indicator, by period, as a ground for an area's own line.

    Columns as `marts.spread`, comparator_name, and only_in: the one region that boroughs of England with a figure lie in, NaN where
    they lie in several.

    Of areas of the same type within the comparator; where those are fewer than ten, of its practices; else of England's practices.
    Periods in which many of them have no figure are left out: the band would jump with who is in it.
    """
    return database.fetch(
        """
        WITH found AS (
            SELECT figure.period, CASE WHEN count(*) = count(region.area_code) AND min(region.area_code) = max(region.area_code)
                THEN min(region.area_name) END AS only_in
            FROM marts.spread_figure AS figure
            LEFT JOIN marts.area_member AS member
                ON figure.area_type = member.child_type AND figure.area_code = member.child_code AND member.parent_type = 'region'
            LEFT JOIN marts.area AS region ON region.area_type = 'region' AND member.parent_code = region.area_code
            WHERE figure.indicator_id = $indicator AND figure.area_type = 'borough' AND figure.comparator_type = 'england'
            GROUP BY figure.period
        )
        SELECT spread.*, area.area_name AS comparator_name, found.only_in
        FROM marts.spread AS spread INNER JOIN marts.area AS area
            ON spread.comparator_type = area.area_type AND spread.comparator_code = area.area_code
        LEFT JOIN found
            ON spread.area_type = 'borough' AND spread.comparator_type = 'england' AND spread.period = found.period
        WHERE spread.indicator_id = $indicator AND spread.areas >= $least AND (
            (
                spread.area_type IN ($area_type, 'practice') AND spread.comparator_type = $comparator_type
                AND spread.comparator_code = $comparator_code
            )
            OR (spread.area_type = 'practice' AND spread.comparator_type = 'england')
        )
        QUALIFY dense_rank() OVER (
            ORDER BY spread.area_type <> $area_type, spread.comparator_type <> $comparator_type, spread.comparator_type
        ) = 1
            AND spread.areas >= 0.75 * max(spread.areas) OVER (PARTITION BY spread.area_type, spread.comparator_type)
        ORDER BY spread.period_end
        """,
        {
            "indicator": indicator_id,
            "area_type": area_type,
            "comparator_type": comparator.type,
            "comparator_code": comparator.code,
            "least": _LEAST_AREAS_OF_A_BAND,
        },
    )


def target(database: Database, indicator_id: str, area: Area) -> dict | None:
    """The target of an area, or None; keys as `marts.target`."""
    rows = database.fetch(
        "SELECT * FROM marts.target WHERE indicator_id = ? AND area_type = ? AND area_code = ?",
        [indicator_id, area.type, area.code],
    )
    return rows.iloc[0].to_dict() if len(rows) else None


def events(database: Database, indicator_id: str, area: Area, place_code: str, first: date, last: date) -> pd.DataFrame:
    """What happened between two days that an area's series should be read with, numbered in order of time.

    Practices of the area that closed in one financial year are one event. Columns: number, event_kind, occurred_on, title, source.
    """
    return database.fetch(
        """
        WITH concerned AS (
            SELECT event.* FROM marts.event AS event
            WHERE event.occurred_on BETWEEN $first AND $last
                AND coalesce(event.indicator_id = $indicator, true) AND coalesce(event.place_code = $place, true)
                AND (event.practice_code IS NULL OR event.practice_code IN (
                    SELECT child_code FROM marts.area_member
                    WHERE child_type = 'practice' AND parent_type = $area_type AND parent_code = $area_code
                ))
        ),
        told AS (
            SELECT event_kind, occurred_on, title, source FROM concerned WHERE practice_code IS NULL
            UNION ALL
            SELECT 'closure', min(occurred_on), string_agg(title, '; ' ORDER BY occurred_on, title), any_value(source)
            FROM concerned WHERE practice_code IS NOT NULL
            GROUP BY date_part('year', occurred_on - INTERVAL 3 MONTH)
        )
        SELECT row_number() OVER (ORDER BY occurred_on, title) AS number, event_kind, occurred_on, title, source
        FROM told ORDER BY number
        """,
        {
            "indicator": indicator_id,
            "area_type": area.type,
            "area_code": area.code,
            "place": place_code,
            "first": first,
            "last": last,
        },
    )


def unusual_times(database: Database, indicator_id: str, period_kind: str, first: date, last: date) -> pd.DataFrame:
    """Times between two days whose figures are unlike others, of an indicator's series of one kind of period, in order of time.

    Columns: letter (a, b ...), starts_on, ends_on, title, source.
    """
    return database.fetch(
        """
        WITH concerned AS (
            SELECT starts_on, ends_on, title, source FROM marts.unusual_time
            WHERE coalesce(indicator_id = $indicator, true) AND starts_on <= $last AND ends_on >= $first
                AND coalesce(is_monthly = ($kind IN ('month', 'quarter')), true)
        )
        SELECT chr(96 + row_number() OVER (ORDER BY starts_on, ends_on, title)::INTEGER) AS letter, *
        FROM concerned ORDER BY letter
        """,
        {"indicator": indicator_id, "kind": period_kind, "first": first, "last": last},
    )


def member_series(database: Database, indicator_id: str, parent: Area, member_type: str, period_kind: str) -> pd.DataFrame:
    """The series of every member of an area while it belonged to it, closed practices too; in order of name, oldest point first.

    Columns: indicator_id, area_type, area_code, area_name, closed, period, period_start, period_end, numerator, denominator, value,
    lower95, upper95, state, segment, recent_trend.
    """
    return database.fetch(
        """
        SELECT DISTINCT trend.indicator_id, trend.area_type, trend.area_code, trend.area_name, area.closed, trend.period,
            trend.period_start, trend.period_end, trend.numerator, trend.denominator, trend.value, trend.lower95, trend.upper95,
            trend.state, trend.segment, trend.recent_trend
        FROM marts.headline_trend AS trend
        INNER JOIN marts.member_of_period AS member
            ON trend.area_type = member.child_type AND trend.area_code = member.child_code
            AND member.parent_type = $parent_type AND member.parent_code = $parent_code
            AND trend.period = member.period
        INNER JOIN marts.area AS area ON trend.area_type = area.area_type AND trend.area_code = area.area_code
        WHERE trend.indicator_id = $indicator AND trend.area_type = $member_type AND trend.period_kind = $period_kind
        ORDER BY trend.area_name, trend.area_code, trend.period_end
        """,
        {
            "indicator": indicator_id,
            "parent_type": parent.type,
            "parent_code": parent.code,
            "member_type": member_type,
            "period_kind": period_kind,
        },
    )
