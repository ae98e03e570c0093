"""What the map asks: which areas have figures, the members of an area with theirs, and what lies around and under them."""

import pandas as pd

from pcdash.served.database import Database
from pcdash.terms.areas import Area


def levels(database: Database, indicator_id: str, place_code: str, period: str) -> pd.DataFrame:
    """Which kinds of areas have a figure in a period: those of a place first, then those around it; the finest first.

    One row per kind and the area that they are the members of. Columns: member_type, parent_type, parent_code, parent_name,
    members, with_figure (how many of them have one; kinds without any are left out).
    """
    return database.fetch(
        """
        WITH level (position, member_type, parent_type) AS (
            VALUES (1, 'practice', 'borough'), (2, 'locality', 'borough'), (3, 'borough', 'region'), (4, 'sub_icb', 'region'),
                (5, 'borough', 'england'), (6, 'sub_icb', 'england'), (7, 'region', 'england')
        ),
        parent AS (
            SELECT area_type, area_code, area_name FROM marts.area WHERE area_type = 'borough' AND area_code = $place
            UNION
            SELECT area.area_type, area.area_code, area.area_name
            FROM marts.area_member AS member INNER JOIN marts.area AS area
                ON member.parent_type = area.area_type AND member.parent_code = area.area_code
            WHERE member.child_type = 'borough' AND member.child_code = $place
        ),
        member AS (
            SELECT DISTINCT level.position, level.member_type, parent.area_type AS parent_type, parent.area_code AS parent_code,
                parent.area_name AS parent_name, member.child_code
            FROM level
            INNER JOIN parent ON level.parent_type = parent.area_type
            INNER JOIN marts.member_of_period AS member
                ON level.member_type = member.child_type AND parent.area_type = member.parent_type
                AND parent.area_code = member.parent_code AND member.period = $period
        )
        SELECT member.member_type, member.parent_type, member.parent_code, member.parent_name, count(*) AS members,
            count(figure.value) AS with_figure
        FROM member
        LEFT JOIN marts.headline_value AS figure
            ON figure.indicator_id = $indicator AND figure.period = $period AND figure.state = 'value'
            AND member.member_type = figure.area_type AND member.child_code = figure.area_code
        GROUP BY member.position, member.member_type, member.parent_type, member.parent_code, member.parent_name
        HAVING count(figure.value) > 0
        ORDER BY member.position, member.parent_code
        """,
        {"indicator": indicator_id, "place": place_code, "period": period},
    )


def newest_of_practices(database: Database, indicator_id: str, place_code: str) -> str | None:
    """The newest period in which a practice of a place has a figure; None where none ever had."""
    rows = database.fetch(
        """
        SELECT figure.period FROM marts.headline_value AS figure
        INNER JOIN marts.area AS area ON figure.area_type = area.area_type AND figure.area_code = area.area_code
        WHERE figure.indicator_id = ? AND figure.area_type = 'practice' AND figure.state = 'value' AND area.place_code = ?
        ORDER BY figure.period_end DESC, figure.period DESC LIMIT 1
        """,
        [indicator_id, place_code],
    )
    return rows["period"].iloc[0] if len(rows) else None


def members(
    database: Database, indicator_id: str, parent: Area, member_type: str, periods: list[str], comparator: str
) -> pd.DataFrame:
    """Each member of an area (practice, locality or a wider kind) in each period, its figure and comparison; highest first.

    None is left out: a member that no file has a figure for has the state "missing". Columns: those of `marts.headline_value`, and
    comparator_code, comparator_name, comparator_value, outcome (not_compared where there is no value or comparator), rank, of,
    quintile, patients_to_comparator and its limits, easting, northing, list_size (newest; of the practice or locality).
    """
    return database.fetch(
        """
        WITH member AS (
            SELECT DISTINCT period, period_end, child_code AS area_code FROM marts.member_of_period
            WHERE child_type = $member_type AND parent_type = $parent_type AND parent_code = $parent_code
                AND list_contains($periods, period)
        ),
        figure AS (
            SELECT * FROM marts.headline_value
            WHERE indicator_id = $indicator AND area_type = $member_type AND list_contains($periods, period)
                AND area_code IN (SELECT area_code FROM member)
        ),
        comparison AS (
            SELECT * FROM marts.headline_comparison
            WHERE indicator_id = $indicator AND area_type = $member_type AND list_contains($periods, period)
                AND comparator_type = $comparator AND area_code IN (SELECT area_code FROM member)
        )
        SELECT $indicator AS indicator_id, area.area_type, area.area_code, area.area_name, member.period, member.period_end,
            figure.numerator, figure.denominator, figure.value, figure.lower95, figure.upper95, figure.lower99_8,
            figure.upper99_8, figure.source_id,
            coalesce(figure.state, CASE WHEN area.closed <= member.period_end THEN 'closed' ELSE 'missing' END) AS state,
            comparison.comparator_code, comparison.comparator_name, comparison.comparator_value,
            coalesce(comparison.outcome, 'not_compared') AS outcome, comparison.rank, comparison.of, comparison.quintile,
            comparison.patients_to_comparator, comparison.patients_to_comparator_lower95,
            comparison.patients_to_comparator_upper95, area.easting, area.northing, list.list_size
        FROM member
        INNER JOIN marts.area AS area ON area.area_type = $member_type AND member.area_code = area.area_code
        LEFT JOIN figure ON member.area_code = figure.area_code AND member.period = figure.period
        LEFT JOIN comparison ON member.area_code = comparison.area_code AND member.period = comparison.period
        LEFT JOIN marts.newest_list AS list ON list.area_type = $member_type AND member.area_code = list.area_code
        ORDER BY member.period_end, figure.value DESC NULLS LAST, area.area_name, area.area_code
        """,
        {
            "indicator": indicator_id,
            "parent_type": parent.type,
            "parent_code": parent.code,
            "member_type": member_type,
            "periods": periods,
            "comparator": comparator,
        },
    )


