"""Opening what a reader found: the thing becomes the selection, and the frame goes to a page that shows it.

Both boxes, that of the frame and the picker of practices, take any text, so that Enter gives it to the one rule of
`queries.search.found` and not to the browser's own matching.
"""

from dataclasses import dataclass

import streamlit as st

from pcdash import queries
from pcdash.queries.search import Found, Key
from pcdash.ui import state
from pcdash.ui.cache import ask, database
from pcdash.ui.pages import Page, page_of

_GO, _LAST = "_go_to", "_last_found"
_SUBJECTS = ("area", "indicator", "practice")


@dataclass(frozen=True)
class Typed:
    """A text that was typed, the kinds of things it was looked for among, what it found, and the selection it led to."""

    text: str
    kinds: tuple[str, ...]
    found: Found
    selection: dict[str, str]


def destination() -> Page | None:
    """The page that the last finding asks for, once; None if the reader can stay."""
    return st.session_state.pop(_GO, None)


def open_thing(key: Key) -> None:
    """Chooses an area, indicator or practice, and asks for a page that shows it. A practice brings its area."""
    kind, code = key
    if kind == "practice" and (place := area_of(code)):
        state.put("area", place)
    state.put(kind, code)
    st.session_state.pop(_LAST, None)
    st.session_state[_GO] = page_of(kind, state.page())


def area_of(practice_code: str) -> str | None:
    """The area to show a practice in: the one shown if it lies there, else its borough. None for a practice that is not here."""
    practices, areas = ask(queries.geography.practices), ask(queries.geography.areas)
    rows = practices[practices["area_code"] == practice_code]
    if rows.empty:
        return None
    home, shown = rows.iloc[0], areas[areas["area_code"] == state.kept("area")]
    for area in shown[shown["place_code"] == home["place_code"]].itertuples():
        if area.area_type != "locality" or area.area_code == home["locality_code"]:
            return area.area_code
    return home["place_code"]


def open_typed(text: str, kinds: tuple[str, ...]) -> None:
    """Opens what fits a text best among things of these kinds; `last` tells what else it found, or that it found nothing."""
    found = queries.search.found(database(), ask(queries.search.things), text, kinds)
    if found.things:
        open_thing(found.things[0].key)
    if len(found.things) != 1:
        selection = {kind: code for kind in _SUBJECTS if (code := state.kept(kind))}
        st.session_state[_LAST] = Typed(text.strip()[:60], kinds, found, selection)


def last() -> Typed | None:
    """What was typed last, where it was not plain what is meant; None as soon as the reader has chosen something else."""
    typed = st.session_state.get(_LAST)
    if typed and any(state.kept(kind) != code for kind, code in typed.selection.items()):
        typed = st.session_state.pop(_LAST) and None
    return typed
