"""The way to the practice that took over."""

import streamlit as st

from pcdash.terms import formatting
from pcdash.ui import blocks, finding


def show_closed(practice: dict) -> None:
    """Says that the practice has closed, and where its patients went as far as that is known."""
    st.warning(f"This practice closed on {formatting.day(practice['closed'])}. Its figures end there.")
    if not isinstance(practice["successor_name"], str):
        blocks.say(
            "No file that was loaded names a practice that took over. The nearest practices are further down, under “Neighbours”."
        )
        return
    st.button(
        f"Go to {practice['successor_name']}, which took over",
        on_click=finding.open_thing,
        args=(("practice", practice["successor_code"]),),
    )
