"""What the dashboard's terms mean."""

import pandas as pd

from pcdash.served.database import Database


def terms(database: Database) -> pd.DataFrame:
    """Every term with its definition, in order of name; columns as `marts.glossary`."""
    return database.fetch("SELECT * FROM marts.glossary ORDER BY lower(term_name), term_id")
