"""What the dashboard's terms mean, in `data/glossary.toml`: one definition each, for tooltips and the glossary.

The build copies them into the database.
"""

import re
from pathlib import Path

import pandas as pd

from pcdash import config
from pcdash.definitions import toml
from pcdash.errors import CatalogueError

_COLUMNS = ["term_id", "term_name", "written_as", "meaning"]


def load(path: Path | None = None) -> pd.DataFrame:
    """The rows of `tables.glossary`, by name. Raises CatalogueError that names file, term and key of all that is wrong."""
    with toml.problems(CatalogueError) as found:
        return read(found, path)


def read(found: toml.Problems, path: Path | None = None) -> pd.DataFrame:
    """`load`, but problems are noted in `found`, and what is sound is given."""
    whole = toml.read(path or config.GLOSSARY, found)
    whole.only({"term"})
    rows, owners = [], {}
    for entry in whole.entries("term", lambda content: f"term {content.get('id', '?')}"):
        keys = ("id", "name", "words", "meaning")
        entry.only(keys)
        term, name, meaning = entry.text("id"), entry.text("name"), entry.text("meaning")
        words = entry.texts("words", 'words = ["numerator", "numerators"]')
        if term and not re.fullmatch(r"[a-z][a-z_]*", term):
            entry.wrong("'id' must be of small letters and underscores", "correct it")
        for key in filter(None, (term, *{word.lower() for word in words})):
            if owners.setdefault(key, entry) is not entry:
                entry.wrong(f"'{key}' is an id or word of two terms", "give each its own")
        if entry.is_sound:
            rows.append((term, name, list(words), " ".join(meaning.split())))
    rows.sort(key=lambda row: row[1].lower())
    return pd.DataFrame(rows, columns=_COLUMNS)
