"""The SQL of the project as objects: read from `sql/`, put in order, created, described.

Folder = schema = layer; one object per file, named like the file; the lower and the upper limit of one method share one. A header
says what the object is and which others it reads (`-- Reads:`); the order of creation follows from that, a test proves that it is
true, and the header becomes the object's comment in the database, so that the data dictionary is the code.
"""

import re
import tomllib
from dataclasses import dataclass
from graphlib import TopologicalSorter
from pathlib import Path

import duckdb

from pcdash import config
from pcdash.errors import CheckError

LAYERS = {"00_tables": "tables", "10_macros": "macros", "20_staging": "staging", "30_metrics": "metrics", "40_marts": "marts"}
_REFERENCE = re.compile(rf"\b({'|'.join(LAYERS.values())})\.(\w+)")


@dataclass(frozen=True)
class SqlObject:
    """One object of `sql/`: its qualified name, its statement, its header, and what the header says it reads and has as key."""

    name: str
    layer: str
    statement: str
    comment: str
    reads: tuple[str, ...]
    key: tuple[str, ...] = ()

    @property
    def references(self) -> set[str]:
        """The objects that the statement really names, itself left out."""
        code = re.sub(r"--[^\n]*", "", self.statement)
        return {f"{schema}.{name}" for schema, name in _REFERENCE.findall(code)} - {self.name}


def objects(folder: Path = config.SQL) -> list[SqlObject]:
    """Every object of the given folder of layers, each after those that it reads."""
    found: dict[str, SqlObject] = {}
    for layer in LAYERS:
        for path in sorted((folder / layer).glob("*.sql")):
            found |= {item.name: item for item in _read(path, layer)}
    graph = {name: {read for read in item.reads if read in found} for name, item in found.items()}
    layers = list(LAYERS)
    order = sorted(TopologicalSorter(graph).static_order(), key=lambda name: layers.index(found[name].layer))
    return [found[name] for name in order]


def create(connection: duckdb.DuckDBPyConnection, layers: tuple[str, ...]) -> None:
    """Creates the objects of the given layers, and their schemas."""
    for layer in layers:
        connection.execute(f"CREATE SCHEMA IF NOT EXISTS {LAYERS[layer]}")
    for item in objects():
        if item.layer in layers:
            try:
                connection.execute(item.statement)
            except (duckdb.OperationalError, duckdb.FatalException):
                raise  # disk and memory, not the statement
            except duckdb.Error as error:
                raise CheckError(f"cannot be created: {error}", f"sql/{item.layer}, {item.name}") from error


def describe(connection: duckdb.DuckDBPyConnection) -> None:
    """Writes every object's header and every column's meaning into the database as comments.

    A column means the same wherever it stands; `sql/dictionary.toml` says it once, with the unit of its numbers.
    """
    meaning = dictionary()
    kinds = dict(
        connection.execute(
            "SELECT table_schema || '.' || table_name, CASE table_type WHEN 'VIEW' THEN 'VIEW' ELSE 'TABLE' END "
            "FROM information_schema.tables"
        ).fetchall()
    )
    connection.begin()  # one transaction: two thousand of them took three times as long
    for item in objects():
        if item.name in kinds:
            connection.execute(f"COMMENT ON {kinds[item.name]} {item.name} IS {_quote(item.comment)}")
    columns = connection.execute(
        "SELECT schema_name || '.' || table_name, column_name FROM duckdb_columns() WHERE NOT internal AND comment IS NULL"
    ).fetchall()
    for table, column in columns:
        if table in kinds and column in meaning:
            connection.execute(f'COMMENT ON COLUMN {table}."{column}" IS {_quote(meaning[column])}')
    connection.commit()


def dictionary() -> dict[str, str]:
    """What each column means, with the unit of its numbers, by its name."""
    declared = tomllib.loads((config.SQL / "dictionary.toml").read_text(encoding="utf-8"))
    units = {column: unit for unit, columns in declared["unit"].items() for column in columns}
    return {column: f"{text}. Unit: {units[column]}" if column in units else text for column, text in declared["meaning"].items()}


def checks(folder: Path = config.SQL) -> list[SqlObject]:
    """The queries of `sql/checks`: each returns the rows that break the promise in its first line; none is a pass."""
    return [item for path in sorted((folder / "checks").glob("*.sql")) for item in _read(path, "checks")]


def _read(path: Path, layer: str) -> list[SqlObject]:
    """The objects of a file, each after its own header; a check, which creates none, is named like its file."""
    objects = []
    for text in re.split(r"(?<=;)\n\n(?=--)", path.read_text(encoding="utf-8")):
        comment = "\n".join(line.removeprefix("--").removeprefix(" ") for line in re.match(r"(?:--.*\n)*", text)[0].splitlines())
        created = re.search(r"^CREATE (?:TABLE|VIEW|MACRO) (\w+\.\w+)", text, re.MULTILINE)
        key = _said(comment, "Key")
        objects.append(
            SqlObject(
                created[1] if created else path.stem,
                layer,
                text,
                comment,
                tuple(re.findall(r"\w+\.\w+", _said(comment, "Reads"))),
                () if key.startswith("none") else tuple(re.findall(r"\w+", key)),
            )
        )
    return objects


def _said(comment: str, word: str) -> str:
    """What a header says after a word, its continued lines too."""
    found = re.search(rf"^{word}: *(.*(?:\n +.*)*)", comment, re.MULTILINE)
    return found[1] if found else ""


def _quote(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
