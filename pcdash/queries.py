"""The questions that pages, exports and the command line ask of the marts: one function each, a DataFrame or plain value back.

Nothing here knows how a page looks. Every function takes the `Database` first; values are bound, never pasted into SQL.
Missing numbers are NaN in the frames, missing texts None or NaN; `formatting` turns both into words.
"""

import pandas as pd

from pcdash.database import Database

COMPARATORS = ("england", "region", "system", "borough", "sub_icb", "pcn", "locality")


def build_info(database: Database) -> dict:
    """`version`, `built_at` and `data_kind` (synthetic or published) of the database."""
    return database.fetch("SELECT version, built_at, data_kind FROM marts.build").iloc[0].to_dict()


def places(database: Database) -> pd.DataFrame:
    """One row per place file: columns as `marts.place`, in order of name."""
    return database.fetch("SELECT * FROM marts.place ORDER BY place_name")


def areas(database: Database) -> pd.DataFrame:
    """The areas a user can choose: each place's borough, its localities, then its system. One row per area.

    Columns: area_type, area_code, area_name, place_code, place_name.
    """
    return database.fetch(
        """
        SELECT 'borough' AS area_type, place_code AS area_code, place_name AS area_name, place_code, place_name, 0 AS position
        FROM marts.place
        UNION ALL
        SELECT 'locality', area.area_code, area.area_name, area.place_code, place.place_name, 1
        FROM marts.area AS area INNER JOIN marts.place AS place USING (place_code) WHERE area.area_type = 'locality'
        UNION ALL
        SELECT 'system', area.area_code, area.area_name, any_value(place.place_code), any_value(place.place_name), 2
        FROM marts.area AS area INNER JOIN marts.place AS place ON area.area_code = place.system_code
        WHERE area.area_type = 'system' GROUP BY ALL
        ORDER BY place_name, position, area_code
        """
    )


def practices(database: Database) -> pd.DataFrame:
    """Every practice of the places, the closed ones too. One row per practice.

    Columns: area_code, area_name, postcode, place_code, place_name, opened, closed, successor_code, successor_name, easting,
    northing, locality_code, locality_name, pcn_name, sub_icb_name (of today), list_size, list_period (newest, NaN if none).
    """
    return database.fetch(
        """
        WITH parent AS (
            SELECT member.child_code, member.parent_type, arg_max(member.parent_code, member.valid_from) AS parent_code
            FROM marts.area_member AS member
            WHERE member.child_type = 'practice' AND member.valid_to IS NULL
                AND member.parent_type IN ('locality', 'pcn', 'sub_icb')
            GROUP BY ALL
        ),
        named AS (
            SELECT parent.child_code, parent.parent_type, parent.parent_code, area.area_name
            FROM parent INNER JOIN marts.area AS area
                ON parent.parent_type = area.area_type AND parent.parent_code = area.area_code
        ),
        list AS (
            SELECT area_code, arg_max(value, period_end) AS list_size, arg_max(period, period_end) AS list_period
            FROM marts.headline_value
            WHERE indicator_id = 'pop_list_size' AND area_type = 'practice' AND state = 'value' GROUP BY area_code
        )
        SELECT practice.area_code, practice.area_name, practice.postcode, practice.place_code, place.place_name,
            practice.opened, practice.closed, practice.successor_code, successor.area_name AS successor_name,
            practice.easting, practice.northing,
            locality.parent_code AS locality_code, locality.area_name AS locality_name,
            pcn.area_name AS pcn_name, sub_icb.area_name AS sub_icb_name, list.list_size, list.list_period
        FROM marts.area AS practice
        INNER JOIN marts.place AS place USING (place_code)
        LEFT JOIN named AS locality ON practice.area_code = locality.child_code AND locality.parent_type = 'locality'
        LEFT JOIN named AS pcn ON practice.area_code = pcn.child_code AND pcn.parent_type = 'pcn'
        LEFT JOIN named AS sub_icb ON practice.area_code = sub_icb.child_code AND sub_icb.parent_type = 'sub_icb'
        LEFT JOIN marts.area AS successor ON successor.area_type = 'practice' AND practice.successor_code = successor.area_code
        LEFT JOIN list ON practice.area_code = list.area_code
        WHERE practice.area_type = 'practice'
        ORDER BY practice.area_name, practice.area_code
        """
    )


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


def figure(database: Database, indicator_id: str, area_type: str, area_code: str, period: str) -> dict | None:
    """The figure of one area and period, or None; keys as `marts.headline_value`."""
    rows = database.fetch(
        "SELECT * FROM marts.headline_value WHERE indicator_id = ? AND area_type = ? AND area_code = ? AND period = ?",
        [indicator_id, area_type, area_code, period],
    )
    return rows.iloc[0].to_dict() if len(rows) else None


