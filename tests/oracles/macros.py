"""The SQL macros, asked: one database in memory with the macros and the published numbers, and nothing else."""

import functools

import duckdb
import pandas as pd

from pcdash.build import schema
from tests import published


@functools.cache
def database() -> duckdb.DuckDBPyConnection:
    """The macros, and every published file as a table `published.<file>`, its rows numbered in `line`."""
    connection = duckdb.connect()
    schema.create(connection, ("00_tables", "10_macros"))
    connection.execute("CREATE SCHEMA published")
    for path in sorted(published.FOLDER.glob("*.csv")):
        connection.execute(
            f"CREATE TABLE published.{path.stem} AS "
            f"SELECT row_number() OVER () AS line, * FROM read_csv('{path}', header = true, sample_size = -1)"
        )
    return connection


def ask(query: str, **parameters) -> list[tuple]:
    """The rows of a query."""
    return database().execute(query, parameters).fetchall()


def answers(query: str) -> dict:
    """The rows of a query by their first column."""
    return {row[0]: row[1:] for row in ask(query)}


def each(expressions: str, cases: list[tuple], names: str) -> list[tuple]:
    """The expressions for every case, in order; `names` are the columns that they use, None is NULL."""
    table("parameter", cases, names)
    return [row[1:] for row in ask(f"SELECT line, {expressions} FROM parameter ORDER BY line")]


def table(name: str, rows: list[tuple], names: str) -> None:
    """Makes the rows a table of the database, numbered in `line`."""
    columns = dict(zip(names.split(), zip(*rows, strict=True), strict=True))
    frame = pd.DataFrame({column: _column(values) for column, values in columns.items()})
    database().register("incoming", frame.reset_index(names="line"))
    database().execute(f"CREATE OR REPLACE TABLE {name} AS FROM incoming")
    database().unregister("incoming")


def _column(values: tuple) -> pd.Series:
    """Numbers as doubles, so that a column of whole numbers or of None alone means the same to SQL."""
    is_numeric = all(value is None or isinstance(value, int | float) for value in values)
    return pd.Series(values, dtype="float64" if is_numeric else "object")
