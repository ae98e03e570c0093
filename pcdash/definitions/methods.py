"""The methods of the dashboard, each worked by hand on a small example, in `data/methods.toml`.

The build copies them into the database; `queries.methods` asks the database for the same results, with the macros that made
every figure, so the second column of the page is not an illustration but the code at work.
"""

import re
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from pcdash import config
from pcdash.definitions import toml
from pcdash.errors import CatalogueError

_PROSE = ("name", "plain", "example", "source")
_LAID_OUT = ("formula", "sql")


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


def load(path: Path | None = None) -> tuple[Method, ...]:
    """Every method in the order of the file. Raises CatalogueError naming file, method and key of all that is missing or wrong."""
    with toml.problems(CatalogueError) as found:
        return read(found, path)


def read(found: toml.Problems, path: Path | None = None) -> tuple[Method, ...]:
    """`load`, but problems are noted in `found`, and what is sound is given."""
    path = path or config.METHODS
    whole = toml.read(path, found)
    whole.only({"method"})
    methods: dict[str, Method] = {}
    for entry in whole.entries("method", lambda content: str(content.get("id", "a method without id"))):
        method = _method(entry)
        if method and method.id in methods:
            entry.wrong("this id is used twice", "give each method its own")
        elif method:
            methods[method.id] = method
    return tuple(methods.values())


def as_frames(methods: tuple[Method, ...]) -> dict[str, pd.DataFrame]:
    """The methods as rows of `tables.method` (one per method) and `tables.method_result` (one per result worked by hand)."""
    rows = [
        {
            "method_id": method.id,
            "display_order": order,
            "method_name": method.name,
            "plain": method.plain,
            "formula": method.formula,
            "worked_example": method.example,
            "steps": list(method.steps),
            "query": method.sql,
            "taken_from": method.source,
        }
        for order, method in enumerate(methods, start=1)
    ]
    results = [
        {
            "method_id": method.id,
            "display_order": order,
            "result_column": quantity.column,
            "result_label": quantity.label,
            "by_hand": quantity.hand,
        }
        for method in methods
        for order, quantity in enumerate(method.expected, start=1)
    ]
    return {"method": pd.DataFrame(rows), "method_result": pd.DataFrame(results)}


def _method(entry: toml.Entry) -> Method | None:
    keys = {"id", *_PROSE, *_LAID_OUT, "steps", "expected"}
    entry.only(keys)
    entry.required(keys)
    content = entry.content
    for key in ("id", *_PROSE, *_LAID_OUT):
        if key in content:
            entry.text(key)
    if isinstance(content.get("id"), str) and not re.fullmatch(r"[a-z][a-z_]*", content["id"]):
        entry.wrong("'id' must be of small letters and underscores", "correct it")
    sql = content.get("sql")
    if isinstance(sql, str) and (not re.match(r"\s*(SELECT|WITH)\b", sql) or ";" in sql):
        entry.wrong("'sql' must be one query", "begin it with SELECT or WITH and leave out the semicolon")
    steps = entry.texts("steps", 'steps = ["1 + 1 = 2"], the working') if "steps" in content else ()
    expected = _quantities(entry) if "expected" in content else ()
    if not entry.is_sound:
        return None
    return Method(
        id=content["id"],
        **{key: _one_line(content[key]) for key in _PROSE},
        **{key: content[key].strip() for key in _LAID_OUT},
        steps=tuple(map(_one_line, steps)),
        expected=expected,
    )


def _quantities(entry: toml.Entry) -> tuple[Quantity, ...]:
    expected = entry.content["expected"]
    if not isinstance(expected, dict) or not expected:
        entry.wrong("'expected' must name at least one column", "add one with its label and result")
        return ()
    for column, item in expected.items():
        if not isinstance(item, dict) or set(item) != {"label", "hand"}:
            entry.wrong(f"'expected', {column}: needs 'label' and 'hand' and nothing else", "correct it")
            continue
        for key in ("label", "hand"):
            if not isinstance(item[key], str) or not item[key].strip():
                entry.wrong(f"'expected, {column}, {key}' must be a text that says something", "write it in words")
    return tuple(Quantity(column, item["label"], item["hand"]) for column, item in expected.items()) if entry.is_sound else ()


def _one_line(text: str) -> str:
    return " ".join(text.split())
