"""The outcome standards scheme: which indicators are standards, their trigger levels, and the review categories.

All of it is data, `data/triggers.toml`. This module reads and checks it; the build copies it into the database, where
`marts.trigger` and `marts.trigger_summary` apply it.
"""

from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from pcdash import config
from pcdash.definitions import toml
from pcdash.definitions.catalogue import Indicator
from pcdash.errors import CatalogueError


@dataclass(frozen=True)
class Scheme:
    """`standards`: one row per standard, its limits None where England's control limits decide. `categories`: in order."""

    standards: pd.DataFrame
    categories: pd.DataFrame


def load(indicators: tuple[Indicator, ...], path: Path | None = None) -> Scheme:
    """The scheme of a file. Raises CatalogueError for an unknown indicator, one without an agreed direction, or a wrong key."""
    with toml.problems(CatalogueError) as found:
        return read(found, indicators, path)


def read(found: toml.Problems, indicators: tuple[Indicator, ...], path: Path | None = None) -> Scheme:
    """`load`, but problems are noted in `found`, and what is sound is given."""
    path = path or config.TRIGGERS
    whole = toml.read(path, found)
    whole.only({"standards", "limit", "category"})
    names = whole.texts("standards", 'standards = ["dm_hba1c_59"]') if whole.content.get("standards") else ()
    directions = {indicator.id: indicator.polarity for indicator in indicators}
    for name in names:
        if directions.get(name, "neutral") == "neutral":
            what = "has no agreed direction" if name in directions else "is not in the catalogue"
            whole.wrong(f"'{name}' {what}", "name an indicator with a direction", f"{path.name}, standards")
    limits: dict[str, dict] = {}
    for entry in whole.entries("limit", lambda content: f"limit {content.get('indicator', '')}"):
        entry.only({"indicator", "level_one", "level_two", "source"})
        name = entry.text("indicator")
        if name and name not in names:
            entry.wrong("this indicator is not among the standards", "add it there or remove the limit")
        if "source" in entry.content:
            entry.text("source")
        _in_order(entry, directions.get(name))
        if entry.is_sound:
            limits[name] = entry.content
    rows = [
        {"indicator_id": name} | {key: limits.get(name, {}).get(key) for key in ("level_one", "level_two", "source")}
        for name in names
    ]
    standards = pd.DataFrame(rows, columns=["indicator_id", "level_one", "level_two", "source"])
    return Scheme(standards.astype({"level_one": float, "level_two": float}), _categories(whole))


def _categories(whole: toml.Entry) -> pd.DataFrame:
    rows = []
    for order, entry in enumerate(whole.entries("category", lambda content: f"category {content.get('name', '?')}"), start=1):
        entry.only({"name", "least_triggers", "least_level_two", "source"})
        least = [entry.content.get("least_triggers"), entry.content.get("least_level_two")]
        if least == [None, None] or not all(item is None or type(item) is int for item in least) or not entry.content.get("name"):
            entry.wrong("needs a name and 'least_triggers' or 'least_level_two', whole numbers", "add them")
        for key in {"name", "source"} & set(entry.content):
            entry.text(key)
        if entry.is_sound:
            rows.append((entry.content["name"], order, *least, entry.content.get("source")))
    frame = pd.DataFrame(rows, columns=["category_name", "category_order", "least_triggers", "least_level_two", "source"])
    return frame.astype({"least_triggers": "Int64", "least_level_two": "Int64"})


def _in_order(entry: toml.Entry, polarity: str | None) -> None:
    one, two = entry.content.get("level_one"), entry.content.get("level_two")
    if not toml.is_number(one) or not toml.is_number(two):
        entry.wrong("needs 'level_one' and 'level_two', numbers in the indicator's unit", "add them")
    elif (two >= one) if polarity == "higher_better" else (two <= one):
        entry.wrong("level two must lie further on the worse side than level one", "swap or correct them")
