"""One box that finds any indicator, area or practice by name, code or postcode, and says what else a typed text found."""

import pandas as pd
import streamlit as st

from pcdash import queries
from pcdash.queries.search import Key
from pcdash.terms import formatting
from pcdash.ui import blocks, finding
from pcdash.ui.cache import ask

_EVERYTHING = ("area", "indicator", "practice")
_BOX = "search"
_OTHERS = 5
# The first line that a box offers stands for Enter; Streamlit words it as if the text were added to a list.
_STYLE = """<style>
[role="option"][data-key="__creatable__"] [data-item-hl] { font-size: 0; }
[role="option"][data-key="__creatable__"] [data-item-hl]::before { content: "Enter: the best match"; font-size: 0.875rem; }
</style>"""


def box() -> None:
    """Shows the box. A thing that is chosen from its list, or the best match of what is typed, is opened."""
    labels = {thing.key: thing.label for thing in ask(queries.search.things)}
    st.html(_STYLE)
    st.selectbox(
        "Find an indicator, area or practice",
        list(labels),
        index=None,
        format_func=lambda key: labels.get(key, key),
        placeholder="Find an indicator, area or practice",
        label_visibility="collapsed",
        accept_new_options=True,
        filter_mode="contains",
        width=420,
        key=_BOX,
        on_change=_take,
    )


def said() -> None:
    """What the last typed text found besides what was opened, or that it found nothing, until something else is chosen."""
    typed = finding.last()
    if typed is None:
        return
    text, near, (_, *others) = typed.text, typed.found.near, typed.found.things or (None,)
    with st.container(key="found"):
        if near:
            blocks.say(f"\u201c{text}\u201d is no practice\u2019s postcode here. Nearest to {near['found']}:")
            nearest = ask(queries.practice_finder.nearest_practices, near["easting"], near["northing"], None)
            practice_links(nearest, "found")
        elif others:
            rest = len(others) - _OTHERS
            more = f" ({rest} more: type more of the name)" if rest > 0 else ""
            with st.container(horizontal=True, vertical_alignment="center", gap="small"):
                blocks.say(f"\u201c{text}\u201d also fits{more}:")
                for thing in others[:_OTHERS]:
                    _link(thing.label, thing.key, "found")
        else:
            things = "a practice" if typed.kinds == ("practice",) else "an indicator, area or practice"
            blocks.say(
                f"\u201c{text}\u201d is no name, code or postcode of {things} here, and no postcode whose place is known to the "
                "files that were loaded."
            )


def practice_links(found: pd.DataFrame, name: str) -> None:
    """One link per practice that has a profile here, with its distance if the frame has one; the others as text.

    `found` has area_code, area_name, postcode, place_name; `name` tells the lists of one page apart.
    """
    for row in found.itertuples():
        away = ""
        if "kilometres" in found:
            away = f" \u00b7 {formatting.number(row.kilometres)} km" if row.kilometres >= 0.05 else " \u00b7 same place"
        label = f"{row.area_name} \u00b7 {row.postcode}{away}"
        if isinstance(row.place_name, str):
            _link(label, ("practice", row.area_code), name)
        else:
            blocks.say(f"{label} \u00b7 outside the boroughs loaded here")


def _link(label: str, key: Key, name: str) -> None:
    """Streamlit's own links to the page that is shown leave the address as it was, so this is a button."""
    st.button(
        blocks.plain(label),
        type="tertiary",
        icon=":material/arrow_forward:",
        key=f"{name}_{key[1]}",
        on_click=finding.open_thing,
        args=(key,),
    )


def _take() -> None:
    taken, st.session_state[_BOX] = st.session_state[_BOX], None
    if isinstance(taken, str):
        finding.open_typed(taken, _EVERYTHING)
    elif taken is not None:
        finding.open_thing(taken)
