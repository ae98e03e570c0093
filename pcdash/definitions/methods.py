"""The methods of the dashboard, each worked by hand on a small example and worked out again by the database.

The examples are data, `data/methods.toml`. Their queries use the macros that made every figure, so the second column is not an
illustration but the code at work; `tests/test_methods.py` holds the two together.
"""

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np

from pcdash import config
from pcdash.errors import CatalogueError
from pcdash.served.database import Database

FILE = config.PROJECT / "data" / "methods.toml"
NO_VALUE = "no value"
_PROSE = ("name", "plain", "example", "source")
_LAID_OUT = ("formula", "sql")
_KEYS = {"id", *_PROSE, *_LAID_OUT, "steps", "expected"}
_NUMBER = re.compile(r"-?\d{1,3}(?:,\d{3})*(?:\.(\d+))?")


@dataclass(frozen=True)
class Quantity:
    """One result of an example: the column of the query, its name for readers, and the result worked by hand as it is printed."""

    column: str
    label: str
    hand: str


@dataclass(frozen=True)
class Method:
    """One method in words (`plain`), signs (`formula`), as an example worked by hand (`steps`), and as a query (`sql`)."""

    id: str
    name: str
    plain: str
    formula: str
    example: str
    steps: tuple[str, ...]
    sql: str
    expected: tuple[Quantity, ...]
    source: str


@dataclass(frozen=True)
class Result:
    """A quantity worked by hand and by the database, the latter printed to the digits of the former."""

    label: str
    hand: str
    computed: str

    @property
    def agrees(self) -> bool:
        """Whether both print alike."""
        return self.hand == self.computed


@dataclass(frozen=True)
class Worked:
    """A method and its results."""

    method: Method
    results: tuple[Result, ...]

    @property
    def agrees(self) -> bool:
        """Whether every result agrees."""
        return all(result.agrees for result in self.results)


def load(path: Path = FILE) -> tuple[Method, ...]:
    """Every method in the order of the file. Raises CatalogueError naming file, method and key for anything missing or wrong."""
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise CatalogueError(f"is not valid TOML ({error})", path.name, "correct the line it names") from None
    if unknown := sorted(set(content) - {"method"}):
        raise CatalogueError(f"unknown key '{unknown[0]}'", path.name, "write every entry as [[method]]")
    methods = tuple(_method(entry, path.name) for entry in content.get("method", []))
    seen: set[str] = set()
    for method in methods:
        if method.id in seen:
            raise CatalogueError("this id is used twice", f"{path.name}, {method.id}", "give each method its own")
        seen.add(method.id)
    return methods


def worked(database: Database) -> tuple[Worked, ...]:
    """Every method with its results from the open database; kept until another build replaces it.

    Raises CatalogueError where a query does not give one row of exactly the columns that are expected.
    """
    return _worked(database, database.version())


@lru_cache(maxsize=4)
def _worked(database: Database, version: tuple) -> tuple[Worked, ...]:
    return tuple(_work(database, method) for method in load())


def _work(database: Database, method: Method) -> Worked:
    answer = database.fetch(method.sql)
    columns = [quantity.column for quantity in method.expected]
    if len(answer) != 1 or set(answer.columns) != set(columns):
        raise CatalogueError(
            f"'sql' gives {len(answer)} rows of {', '.join(answer.columns)}",
            f"{FILE.name}, {method.id}",
            f"let it give one row of {', '.join(columns)}",
        )
    return Worked(
        method,
        tuple(
            Result(quantity.label, quantity.hand, _printed(answer[quantity.column].iloc[0], quantity.hand))
            for quantity in method.expected
        ),
    )


def _printed(value: object, like: str) -> str:
    """A value of the database as the hand-worked result is printed: its decimals, yes or no, words, or "no value"."""
    if value is None or value != value:
        return NO_VALUE
    if isinstance(value, bool | np.bool_):
        return "yes" if value else "no"
    if isinstance(value, str):
        return value.replace("_", " ")
    number = _NUMBER.fullmatch(like)
    decimals = len(number[1] or "") if number else 4
    return f"{round(float(value), decimals) + 0.0:,.{decimals}f}"


def _method(entry: dict, file: str) -> Method:
    where = f"{file}, {entry.get('id', 'a method without id')}"
    if unknown := sorted(set(entry) - _KEYS):
        raise CatalogueError(f"unknown key '{unknown[0]}'", where, f"use only {', '.join(sorted(_KEYS))}")
    if missing := sorted(_KEYS - set(entry)):
        raise CatalogueError(f"the key '{missing[0]}' is missing", where, "add it")
    for key in ("id", *_PROSE, *_LAID_OUT):
        _text(entry[key], key, where)
    if not re.fullmatch(r"[a-z][a-z_]*", entry["id"]):
        raise CatalogueError("'id' must be of small letters and underscores", where, "correct it")
    if not re.match(r"\s*(SELECT|WITH)\b", entry["sql"]) or ";" in entry["sql"]:
        raise CatalogueError("'sql' must be one query", where, "begin it with SELECT or WITH and leave out the semicolon")
    if not isinstance(entry["steps"], list) or not entry["steps"]:
        raise CatalogueError("'steps' must be a list of texts", where, "write down the working")
    for step in entry["steps"]:
        _text(step, "steps", where)
    return Method(
        id=entry["id"],
        **{key: _one_line(entry[key]) for key in _PROSE},
        **{key: entry[key].strip() for key in _LAID_OUT},
        steps=tuple(_one_line(step) for step in entry["steps"]),
        expected=_quantities(entry["expected"], where),
    )


def _quantities(expected: object, where: str) -> tuple[Quantity, ...]:
    if not isinstance(expected, dict) or not expected:
        raise CatalogueError("'expected' must name at least one column", where, "add one with its label and result")
    for column, item in expected.items():
        if not isinstance(item, dict) or set(item) != {"label", "hand"}:
            raise CatalogueError(f"'expected', {column}: needs 'label' and 'hand' and nothing else", where, "correct it")
        for key in ("label", "hand"):
            _text(item[key], f"expected, {column}, {key}", where)
    return tuple(Quantity(column, item["label"], item["hand"]) for column, item in expected.items())


def _text(value: object, key: str, where: str) -> None:
    if not isinstance(value, str) or not value.strip():
        raise CatalogueError(f"'{key}' must be a text that says something", where, "write it in words")


def _one_line(text: str) -> str:
    return " ".join(text.split())
