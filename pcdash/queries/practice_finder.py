"""The way from a postcode or a practice to those that are near or alike."""

import re

import pandas as pd

from pcdash.served.database import Database

_NEAREST = 6


def postcode_position(database: Database, text: str) -> dict | None:
    """Where a postcode is: `found` (as written there), easting, northing in metres. None for what is no known postcode.

    A postcode that is not known, or a part of one, is placed in the middle of its district (`RM1` of `RM1 3PL`).
    """
    match = re.fullmatch(r"([A-Z]{1,2}\d[A-Z\d]?)(\d[A-Z]{0,2})?", re.sub(r"\s", "", text).upper())
    if not match:
        return None
    district, rest = match.groups()
    # "RM13" is a district, "RM1 3" a part of another: the blank tells.
    head = text.upper().split()
    if len(head) > 1 and rest is None:
        district = head[0]
    rows = database.fetch(
        """
        SELECT postcode, easting, northing FROM marts.postcode WHERE postcode = $whole
        UNION ALL
        SELECT NULL, avg(easting), avg(northing) FROM marts.postcode WHERE left(postcode, -3) = $district HAVING count(*) > 0
        """,
        {"whole": match.group(), "district": district},
    )
    if rows.empty:
        return None
    best = rows.sort_values("postcode", na_position="last").iloc[0]
    whole = isinstance(best["postcode"], str)
    return {
        "found": f"{best['postcode'][:-3]} {best['postcode'][-3:]}" if whole else f"the middle of {district}",
        "easting": float(best["easting"]),
        "northing": float(best["northing"]),
    }


def nearest_practices(database: Database, easting: float, northing: float, but: str | None) -> pd.DataFrame:
    """The six open practices nearest to a point on the British National Grid, without the practice `but`.

    Columns: area_code, area_name, postcode, place_code, place_name (NaN outside the places), kilometres as the crow flies.
    """
    return database.fetch(
        """
        SELECT practice.area_code, practice.area_name, practice.postcode, practice.place_code, place.place_name,
            sqrt((practice.easting - $easting) ^ 2 + (practice.northing - $northing) ^ 2) / 1000 AS kilometres
        FROM marts.area AS practice LEFT JOIN marts.place AS place USING (place_code)
        WHERE practice.area_type = 'practice' AND practice.closed IS NULL AND practice.easting IS NOT NULL
            AND practice.area_code IS DISTINCT FROM $but
        ORDER BY kilometres, practice.area_code LIMIT $most
        """,
        {"easting": easting, "northing": northing, "but": but, "most": _NEAREST},
    )


def neighbours(database: Database, practice_code: str, easting: float | None, northing: float | None) -> pd.DataFrame:
    """The practices most like a practice and the six open ones nearest to a point: the similar first, each in its own order.

    Columns: area_code, area_name, postcode, place_code, place_name (NaN outside the places); distance and place_in_order of
    `marts.similar_practice` (NaN if only near); kilometres as the crow flies, is_near; list_size, aged_65_plus (%) and
    deprivation_score, the newest of each (NaN where unknown).
    """
    return database.fetch(
        """
        WITH away AS (
            SELECT area_code, sqrt((easting - $easting) ^ 2 + (northing - $northing) ^ 2) / 1000 AS kilometres, closed
            FROM marts.area WHERE area_type = 'practice' AND area_code <> $practice
        ),
        near AS (
            SELECT area_code FROM away WHERE closed IS NULL AND kilometres IS NOT NULL ORDER BY kilometres, area_code LIMIT $most
        ),
        peer AS (
            SELECT peer_code AS area_code, distance, place_in_order FROM marts.similar_practice WHERE practice_code = $practice
        ),
        known AS (
            SELECT area_code, max(value) FILTER (indicator_id = 'pop_list_size') AS list_size,
                max(value) FILTER (indicator_id = 'pop_aged_65_plus') AS aged_65_plus,
                max(value) FILTER (indicator_id = 'pop_deprivation_score') AS deprivation_score
            FROM marts.newest_value WHERE area_type = 'practice' GROUP BY area_code
        )
        SELECT practice.area_code, practice.area_name, practice.postcode, practice.place_code, place.place_name, peer.distance,
            peer.place_in_order, away.kilometres, near.area_code IS NOT NULL AS is_near, known.list_size, known.aged_65_plus,
            known.deprivation_score
        FROM marts.area AS practice
        INNER JOIN away USING (area_code)
        LEFT JOIN peer USING (area_code)
        LEFT JOIN near USING (area_code)
        LEFT JOIN known USING (area_code)
        LEFT JOIN marts.place AS place ON practice.place_code = place.place_code
        WHERE practice.area_type = 'practice' AND (peer.area_code IS NOT NULL OR near.area_code IS NOT NULL)
        ORDER BY peer.place_in_order NULLS LAST, away.kilometres, practice.area_code
        """,
        {"practice": practice_code, "easting": easting, "northing": northing, "most": _NEAREST},
    )
