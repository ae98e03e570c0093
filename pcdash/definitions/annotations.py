"""What a series should be read with: what happened on the way, and times unlike others, in `data/annotations.toml`.

The build copies them into the database, where `marts.event` and `marts.unusual_time` apply them.
"""

from pathlib import Path

import pandas as pd

from pcdash import config
from pcdash.definitions import toml
from pcdash.errors import CatalogueError

_OF = {"months": True, "years": False}


def load(path: Path | None = None) -> dict[str, pd.DataFrame]:
    """The rows of `tables.annotation` and `tables.unusual_time`, by the table's name.

    Raises CatalogueError for one without its days, a title or a source.
    """
    with toml.problems(CatalogueError) as found:
        return read(found, path)


def read(found: toml.Problems, path: Path | None = None) -> dict[str, pd.DataFrame]:
    """`load`, but problems are noted in `found`, and what is sound is given."""
    path = path or config.ANNOTATIONS
    whole = toml.read(path, found)
    whole.only({"annotation", "unusual"})
    return {"annotation": _annotations(whole), "unusual_time": _unusual_times(whole)}


def _annotations(whole: toml.Entry) -> pd.DataFrame:
    rows = []
    for entry in whole.entries("annotation", lambda content: f"annotation {content.get('title', '?')}"):
        entry.only({"on", "title", "places", "source"})
        on, title, source = entry.day("on"), entry.text("title"), entry.text("source")
        places = entry.texts("places", 'places = ["E09000016"]') if "places" in entry.content else (None,)
        rows += [{"occurred_on": on, "place_code": place, "title": title, "source": source} for place in places]
    return pd.DataFrame(rows, columns=["occurred_on", "place_code", "title", "source"])


def _unusual_times(whole: toml.Entry) -> pd.DataFrame:
    rows = []
    for entry in whole.entries("unusual", lambda content: f"unusual time {content.get('title', '?')}"):
        entry.only({"from", "to", "of", "title", "codes", "source"})
        first, last, title, source = entry.day("from"), entry.day("to"), entry.text("title"), entry.text("source")
        if first and last and first > last:
            entry.wrong("it ends before it begins", "correct 'from' or 'to'")
        is_monthly = _OF.get(entry.one_of("of", _OF)) if "of" in entry.content else None
        codes = entry.texts("codes", 'codes = ["DM020"]') if "codes" in entry.content else (None,)
        said = {"starts_on": first, "ends_on": last, "is_monthly": is_monthly, "title": title, "source": source}
        rows += [said | {"code": code} for code in codes]
    return pd.DataFrame(rows, columns=["starts_on", "ends_on", "is_monthly", "code", "title", "source"])