def periods(database: Database, indicator_id: str, place_code: str, period: str) -> pd.DataFrame:
    """The periods of the same kind as `period` (years, months) with a practice's figure in the place, oldest first.

    Columns: period, break_reason (why it cannot be compared with those before; NaN where it can).
    """
    return database.fetch(
        """
        WITH found AS (
            SELECT trend.period, trend.period_kind, trend.period_end, trend.break_reason
            FROM marts.headline_trend AS trend
            INNER JOIN marts.area AS area ON trend.area_type = area.area_type AND trend.area_code = area.area_code
            WHERE trend.indicator_id = $indicator AND trend.area_type = 'practice' AND trend.state = 'value'
                AND area.place_code = $place
        )
        SELECT period, any_value(break_reason) AS break_reason
        FROM found WHERE period_kind = (SELECT any_value(kind.period_kind) FROM found AS kind WHERE kind.period = $period)
        GROUP BY period ORDER BY max(period_end), period
        """,
        {"indicator": indicator_id, "place": place_code, "period": period},
    )


def nearby_practices(database: Database, place_code: str, parent: Area, period: str) -> pd.DataFrame:
    """Practices open at the end of a period that are not the area's own: of the rest of the place, and up to 2 km beyond it.

    Columns: name, easting, northing. Only practices whose position is loaded.
    """
    return database.fetch(
        """
        WITH day AS (SELECT period_end FROM marts.period WHERE period = $period),
        practice AS (
            SELECT area.area_code, area.area_name, area.place_code, area.easting, area.northing
            FROM marts.area AS area CROSS JOIN day
            WHERE area.area_type = 'practice' AND area.easting IS NOT NULL
                AND (area.opened IS NULL OR area.opened <= day.period_end)
                AND (area.closed IS NULL OR area.closed > day.period_end)
        ),
        own AS (
            SELECT child_code FROM marts.member_of_period
            WHERE child_type = 'practice' AND parent_type = $parent_type AND parent_code = $parent_code AND period = $period
        )
        SELECT other.area_name AS name, other.easting, other.northing
        FROM practice AS other
        WHERE other.area_code NOT IN (SELECT child_code FROM own)
            AND (other.place_code = $place OR EXISTS (
                SELECT 1 FROM practice AS near
                WHERE near.place_code = $place
                    AND (near.easting - other.easting) ** 2 + (near.northing - other.northing) ** 2 <= 2000 ** 2
            ))
        ORDER BY name, other.area_code
        """,
        {"place": place_code, "parent_type": parent.type, "parent_code": parent.code, "period": period},
    )


def small_areas(database: Database, place_code: str) -> pd.DataFrame:
    """What is known of the small areas (LSOAs) of a place: one row each, in order of name.

    Columns: area_code, area_name, locality_name (to which most of its registered patients belong), patients, patients_here and
    percent_here (theirs with that locality), imd_year and imd_decile (1 the most deprived). NaN where no file says.
    """
    return database.fetch(
        """
        SELECT shape.area_code, shape.area_name, locality.area_name AS locality_name, shape.patients, shape.patients_here,
            100.0 * shape.patients_here / nullif(shape.patients, 0) AS percent_here, shape.imd_year, shape.imd_decile
        FROM marts.map_shape AS shape
        LEFT JOIN marts.area AS locality ON locality.area_type = 'locality' AND shape.locality_code = locality.area_code
        WHERE shape.place_code = ? AND shape.layer = 'small_area'
        ORDER BY shape.area_name, shape.area_code
        """,
        [place_code],
    )


def locality_practices(database: Database, place_code: str, period: str) -> pd.DataFrame:
    """Which locality of a place each practice belonged to at the end of a period, and where it stands.

    Columns: area_code, locality_code, locality_name, easting, northing (NaN where no position is loaded).
    """
    return database.fetch(
        """
        SELECT practice.area_code, member.parent_code AS locality_code, locality.area_name AS locality_name,
            practice.easting, practice.northing
        FROM marts.member_of_period AS member
        INNER JOIN marts.area AS locality ON locality.area_type = 'locality' AND member.parent_code = locality.area_code
        INNER JOIN marts.area AS practice ON practice.area_type = 'practice' AND member.child_code = practice.area_code
        WHERE member.child_type = 'practice' AND member.parent_type = 'locality' AND member.period = $period
            AND practice.place_code = $place AND (practice.closed IS NULL OR practice.closed > member.period_end)
        ORDER BY practice.area_code
        """,
        {"place": place_code, "period": period},
    )