def compared(database: Database, indicator_id: str, area_type: str, area_code: str, period: str, comparator: str) -> dict | None:
    """An area's comparison with its comparator of a type; keys as `marts.comparison` and `comparator_name`. None without one."""
    rows = database.fetch(
        f"""
        SELECT comparison.*, area.area_name AS comparator_name FROM ({_HEADLINE_COMPARISON}) AS comparison
        INNER JOIN marts.area AS area
            ON comparison.comparator_type = area.area_type AND comparison.comparator_code = area.area_code
        WHERE comparison.indicator_id = ? AND comparison.area_type = ? AND comparison.area_code = ? AND comparison.period = ?
            AND comparison.comparator_type = ?
        """,
        [indicator_id, area_type, area_code, period, comparator],
    )
    return rows.iloc[0].to_dict() if len(rows) else None


def members(
    database: Database, indicator_id: str, parent_type: str, parent_code: str, member_type: str, period: str, comparator: str
) -> pd.DataFrame:
    """The figures of an area's members (practices or localities) in a period, highest first; members without one come last.

    Columns: those of `marts.headline_value`, and comparator_code, comparator_name, comparator_value, outcome (not_compared
    where there is no value or comparator), rank, of, patients_to_comparator and its two limits, easting, northing, list_size.
    """
    return database.fetch(
        f"""
        WITH member AS (
            SELECT DISTINCT member.child_code AS area_code
            FROM marts.area_member AS member
            INNER JOIN marts.period AS period
                ON period.period_end BETWEEN member.valid_from AND coalesce(member.valid_to, DATE '9999-12-31')
            WHERE member.child_type = $member_type AND member.parent_type = $parent_type AND member.parent_code = $parent_code
                AND period.period = $period
        ),
        list AS (
            SELECT area_code, arg_max(value, period_end) AS list_size
            FROM marts.headline_value
            WHERE indicator_id = 'pop_list_size' AND area_type = $member_type AND state = 'value' GROUP BY area_code
        )
        SELECT figure.*, comparison.comparator_code, against.area_name AS comparator_name, comparison.comparator_value,
            coalesce(comparison.outcome, 'not_compared') AS outcome, comparison.rank, comparison.of,
            comparison.patients_to_comparator, comparison.patients_to_comparator_lower95,
            comparison.patients_to_comparator_upper95, area.easting, area.northing, list.list_size
        FROM marts.headline_value AS figure
        INNER JOIN member USING (area_code)
        INNER JOIN marts.area AS area USING (area_type, area_code)
        LEFT JOIN ({_HEADLINE_COMPARISON}) AS comparison
            ON figure.indicator_id = comparison.indicator_id AND figure.area_type = comparison.area_type
            AND figure.area_code = comparison.area_code AND figure.period = comparison.period
            AND comparison.comparator_type = $comparator
        LEFT JOIN marts.area AS against
            ON comparison.comparator_type = against.area_type AND comparison.comparator_code = against.area_code
        LEFT JOIN list USING (area_code)
        WHERE figure.indicator_id = $indicator AND figure.area_type = $member_type AND figure.period = $period
        ORDER BY figure.value DESC NULLS LAST, figure.area_name, figure.area_code
        """,
        {
            "indicator": indicator_id,
            "parent_type": parent_type,
            "parent_code": parent_code,
            "member_type": member_type,
            "period": period,
            "comparator": comparator,
        },
    )


