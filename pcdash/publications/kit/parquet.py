"""Parquet: a publication's table in columns, read by DuckDB into the texts that its CSV would hold.

So a Parquet file goes through the same loader, and the same refusals, as the CSV with the same columns.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb

from pcdash.errors import SourceError
from pcdash.publications.kit import archive

# Nothing but the file is read, no extension is fetched, and memory is bounded whatever a page says it unfolds to.
_SETTINGS = {"autoinstall_known_extensions": "false", "autoload_known_extensions": "false", "threads": "1", "memory_limit": "1GB"}
_DAMAGE = (duckdb.Error, OSError, ValueError, RuntimeError)
# A number as a CSV prints it: an exponent there is a spreadsheet's way to lose digits, here it is only DuckDB's way to write.
_AS_TEXT = """
CREATE MACRO as_text(value) AS coalesce(
    CASE WHEN typeof(value) = 'DOUBLE' AND value::VARCHAR LIKE '%e%' THEN format('{:.20f}', TRY_CAST(value::VARCHAR AS DOUBLE))
    ELSE value::VARCHAR END, ''
)
"""
_ROWS_AT_ONCE = 50_000


def header(content: bytes, label: str) -> tuple[str, ...]:
    """The names of the columns. Raises SourceError for a file that is damaged."""
    with _opened(content, label) as connection:
        return tuple(name.strip() for name, *_ in connection.execute("DESCRIBE published").fetchall())


def rows(content: bytes, label: str) -> Iterator[list[str]]:
    """The rows as texts, nothing as "". Raises SourceError for a file that is damaged, or unfolds to more than the limits."""
    with _opened(content, label) as connection:
        [(count, columns)] = connection.execute(
            "SELECT num_rows, (SELECT count(*) FROM (DESCRIBE published)) FROM about"
        ).fetchall()
        if count * columns > archive.MOST_CELLS:
            raise SourceError(
                f"has {count:,} rows of {columns:,} columns, over {archive.MOST_CELLS:,} cells",
                label,
                "give it in parts, a year each",
            )
        # What the cells are as text, before any of it is made: one long word may stand in every row and take its place once.
        connection.execute("SELECT sum(strlen(as_text(COLUMNS(*)))) FROM published")
        archive.require_small(int(sum(size or 0 for size in connection.fetchone())), label)
        connection.execute("SELECT as_text(COLUMNS(*)) FROM published")
        while lines := connection.fetchmany(_ROWS_AT_ONCE):
            yield from map(list, lines)


@contextmanager
def _opened(content: bytes, label: str) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection with the file as the view `published` and its own facts as `about`. A file of our own name is read: the name of
    the user's may hold a pattern, and a member of an archive has none."""
    try:
        with TemporaryDirectory() as folder, duckdb.connect(config=_SETTINGS) as connection:
            path = Path(folder) / "published.parquet"
            path.write_bytes(content)
            connection.execute(f"CREATE VIEW published AS FROM read_parquet('{path}')")
            connection.execute(f"CREATE VIEW about AS FROM parquet_file_metadata('{path}')")
            connection.execute(_AS_TEXT)
            yield connection
    except _DAMAGE:
        raise SourceError("is damaged or incomplete and cannot be read as Parquet", label, "download the file again") from None
