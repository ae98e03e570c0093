"""What the programme aims at and what happened on the way: targets of indicators, and annotations of charts over time.

Both are data, `data/targets.toml` and `data/annotations.toml`. This module reads and checks them; the build copies them into the
database, where `marts.target` and `marts.event` apply them.
"""

import tomllib
from datetime import date
from pathlib import Path

import pandas as pd

from pcdash import config
from pcdash.definitions.catalogue import Indicator
from pcdash.errors import CatalogueError

AREA_TYPES = ("practice", "locality", "pcn", "borough", "sub_icb", "system", "region", "england")
_TARGET = {"indicator", "place", "area_type", "at_least", "at_most", "due", "note", "source"}
_ANNOTATION = {"on", "title", "places", "source"}


def targets(indicators: tuple[Indicator, ...], path: Path = config.TARGETS) -> pd.DataFrame:
    """The rows of `tables.target`. Raises CatalogueError for an unknown indicator, a target without a number or one set twice."""
    known = {indicator.id for indicator in indicators}
    rows, seen = [], set()
    for entry in _entries(path, "target"):
        where = f"{path.name}, target of {entry.get('indicator', '?')}"
        _only(entry, _TARGET, where)
        if entry.get("indicator") not in known:
            raise CatalogueError("is not an indicator of the catalogue", where, "name one by its id")
        if entry.get("area_type") not in (None, *AREA_TYPES):
            raise CatalogueError(f"'area_type' is '{entry['area_type']}'", where, f"use one of {', '.join(AREA_TYPES)}")
        numbers = [entry[key] for key in ("at_least", "at_most") if key in entry]
        if not numbers or not all(isinstance(number, int | float) for number in numbers) or numbers != sorted(numbers):
            raise CatalogueError("needs 'at_least' or 'at_most', numbers in the indicator's unit, in order", where, "correct them")
        _text(entry, "source", where)
        _day(entry.get("due", date.min), "due", where)
        key = tuple(entry.get(name) for name in ("indicator", "place", "area_type"))
        if key in seen:
            raise CatalogueError("this target is set twice", where, "keep one")
        seen.add(key)
        rows.append(
            {"indicator_id": entry["indicator"], "place_code": entry.get("place")}
            | {name: entry.get(name) for name in ("area_type", "at_least", "at_most", "due", "note", "source")}
        )
    columns = ["indicator_id", "place_code", "area_type", "at_least", "at_most", "due", "note", "source"]
    return pd.DataFrame(rows, columns=columns).astype({"at_least": float, "at_most": float})


def annotations(path: Path = config.ANNOTATIONS) -> pd.DataFrame:
    """The rows of `tables.annotation`. Raises CatalogueError for one without a day, a title or a source."""
    rows = []
    for entry in _entries(path, "annotation"):
        where = f"{path.name}, annotation {entry.get('title', '?')}"
        _only(entry, _ANNOTATION, where)
        _text(entry, "title", where)
        _text(entry, "source", where)
        _day(entry.get("on"), "on", where)
        rows += [
            {"occurred_on": entry["on"], "place_code": place, "title": entry["title"], "source": entry["source"]}
            for place in entry.get("places", [None])
        ]
    return pd.DataFrame(rows, columns=["occurred_on", "place_code", "title", "source"])


def _entries(path: Path, key: str) -> list[dict]:
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise CatalogueError(f"is not valid TOML ({error})", path.name, "correct the line it names") from None
    _only(content, {key}, path.name)
    return content.get(key, [])


def _only(entry: dict, known: set[str], where: str) -> None:
    if unknown := sorted(set(entry) - known):
        raise CatalogueError(f"unknown key '{unknown[0]}'", where, f"use only {', '.join(sorted(known))}")


def _text(entry: dict, key: str, where: str) -> None:
    if not isinstance(entry.get(key), str) or not entry[key].strip():
        raise CatalogueError(f"'{key}' must be a text that says something", where, "write it in words")


def _day(value: object, key: str, where: str) -> None:
    if type(value) is not date:
        raise CatalogueError(f"'{key}' must be a day", where, "write it as 2019-04-01, without quotes")
