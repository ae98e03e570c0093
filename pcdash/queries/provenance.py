"""Where figures come from: the build, its files, what was refused, what was checked, what each column means."""

import pandas as pd

from pcdash.served.database import Database


def build_info(database: Database) -> dict:
    """`version`, `built_at` and `data_kind` (synthetic or published) of the database."""
    return database.fetch("SELECT version, built_at, data_kind FROM marts.build").iloc[0].to_dict()


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


def refused_rows(database: Database) -> pd.DataFrame:
    """Every refused row: file_label, row_number, reason, codes_of_areas, and how many rows of the file share the reason.

    The codes are all that the database keeps of such a row.
    """
    return database.fetch(
        """
        SELECT file_label, row_number, reason, content AS codes_of_areas,
            count(*) OVER (PARTITION BY file_label, reason) AS rows_refused_for_it
        FROM marts.rejected_row ORDER BY file_label, row_number, reason
        """
    )


def coverage(database: Database) -> pd.DataFrame:
    """How many areas of each type have a value, in the catalogue's order: one row per indicator, type and period with any.

    Columns: indicator_id, domain, name, area_type, period, period_end, areas.
    """
    return database.fetch(
        """
        SELECT figure.indicator_id, indicator.domain, indicator.name, figure.area_type, figure.period, figure.period_end,
            count(*) AS areas
        FROM marts.headline_value AS figure INNER JOIN marts.indicator AS indicator USING (indicator_id)
        WHERE figure.state = 'value'
        GROUP BY ALL ORDER BY any_value(indicator.display_order), figure.area_type, figure.period_end, figure.period
        """
    )


def sources_of_indicator(database: Database, indicator_id: str) -> pd.DataFrame:
    """The publications whose files gave an indicator its figures: publication_title, publisher, files, first and last period."""
    return database.fetch(
        """
        SELECT file.publication_title, any_value(file.publisher) AS publisher, count(DISTINCT file.source_id) AS files,
            arg_min(figure.period, (figure.period_end, figure.period)) AS first_period,
            arg_max(figure.period, (figure.period_end, figure.period)) AS last_period
        FROM marts.headline_value AS figure INNER JOIN marts.source_file AS file USING (source_id)
        WHERE figure.indicator_id = ? AND figure.state = 'value'
        GROUP BY file.publication_title ORDER BY files DESC, file.publication_title
        """,
        [indicator_id],
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