def profile(database: Database, area_type: str, area_code: str, comparator: str) -> pd.DataFrame:
    """Every indicator of one area in its newest period, in the catalogue's order.

    Columns: indicator_id, domain, name, short_name, kind, unit, multiplier, polarity, period, numerator, denominator, value,
    lower95, upper95, state, source_id, comparator_name, comparator_value, outcome, rank, of, patients_to_comparator and its
    limits, and of the areas of the same type within the comparator: lowest, quartile1, quartile3, highest (NaN below four).
    """
    return database.fetch(
        f"""
        WITH mine AS (
            SELECT figure.* FROM marts.headline_value AS figure
            WHERE figure.area_type = $area_type AND figure.area_code = $area_code AND figure.state <> 'closed'
            QUALIFY row_number() OVER (
                PARTITION BY figure.indicator_id ORDER BY figure.state = 'value' DESC, figure.period_end DESC
            ) = 1
        ),
        compared AS (
            SELECT mine.*, comparison.comparator_type, comparison.comparator_code, comparison.comparator_value,
                comparison.outcome, comparison.rank, comparison.of, comparison.patients_to_comparator,
                comparison.patients_to_comparator_lower95, comparison.patients_to_comparator_upper95
            FROM mine LEFT JOIN ({_HEADLINE_COMPARISON}) AS comparison
                ON mine.indicator_id = comparison.indicator_id AND mine.period = comparison.period
                AND comparison.area_type = $area_type AND comparison.area_code = $area_code
                AND comparison.comparator_type = $comparator
        ),
        spread AS (
            SELECT peer.indicator_id, peer.period, min(peer.value) AS lowest, quantile_cont(peer.value, 0.25) AS quartile1,
                quantile_cont(peer.value, 0.75) AS quartile3, max(peer.value) AS highest
            FROM ({_HEADLINE_COMPARISON}) AS peer
            INNER JOIN compared
                ON peer.indicator_id = compared.indicator_id AND peer.period = compared.period
                AND peer.comparator_type = compared.comparator_type AND peer.comparator_code = compared.comparator_code
            WHERE peer.area_type = $area_type GROUP BY ALL HAVING count(*) >= 4
        )
        SELECT compared.indicator_id, compared.domain, indicator.name, indicator.short_name, indicator.kind, indicator.unit,
            indicator.multiplier, indicator.polarity, compared.period, compared.numerator, compared.denominator, compared.value,
            compared.lower95, compared.upper95, compared.state, compared.source_id, against.area_name AS comparator_name,
            compared.comparator_value, coalesce(compared.outcome, 'not_compared') AS outcome, compared.rank, compared.of,
            compared.patients_to_comparator, compared.patients_to_comparator_lower95, compared.patients_to_comparator_upper95,
            spread.lowest, spread.quartile1, spread.quartile3, spread.highest
        FROM compared
        INNER JOIN marts.indicator AS indicator USING (indicator_id)
        LEFT JOIN spread ON compared.indicator_id = spread.indicator_id AND compared.period = spread.period
        LEFT JOIN marts.area AS against
            ON compared.comparator_type = against.area_type AND compared.comparator_code = against.area_code
        ORDER BY indicator.display_order
        """,
        {"area_type": area_type, "area_code": area_code, "comparator": comparator},
    )


def since_baseline(database: Database, area_type: str, area_code: str, baseline: str) -> pd.DataFrame:
    """For each indicator of an area: the newest figure and the first comparable one since the baseline.

    Columns: indicator_id, first_period, first_value, first_lower95, first_upper95, last_period, last_value, last_lower95,
    last_upper95, change ('improved', 'worsened', 'higher', 'lower', 'no_clear_change', or 'not_judged' without intervals). Only
    points of the newest definition and of one kind of period are compared. A change is clear where the two 95% intervals do not
    meet, which is stricter than a test of the difference.
    """
    return database.fetch(
        """
        WITH point AS (
            SELECT trend.*, indicator.polarity
            FROM marts.trend AS trend INNER JOIN marts.indicator AS indicator
                ON trend.indicator_id = indicator.indicator_id AND trend.sex = indicator.sex AND trend.age = indicator.age
                AND trend.category = indicator.headline_category
            WHERE trend.area_type = $area_type AND trend.area_code = $area_code AND trend.state = 'value'
        ),
        series AS (
            SELECT point.* FROM point
            INNER JOIN (
                SELECT indicator_id, arg_max(segment, period_end) AS segment, arg_max(period_kind, period_end) AS period_kind
                FROM point GROUP BY indicator_id
            ) AS newest USING (indicator_id, segment, period_kind)
            WHERE point.period_end >= (SELECT min(period_end) FROM marts.period WHERE period = $baseline)
        ),
        ends AS (
            SELECT indicator_id, any_value(polarity) AS polarity,
                arg_min(period, period_end) AS first_period, arg_min(value, period_end) AS first_value,
                arg_min(lower95, period_end) AS first_lower95, arg_min(upper95, period_end) AS first_upper95,
                arg_max(period, period_end) AS last_period, arg_max(value, period_end) AS last_value,
                arg_max(lower95, period_end) AS last_lower95, arg_max(upper95, period_end) AS last_upper95
            FROM series GROUP BY indicator_id HAVING count(*) > 1
        )
        SELECT * EXCLUDE (polarity),
            CASE
                WHEN first_lower95 IS NULL OR last_lower95 IS NULL THEN 'not_judged'
                WHEN last_lower95 <= first_upper95 AND first_lower95 <= last_upper95 THEN 'no_clear_change'
                WHEN polarity = 'neutral' THEN CASE WHEN last_value > first_value THEN 'higher' ELSE 'lower' END
                WHEN (polarity = 'higher_better') = (last_value > first_value) THEN 'improved'
                ELSE 'worsened'
            END AS change
        FROM ends
        """,
        {"area_type": area_type, "area_code": area_code, "baseline": baseline},
    )


