"""The promises that every build proves: those of `sql/checks`, and those that hold for every column, table and key there is.

The latter are made from the database itself, so that a new table or column is checked without being named here.
"""

from dataclasses import dataclass
from pathlib import Path

import duckdb

from pcdash.build import schema
from pcdash.errors import CheckError
from pcdash.served.database import Database

# Checks whose promise starts with this word report without failing the build.
_REPORT = "Report:"


@dataclass(frozen=True)
class Check:
    """A promise, and the query that gives the rows that break it."""

    name: str
    promise: str
    statement: str
    is_fatal: bool = True


def every(connection: duckdb.DuckDBPyConnection) -> list[Check]:
    """Every check that the database can be put to, in order of name."""
    written = [
        Check(item.name, promise.removeprefix(_REPORT).strip(), item.statement, not promise.startswith(_REPORT))
        for item in schema.checks()
        for promise in item.comment.splitlines()[:1]
    ]
    return sorted([*written, _described(), _finite(connection), _unique()], key=lambda check: check.name)


def run(connection: duckdb.DuckDBPyConnection, *, record: bool = True) -> list[tuple]:
    """Runs every check and returns (name, promise, offending rows, is fatal, example) of each.

    Raises CheckError for a broken promise.
    """
    results = []
    for check in every(connection):
        rows = connection.execute(check.statement).df()
        example = ", ".join(f"{key} {value}" for key, value in rows.iloc[0].items()) if len(rows) else None
        results.append((check.name, check.promise, len(rows), check.is_fatal, example))
    if record:
        connection.executemany("INSERT INTO tables.check_result VALUES (?, ?, ?, ?, ?)", results)
    if broken := [result for result in results if result[2] and result[3]]:
        lines = "\n".join(f"- {promise}: {rows:,} rows break it, for example {example}" for _, promise, rows, _, example in broken)
        raise CheckError(f"the figures break {len(broken)} of the checks\n{lines}", todo="correct the file or place file it names")
    return results


def check(database: Path) -> list[tuple]:
    """Runs the checks on a database that is already in place, changing nothing. Raises DatabaseError where there is none."""
    Database(database).version()
    with duckdb.connect(str(database), read_only=True) as connection:
        return run(connection, record=False)


def _described() -> Check:
    return Check(
        "every_column_is_described",
        "Every table, view and column says what it means",
        f"""
        SELECT schema_name, table_name, column_name FROM duckdb_columns()
        WHERE NOT internal AND schema_name IN ({", ".join(f"'{layer}'" for layer in schema.LAYERS.values())}) AND comment IS NULL
        """,
    )


def _finite(connection: duckdb.DuckDBPyConnection) -> Check:
    """Of every column of the marts that holds floating numbers; a list of them is looked into."""
    columns = connection.execute(
        """
        SELECT table_name, list(column_name ORDER BY column_index), list(data_type LIKE '%[]' ORDER BY column_index)
        FROM duckdb_columns()
        WHERE NOT internal AND schema_name = 'marts' AND (data_type LIKE '%DOUBLE%' OR data_type LIKE '%FLOAT%')
        GROUP BY table_name ORDER BY table_name
        """
    ).fetchall()
    parts = []
    for mart, names, are_lists in columns:
        counts = [
            f"count(*) FILTER (WHERE NOT list_aggregate([isfinite(item) FOR item IN \"{name}\"], 'bool_and'))"
            if is_list
            else f'count(*) FILTER (WHERE NOT isfinite("{name}"))'
            for name, is_list in zip(names, are_lists, strict=True)
        ]
        parts.append(
            f"SELECT '{mart}' AS mart, unnest({names}) AS column_name, unnest([{', '.join(counts)}]) AS rows FROM marts.{mart}"
        )
    statement = "\nUNION ALL BY NAME\n".join(parts) or "SELECT NULL AS mart, NULL AS column_name, 0 AS rows"
    return Check("values_are_finite", "No figure is infinite or not a number", f"SELECT * FROM ({statement}) WHERE rows > 0")


def _unique() -> Check:
    """Of every table and mart whose header names a key."""
    parts = [
        f"SELECT '{item.name}' AS object, count(*) AS keys FROM "
        f"(SELECT 1 FROM {item.name} GROUP BY {', '.join(item.key)} HAVING count(*) > 1)"
        for item in schema.objects()
        if item.key
    ]
    return Check(
        "keys_are_unique",
        "No two rows of a table share the key that its header names",
        f"SELECT * FROM ({' UNION ALL BY NAME '.join(parts)}) WHERE keys > 0",
    )
