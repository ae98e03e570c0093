"""The outcome standards scheme: which indicators are standards, their trigger levels, and the review categories.

All of it is data, `data/triggers.toml`. This module reads and checks it; the build copies it into the database, where
`marts.trigger` and `marts.trigger_summary` apply it.
"""

import tomllib
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from pcdash import config
from pcdash.definitions.catalogue import Indicator
from pcdash.errors import CatalogueError


@dataclass(frozen=True)
class Scheme:
    """`standards`: one row per standard, its limits None where England's control limits decide. `categories`: in order."""

    standards: pd.DataFrame
    categories: pd.DataFrame


def load(indicators: tuple[Indicator, ...], path: Path = config.TRIGGERS) -> Scheme:
    """The scheme of a file. Raises CatalogueError for an unknown indicator, one without an agreed direction, or a wrong key."""
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise CatalogueError(f"is not valid TOML ({error})", path.name, "correct the line it names") from None
    _only(content, {"standards", "limit", "category"}, path.name)
    directions = {indicator.id: indicator.polarity for indicator in indicators}
    limits: dict[str, dict] = {}
    for entry in content.get("limit", []):
        where = f"{path.name}, limit {entry.get('indicator', '')}"
        _only(entry, {"indicator", "level_one", "level_two", "source"}, where)
        if entry.get("indicator") not in content.get("standards", []):
            raise CatalogueError("this indicator is not among the standards", where, "add it there or remove the limit")
        _ordered(entry, directions.get(entry["indicator"]), where)
        limits[entry["indicator"]] = entry
    for indicator in content.get("standards", []):
        if directions.get(indicator, "neutral") == "neutral":
            what = "has no agreed direction" if indicator in directions else "is not in the catalogue"
            raise CatalogueError(f"'{indicator}' {what}", f"{path.name}, standards", "name an indicator with a direction")
    rows = [
        {"indicator_id": indicator} | {key: limits.get(indicator, {}).get(key) for key in ("level_one", "level_two", "source")}
        for indicator in content.get("standards", [])
    ]
    standards = pd.DataFrame(rows, columns=["indicator_id", "level_one", "level_two", "source"])
    return Scheme(standards.astype({"level_one": float, "level_two": float}), _categories(content, path.name))


def _categories(content: dict, file: str) -> pd.DataFrame:
    rows = []
    for order, entry in enumerate(content.get("category", []), start=1):
        where = f"{file}, category {entry.get('name', order)}"
        _only(entry, {"name", "least_triggers", "least_level_two", "source"}, where)
        least = [entry.get("least_triggers"), entry.get("least_level_two")]
        if not entry.get("name") or least == [None, None] or any(not isinstance(item, int | None) for item in least):
            raise CatalogueError("needs a name and 'least_triggers' or 'least_level_two', whole numbers", where, "add them")
        rows.append((entry["name"], order, *least, entry.get("source")))
    frame = pd.DataFrame(rows, columns=["category_name", "category_order", "least_triggers", "least_level_two", "source"])
    return frame.astype({"least_triggers": "Int64", "least_level_two": "Int64"})


def _ordered(entry: dict, polarity: str | None, where: str) -> None:
    one, two = entry.get("level_one"), entry.get("level_two")
    if not isinstance(one, int | float) or not isinstance(two, int | float):
        raise CatalogueError("needs 'level_one' and 'level_two', numbers in the indicator's unit", where, "add them")
    if (two >= one) if polarity == "higher_better" else (two <= one):
        raise CatalogueError("level two must lie further on the worse side than level one", where, "swap or correct them")


def _only(entry: dict, known: set[str], where: str) -> None:
    if unknown := sorted(set(entry) - known):
        raise CatalogueError(f"unknown key '{unknown[0]}'", where, f"use only {', '.join(sorted(known))}")
