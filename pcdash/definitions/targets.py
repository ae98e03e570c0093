"""What the programme aims at: targets of indicators, in `data/targets.toml`.

The build copies them into the database, where `marts.target` applies them.
"""

from pathlib import Path

import pandas as pd

from pcdash import config
from pcdash.definitions import toml
from pcdash.definitions.catalogue import Indicator
from pcdash.errors import CatalogueError
from pcdash.terms.areas import AREA_TYPES

_COLUMNS = ["indicator_id", "place_code", "area_type", "at_least", "at_most", "due", "note", "source"]


def load(indicators: tuple[Indicator, ...], path: Path | None = None) -> pd.DataFrame:
    """The rows of `tables.target`. Raises CatalogueError for an unknown indicator, a target without a number or one set twice."""
    with toml.problems(CatalogueError) as found:
        return read(found, indicators, path)


def read(found: toml.Problems, indicators: tuple[Indicator, ...], path: Path | None = None) -> pd.DataFrame:
    """`load`, but problems are noted in `found`, and what is sound is given."""
    path = path or config.TARGETS
    whole = toml.read(path, found)
    whole.only({"target"})
    known = {indicator.id for indicator in indicators}
    rows, seen = [], set()
    for entry in whole.entries("target", lambda content: f"target of {content.get('indicator', '?')}"):
        content = entry.content
        entry.only({"indicator", "place", "area_type", "at_least", "at_most", "due", "note", "source"})
        if not isinstance(content.get("indicator"), str) or content["indicator"] not in known:
            entry.wrong("is not an indicator of the catalogue", "name one by its id")
        if "area_type" in content:
            entry.one_of("area_type", AREA_TYPES)
        numbers = [content[key] for key in ("at_least", "at_most") if key in content]
        if not numbers or not all(map(toml.is_number, numbers)) or numbers != sorted(numbers):
            entry.wrong("needs 'at_least' or 'at_most', numbers in the indicator's unit, in order", "correct them")
        entry.text("source")
        for key in {"place", "note"} & set(content):
            entry.text(key)
        if "due" in content:
            entry.day("due")
        if entry.is_sound:
            key = tuple(content.get(name) for name in ("indicator", "place", "area_type"))
            if key in seen:
                entry.wrong("this target is set twice", "keep one")
            seen.add(key)
            rows.append(content | {"indicator_id": content["indicator"], "place_code": content.get("place")})
    return pd.DataFrame(rows, columns=_COLUMNS).astype({"at_least": float, "at_most": float})
