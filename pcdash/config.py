"""Where things are. Every path of the project is named here and nowhere else."""

import os
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
INDICATORS = PROJECT / "data" / "indicators"
TRIGGERS = PROJECT / "data" / "triggers.toml"
TARGETS = PROJECT / "data" / "targets.toml"
ANNOTATIONS = PROJECT / "data" / "annotations.toml"
METHODS = PROJECT / "data" / "methods.toml"
GLOSSARY = PROJECT / "data" / "glossary.toml"
PLACES = PROJECT / "data" / "places"
SUCCESSOR_CODES = PROJECT / "data" / "successor_codes.csv"
REFERENCE = PROJECT / "data" / "reference"
DEMONSTRATION = PROJECT / "data" / "demonstration"
# The demonstration's files in the formats of the publications, within its folder.
PUBLISHED = "published"
SQL = PROJECT / "sql"
DATABASE = PROJECT / "data" / "pcdash.duckdb"


def database_path() -> Path:
    """The database file that the app reads and `build` writes: `PCDASH_DATABASE`, else `data/pcdash.duckdb`."""
    return Path(os.environ.get("PCDASH_DATABASE") or DATABASE).expanduser()
