"""What the build proves, and what each column of the database means."""

import pandas as pd
import streamlit as st

from pcdash import queries
from pcdash.terms import formatting
from pcdash.ui import blocks
from pcdash.ui.cache import ask


def checks() -> None:
    """The checks and their results."""
    results = ask(queries.provenance.checks)
    st.markdown("The build proves these promises before a database is put in place; a broken one stops it.")
    blocks.download("checks", results, "every check")
    st.table(
        pd.DataFrame(
            {
                "Promise": results["promise"],
                "Result": ["Holds" if not rows else f"{formatting.count(rows)} exceptions" for rows in results["offending_rows"]],
                "Stops the build": results["is_fatal"].map({True: "Yes", False: "No, reported"}),
                "Example": results["example"].fillna(""),
            }
        ),
        border="horizontal",
        hide_index=True,
        alt="Checks and their results",
    )


def dictionary() -> None:
    """Every column of the tables and views that pages read."""
    words = ask(queries.provenance.dictionary)
    st.markdown("Every table and view that pages read, straight from the database's own comments.")
    blocks.download("dictionary", words, "every column of the marts")
    st.dataframe(
        words.rename(
            columns={"object": "View", "about": "What it holds", "column": "Column", "type": "Type", "meaning": "Meaning"}
        ),
        hide_index=True,
        width="stretch",
        height=600,
        alt="Data dictionary",
    )
