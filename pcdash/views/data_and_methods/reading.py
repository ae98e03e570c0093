"""Help with reading: a guide for each kind of reader, and what each term means."""

import streamlit as st

from pcdash import queries
from pcdash.ui import glossary
from pcdash.ui.cache import ask
from pcdash.wording.guides import GUIDES


def guides() -> None:
    """One guide at a time, as the reader who prints it wants it."""
    reader = st.segmented_control("You are a", list(GUIDES), default=next(iter(GUIDES)), required=True, key="data_guide")
    st.header(f"Guide: {reader.lower()}", anchor=False)
    st.markdown(GUIDES[reader])


def terms() -> None:
    """Every term with its one definition."""
    rows = ask(queries.glossary.terms)
    st.markdown("The same words stand in the tooltip where a term is first met on a page.")
    for row in rows.itertuples():
        st.markdown(glossary.definition(row.term_name, row.meaning))
