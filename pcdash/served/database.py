"""The database as the app reads it: one immutable file, attached read-only, reopened when a new build replaces it."""

import threading
from pathlib import Path

import duckdb
import pandas as pd

from pcdash.errors import DatabaseError

_NAME = "pcdash"
_TO_BUILD = "run `python -m pcdash build` with a folder of published files; without one it builds the synthetic demonstration"


class Database:
    """Answers queries from the newest build at `path`. Safe to share between threads.

    DuckDB keeps serving a replaced file to `duckdb.connect(path)`, so the file is attached to an in-memory connection, anew for
    each version of it; the old connection lives as long as a query still runs on it. Every call has a cursor of its own, since
    a shared one mixes up the rows of concurrent threads.
    """

    def __init__(self, path: Path):
        self.path = path
        self._lock = threading.Lock()
        self._version: tuple | None = None
        self._connection: duckdb.DuckDBPyConnection | None = None

    def version(self) -> tuple:
        """Identity of the file now in place: a cache key that changes with every build. Raises DatabaseError without a file."""
        try:
            status = self.path.stat()
        except OSError:
            raise DatabaseError("there is no database yet", self.path.name[:40], _TO_BUILD) from None
        return status.st_ino, status.st_mtime_ns, status.st_size

    def fetch(self, sql: str, parameters: list | dict | None = None) -> pd.DataFrame:
        """The complete result of one query. Tables are named with their schema (`marts.area`).

        NULL is NaN, in a column without any value too. Numbers are numpy's: the nullable types of DuckDB's own frames raise on a
        plain comparison and print "<NA>", and such frames take longer to make than most queries. Raises DatabaseError where
        a table is not there, as in a database that an earlier version built.
        """
        with self._attached().cursor() as cursor:
            cursor.execute(f"USE {_NAME}")
            try:
                return pd.DataFrame(cursor.execute(sql, parameters or []).fetchnumpy())
            except duckdb.CatalogException:
                raise DatabaseError("lacks a table that this version reads", self.path.name[:40], _TO_BUILD) from None

    def _attached(self) -> duckdb.DuckDBPyConnection:
        version = self.version()
        with self._lock:
            if version != self._version:
                self._connection, self._version = _attach(self.path), version
            return self._connection


def _attach(path: Path) -> duckdb.DuckDBPyConnection:
    connection = duckdb.connect()
    quoted = str(path).replace("'", "''")
    try:
        connection.execute(f"ATTACH '{quoted}' AS {_NAME} (READ_ONLY)")
        connection.execute(f"SELECT version FROM {_NAME}.marts.build").fetchall()
    except duckdb.Error:
        raise DatabaseError("is not a database of this dashboard", path.name, _TO_BUILD) from None
    connection.execute("SET enable_external_access = false")
    connection.execute("SET lock_configuration = true")
    return connection
