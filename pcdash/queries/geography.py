"""Places, areas, practices, and the shapes of their maps."""

import pandas as pd

from pcdash.served.database import Database
from pcdash.terms.areas import Area


def places(database: Database) -> pd.DataFrame:
    """One row per place file: columns as `marts.place`, in order of name."""
    return database.fetch("SELECT * FROM marts.place ORDER BY place_name")


def areas(database: Database) -> pd.DataFrame:
    """The areas a user can choose: each place's borough, its localities, then its systems, the newest first. One row per area.

    A system that has ended says in which year. Columns: area_type, area_code, area_name, place_code, place_name.
    """
    return database.fetch(
        """
        SELECT 'borough' AS area_type, place_code AS area_code, place_name AS area_name, place_code, place_name, 0 AS position
        FROM marts.place
        UNION ALL
        SELECT 'locality', area.area_code, area.area_name, area.place_code, place.place_name, 1
        FROM marts.area AS area INNER JOIN marts.place AS place USING (place_code) WHERE area.area_type = 'locality'
        UNION ALL
        SELECT 'system', area.area_code,
            area.area_name
                || CASE WHEN bool_and(member.valid_to IS NOT NULL) THEN ' (to ' || year(max(member.valid_to)) || ')' ELSE '' END,
            min(place.place_code), arg_min(place.place_name, place.place_code),
            2 + row_number() OVER (ORDER BY max(coalesce(member.valid_to, DATE '9999-12-31')) DESC)
        FROM marts.area AS area
        INNER JOIN marts.area_member AS member ON member.parent_type = 'system' AND area.area_code = member.parent_code
        INNER JOIN marts.place AS place ON member.child_type = 'borough' AND member.child_code = place.place_code
        WHERE area.area_type = 'system' GROUP BY area.area_code, area.area_name
        ORDER BY place_name, position, area_code
        """
    )


def practices(database: Database) -> pd.DataFrame:
    """Every practice of the places, the closed ones too. One row per practice.

    Columns: area_code, area_name, postcode, place_code, place_name, opened, closed, successor_code, successor_name, easting,
    northing, locality_code, locality_name, pcn_name, sub_icb_name (of today), list_size, list_period (newest, NaN if none),
    cqc_rating, cqc_rated_in (NaN where no file that was loaded rates it).
    """
    return database.fetch(
        """
        WITH parent AS (
            SELECT member.child_code, member.parent_type,
                arg_max(member.parent_code, (member.valid_from, member.parent_code)) AS parent_code
            FROM marts.area_member AS member
            WHERE member.child_type = 'practice' AND member.valid_to IS NULL
                AND member.parent_type IN ('locality', 'pcn', 'sub_icb')
            GROUP BY ALL
        ),
        named AS (
            SELECT parent.child_code, parent.parent_type, parent.parent_code, area.area_name
            FROM parent INNER JOIN marts.area AS area
                ON parent.parent_type = area.area_type AND parent.parent_code = area.area_code
        )
        SELECT practice.area_code, practice.area_name, practice.postcode, practice.place_code, place.place_name,
            practice.opened, practice.closed, practice.successor_code, successor.area_name AS successor_name,
            practice.easting, practice.northing,
            locality.parent_code AS locality_code, locality.area_name AS locality_name,
            pcn.area_name AS pcn_name, sub_icb.area_name AS sub_icb_name, list.list_size, list.list_period,
            rating.rating AS cqc_rating, rating.rated_in AS cqc_rated_in
        FROM marts.area AS practice
        INNER JOIN marts.place AS place USING (place_code)
        LEFT JOIN named AS locality ON practice.area_code = locality.child_code AND locality.parent_type = 'locality'
        LEFT JOIN named AS pcn ON practice.area_code = pcn.child_code AND pcn.parent_type = 'pcn'
        LEFT JOIN named AS sub_icb ON practice.area_code = sub_icb.child_code AND sub_icb.parent_type = 'sub_icb'
        LEFT JOIN marts.area AS successor ON successor.area_type = 'practice' AND practice.successor_code = successor.area_code
        LEFT JOIN marts.newest_list AS list ON list.area_type = 'practice' AND practice.area_code = list.area_code
        LEFT JOIN marts.care_quality_rating AS rating ON practice.area_code = rating.practice_code
        WHERE practice.area_type = 'practice'
        ORDER BY practice.area_name, practice.area_code
        """
    )


def comparator_of(database: Database, area: Area, comparator: str) -> Area | None:
    """The area of a type that an area belongs to now. None where there is none."""
    rows = database.fetch(
        """
        SELECT area.area_type, area.area_code, area.area_name
        FROM marts.area_member AS member INNER JOIN marts.area AS area
            ON member.parent_type = area.area_type AND member.parent_code = area.area_code
        WHERE member.child_type = ? AND member.child_code = ? AND member.parent_type = ?
        ORDER BY member.valid_from DESC LIMIT 1
        """,
        [area.type, area.code, comparator],
    )
    return Area(*rows.iloc[0]) if len(rows) else None


def map_shapes(database: Database, place_code: str) -> pd.DataFrame:
    """The shapes of a place's map; columns as `marts.map_shape`."""
    return database.fetch("SELECT * FROM marts.map_shape WHERE place_code = ? ORDER BY layer, area_code", [place_code])
