"""The way to a practice: what the reader typed, and the one that took over."""

import pandas as pd
import streamlit as st

from pcdash import queries
from pcdash.terms import formatting
from pcdash.ui import blocks, selection, state
from pcdash.ui.cache import ask


def show_sought(chosen: selection.Selection) -> None:
    """What the reader typed that is no practice of the area: practices of that name elsewhere, else those nearest to it."""
    sought = st.session_state.get(selection.SOUGHT)
    if not sought or sought["from"] != chosen.practice:
        st.session_state.pop(selection.SOUGHT, None)
        return
    text = sought["text"][:60]
    position = ask(queries.practice_finder.postcode_position, text)
    with st.container(border=True, key="sought"):
        if position:
            blocks.say(f"“{text}” is no practice of {chosen.area.name}. Nearest to {position['found']}:")
            practice_links(
                ask(queries.practice_finder.nearest_practices, position["easting"], position["northing"], None), "sought"
            )
            return
        named = ask(queries.practice_finder.practices_named, text)
        if len(named):
            blocks.say(f"“{text}” is found here:")
            practice_links(named, "sought")
        else:
            blocks.say(
                f"“{text}” is no name, code or postcode of a practice here, and no postcode whose place is known to the files "
                "that were loaded."
            )


def go_to(place_code: str, practice_code: str) -> None:
    """Chooses a practice, wherever it is. Streamlit's links to the page that is shown leave the address as it was."""
    state.put("area", place_code)
    state.put("practice", practice_code)


def practice_links(found: pd.DataFrame, name: str) -> None:
    """One link per practice that has a profile here, with its distance if the frame has one; the others as text.

    `name` tells the lists of one page apart.
    """
    for row in found.itertuples():
        away = ""
        if "kilometres" in found:
            away = f" · {formatting.number(row.kilometres)} km" if row.kilometres >= 0.05 else " · same place"
        label = f"{row.area_name} · {row.postcode}{away}"
        if isinstance(row.place_name, str):
            st.button(
                blocks.plain(label),
                type="tertiary",
                icon=":material/arrow_forward:",
                key=f"{name}_{row.area_code}",
                on_click=go_to,
                args=(row.place_code, row.area_code),
            )
        else:
            blocks.say(f"{label} · outside the boroughs loaded here")


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
        on_click=state.put,
        args=("practice", practice["successor_code"]),
    )