def series(database: Database, indicator_id: str, area_type: str, area_codes: list[str]) -> pd.DataFrame:
    """The points of areas over time, oldest first: columns of `marts.trend` for the headline figure."""
    return database.fetch(
        """
        SELECT trend.* FROM marts.trend AS trend INNER JOIN marts.indicator AS indicator
            ON trend.indicator_id = indicator.indicator_id AND trend.sex = indicator.sex AND trend.age = indicator.age
            AND trend.category = indicator.headline_category
        WHERE trend.indicator_id = ? AND trend.area_type = ? AND list_contains(?, trend.area_code)
        ORDER BY trend.period_end, trend.area_code
        """,
        [indicator_id, area_type, area_codes],
    )


def comparator_of(database: Database, area_type: str, area_code: str, comparator: str) -> dict | None:
    """The area of a type that an area belongs to now: area_type, area_code, area_name. None where there is none."""
    rows = database.fetch(
        """
        SELECT area.area_type, area.area_code, area.area_name
        FROM marts.area_member AS member INNER JOIN marts.area AS area
            ON member.parent_type = area.area_type AND member.parent_code = area.area_code
        WHERE member.child_type = ? AND member.child_code = ? AND member.parent_type = ?
        ORDER BY member.valid_from DESC LIMIT 1
        """,
        [area_type, area_code, comparator],
    )
    return rows.iloc[0].to_dict() if len(rows) else None


def map_shapes(database: Database, place_code: str) -> pd.DataFrame:
    """The shapes of a place's map; columns as `marts.map_shape`."""
    return database.fetch("SELECT * FROM marts.map_shape WHERE place_code = ? ORDER BY layer, area_code", [place_code])


def source_files(database: Database) -> pd.DataFrame:
    """Every file that the build was given, the loaded ones first; columns as `marts.source_file`."""
    return database.fetch("SELECT * FROM marts.source_file ORDER BY status <> 'loaded', source_id")


def source_of(database: Database, source_id: float | None) -> dict | None:
    """The file a figure comes from, or None; keys as `marts.source_file`."""
    if source_id is None or pd.isna(source_id):
        return None
    rows = database.fetch("SELECT * FROM marts.source_file WHERE source_id = ?", [int(source_id)])
    return rows.iloc[0].to_dict() if len(rows) else None


def refusals(database: Database) -> pd.DataFrame:
    """Why rows were refused: file_label, reason, rows and an example row number, most first."""
    return database.fetch(
        """
        SELECT file_label, reason, count(*) AS rows, min(row_number) AS first_row FROM marts.rejected_row
        GROUP BY ALL ORDER BY rows DESC, file_label, reason
        """
    )


def coverage(database: Database) -> pd.DataFrame:
    """How many areas of each type have a value: indicator_id, name, area_type, period, areas; in the catalogue's order."""
    return database.fetch(
        """
        SELECT figure.indicator_id, indicator.name, figure.area_type, figure.period, count(*) AS areas
        FROM marts.headline_value AS figure INNER JOIN marts.indicator AS indicator USING (indicator_id)
        WHERE figure.state = 'value'
        GROUP BY ALL ORDER BY any_value(indicator.display_order), figure.area_type, max(figure.period_end)
        """
    )


def checks(database: Database) -> pd.DataFrame:
    """The checks that the build ran; columns as `marts.check_result`."""
    return database.fetch("SELECT * FROM marts.check_result ORDER BY is_fatal DESC, check_name")


def dictionary(database: Database) -> pd.DataFrame:
    """The data dictionary of the marts: object, what it is, column, type and meaning, from the database's own comments."""
    return database.fetch(
        """
        SELECT columns.table_name AS object, split_part(coalesce(views.comment, tables.comment), chr(10), 1) AS about,
            columns.column_name AS "column", lower(columns.data_type) AS type, columns.comment AS meaning
        FROM duckdb_columns() AS columns
        LEFT JOIN duckdb_views() AS views
            ON columns.database_name = views.database_name AND columns.schema_name = views.schema_name
            AND columns.table_name = views.view_name
        LEFT JOIN duckdb_tables() AS tables
            ON columns.database_name = tables.database_name AND columns.schema_name = tables.schema_name
            AND columns.table_name = tables.table_name
        WHERE columns.schema_name = 'marts' AND columns.database_name = current_database()
        ORDER BY columns.table_name, columns.column_index
        """
    )


# The comparison of the figure that stands for each indicator (see marts.headline_value).
_HEADLINE_COMPARISON = """
    SELECT comparison.* FROM marts.comparison AS comparison INNER JOIN marts.indicator AS headline
        ON comparison.indicator_id = headline.indicator_id AND comparison.sex = headline.sex AND comparison.age = headline.age
        AND comparison.category = headline.headline_category
"""
