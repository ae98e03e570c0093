"""The questions that pages, exports and the command line ask of the marts: one function each, a DataFrame or plain value back.

Nothing here knows how a page looks. Every function takes the `Database` first; values are bound, never pasted into SQL.
Missing numbers are NaN in the frames, missing texts None or NaN; `formatting` turns both into words.
"""

import pandas as pd

from pcdash.database import Database

COMPARATORS = ("england", "region", "system", "borough", "sub_icb", "pcn", "locality", "similar")


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
    """An area's comparison with its comparator of a type, or None; keys as `marts.headline_comparison`."""
    rows = database.fetch(
        """
        SELECT * FROM marts.headline_comparison
        WHERE indicator_id = ? AND area_type = ? AND area_code = ? AND period = ? AND comparator_type = ?
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
        """
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
    lower95, upper95, state, source_id, recent_trend; comparator_name, comparator_value and its limits, outcome, outcome99_8,
    rank, of, percentile, patients_to_comparator and its limits (NaN without a comparator); lowest, quartile1, quartile3, highest
    and the positions of `marts.spine` (NaN below four areas).
    """
    return database.fetch(
        """
        WITH mine AS (
            SELECT figure.* FROM marts.headline_value AS figure
            WHERE figure.area_type = $area_type AND figure.area_code = $area_code AND figure.state <> 'closed'
            QUALIFY row_number() OVER (
                PARTITION BY figure.indicator_id ORDER BY figure.state = 'value' DESC, figure.period_end DESC
            ) = 1
        )
        SELECT mine.indicator_id, mine.domain, indicator.name, indicator.short_name, indicator.kind, indicator.unit,
            indicator.multiplier, indicator.polarity, mine.period, mine.numerator, mine.denominator, mine.value,
            mine.lower95, mine.upper95, mine.state, mine.source_id, trend.recent_trend,
            comparison.comparator_name, comparison.comparator_value, comparison.comparator_lower95, comparison.comparator_upper95,
            coalesce(comparison.outcome, 'not_compared') AS outcome, comparison.outcome99_8, comparison.rank, comparison.of,
            comparison.percentile, comparison.patients_to_comparator, comparison.patients_to_comparator_lower95,
            comparison.patients_to_comparator_upper95, spine.lowest, spine.quartile1, spine.quartile3, spine.highest,
            spine.position, spine.position_lower95, spine.position_upper95, spine.position_lowest, spine.position_quartile1,
            spine.position_quartile3, spine.position_highest
        FROM mine
        INNER JOIN marts.indicator AS indicator USING (indicator_id)
        LEFT JOIN marts.trend AS trend
            ON mine.indicator_id = trend.indicator_id AND mine.period = trend.period
            AND trend.area_type = $area_type AND trend.area_code = $area_code
            AND trend.sex = indicator.sex AND trend.age = indicator.age AND trend.category = indicator.headline_category
        LEFT JOIN marts.headline_comparison AS comparison
            ON mine.indicator_id = comparison.indicator_id AND mine.period = comparison.period
            AND comparison.area_type = $area_type AND comparison.area_code = $area_code
            AND comparison.comparator_type = $comparator
        LEFT JOIN marts.spine AS spine
            ON mine.indicator_id = spine.indicator_id AND mine.period = spine.period
            AND spine.area_type = $area_type AND spine.area_code = $area_code AND spine.comparator_type = $comparator
        ORDER BY indicator.display_order
        """,
        {"area_type": area_type, "area_code": area_code, "comparator": comparator},
    )


def improvement(database: Database, area_type: str, area_code: str) -> pd.DataFrame:
    """What changed in an area since the baseline, one row per indicator; columns as `marts.improvement`."""
    return database.fetch(
        "SELECT * FROM marts.improvement WHERE area_type = ? AND area_code = ? ORDER BY indicator_id", [area_type, area_code]
    )


def spread_change(database: Database, comparator_type: str, comparator_code: str) -> pd.DataFrame:
    """Whether the practices of an area became more alike since the baseline; columns as `marts.spread_change`."""
    return database.fetch(
        "SELECT * FROM marts.spread_change WHERE area_type = 'practice' AND comparator_type = ? AND comparator_code = ?",
        [comparator_type, comparator_code],
    )


def control_chart(database: Database, indicator_id: str, area_type: str, area_code: str) -> pd.DataFrame:
    """The control chart of an area's monthly or quarterly series, oldest first; columns as `marts.control_chart`. Often empty."""
    return database.fetch(
        "SELECT * FROM marts.control_chart WHERE indicator_id = ? AND area_type = ? AND area_code = ? ORDER BY period_end",
        [indicator_id, area_type, area_code],
    )


def similar_practices(database: Database, practice_code: str) -> pd.DataFrame:
    """The practices most like a practice, the nearest first; columns as `marts.similar_practice`."""
    return database.fetch("SELECT * FROM marts.similar_practice WHERE practice_code = ? ORDER BY place_in_order", [practice_code])


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
