"""What happened on the way: annotations of charts over time, in `data/annotations.toml`.

The build copies them into the database, where `marts.event` applies them.
"""

from pathlib import Path

import pandas as pd

from pcdash import config
from pcdash.definitions import toml
from pcdash.errors import CatalogueError


def load(path: Path | None = None) -> pd.DataFrame:
    """The rows of `tables.annotation`. Raises CatalogueError for one without a day, a title or a source."""
    with toml.problems(CatalogueError) as found:
        return read(found, path)


def read(found: toml.Problems, path: Path | None = None) -> pd.DataFrame:
    """`load`, but problems are noted in `found`, and what is sound is given."""
    path = path or config.ANNOTATIONS
    whole = toml.read(path, found)
    whole.only({"annotation"})
    rows = []
    for entry in whole.entries("annotation", lambda content: f"annotation {content.get('title', '?')}"):
        entry.only({"on", "title", "places", "source"})
        on, title, source = entry.day("on"), entry.text("title"), entry.text("source")
        places = entry.texts("places", 'places = ["E09000016"]') if "places" in entry.content else (None,)
        rows += [{"occurred_on": on, "place_code": place, "title": title, "source": source} for place in places]
    return pd.DataFrame(rows, columns=["occurred_on", "place_code", "title", "source"])
