"""One box that finds any indicator, area or practice by name, code or postcode, and goes there."""

import streamlit as st

from pcdash import queries
from pcdash.ui import state
from pcdash.ui.cache import ask
from pcdash.ui.pages import Page, page_of

_BOX, _GO = "search", "_go_to"


def box(current: str) -> None:
    """Shows the box; a choice is taken over as a selection, and `destination` says on which page it can be seen."""
    found = ask(queries.search.findable)
    st.selectbox(
        "Find an indicator, area or practice",
        list(found),
        index=None,
        format_func=lambda key: found.get(key, key),
        placeholder="Find an indicator, area or practice",
        label_visibility="collapsed",
        width=420,
        key=_BOX,
        on_change=_take,
        args=(current,),
    )


def destination() -> Page | None:
    """The page that the last finding asks for, once; None if the reader can stay."""
    return st.session_state.pop(_GO, None)


def _take(current: str) -> None:
    if st.session_state[_BOX] is None:
        return
    kind, code = st.session_state[_BOX]
    st.session_state[_BOX] = None
    state.put(kind, code)
    if kind == "practice":
        state.put("area", ask(queries.geography.practices).set_index("area_code").loc[code, "place_code"])
    st.session_state[_GO] = page_of(kind, current)
