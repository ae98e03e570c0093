"""Numbers that others published, and numbers that follow from a published formula: one file each, every row with its origin."""

import csv
from pathlib import Path

import pytest

FOLDER = Path(__file__).parent


def rows(name: str) -> list[dict]:
    """The rows of a file as they are written, with their place in it as `line`."""
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return [{"line": line, **row} for line, row in enumerate(csv.DictReader(file), start=1)]


def named(found: list[dict], *columns: str) -> list:
    """The rows as test parameters, each named by its columns."""
    return [pytest.param(row, id=" ".join(row[column] for column in columns)) for row in found]


def cases(name: str, *columns: str) -> list:
    """Every row of a file as a test parameter, named by its columns."""
    return named(rows(name), *columns)


def numbers(row: dict, *columns: str) -> tuple[float | None, ...]:
    """The cells as numbers; an empty cell is None, as it is NULL in SQL."""
    return tuple(float(row[column]) if row[column] else None for column in columns)
