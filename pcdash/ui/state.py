"""The selection - area, practice, indicator, period, comparator - and the address that carries it.

Streamlit's own binding of widgets to the address writes labels, which change with every new name; an address must carry codes.
So the address is read and written here: a new or changed address sets the selection, a changed selection writes the address, and
links to other pages carry it along. Anything unknown falls back to the default and is said. An address is written when the reader
chooses something, never to complete one that was opened, so that each "back" undoes one step of the reader's own; one that is
spelt in another way is put right (`ui/spelling.py`), so that a view has one address.
"""

from collections.abc import Callable

import streamlit as st

from pcdash.ui import spelling

PARAMETERS = ("area", "practice", "indicator", "period", "comparator", "view", "level", "against", "since", "limits")
_KEPT, _SEEN, _SHOWN, _FULL = "_selection", "_seen", "_shown", "_address_was_full"
_COMPLAINTS, _ASKED, _DRAW_LINKS = "_complaints", "_asked", "_draw_links"


def begin_run(page: str, draw_links: Callable[[], None]) -> None:
    """Takes over what the address asks for, if it is not what this session last saw or wrote there.

    `page` is the page's path; `draw_links` is called once in this run, as soon as the selection is settled. An empty address
    after a full one means "back to the beginning", since every link carries the selection: all is default again.
    """
    given = _address()
    address = spelling.spelt(given)
    if address != given:
        st.query_params.from_dict(address)
    if not address and st.session_state.get(_FULL):
        st.session_state[_KEPT] = {}
        for name in PARAMETERS:
            st.session_state.pop(_widget(name), None)
    if (page, address) != st.session_state.get(_SEEN):
        st.session_state[_SHOWN] = None
    st.session_state[_SEEN] = (page, address)
    st.session_state[_FULL] = bool(address)
    st.session_state[_DRAW_LINKS] = draw_links
    st.session_state[_COMPLAINTS] = []
    kept = st.session_state.setdefault(_KEPT, {})
    asked = address if st.session_state[_SHOWN] is None else {}
    st.session_state[_ASKED] = asked
    for name, value in spelling.completed(asked).items():
        kept[name] = value
        st.session_state[_widget(name)] = value


def choose(
    name: str, label: str, options: dict[str, str], default: str | None, *, widget: Callable = st.selectbox, **settings
) -> str | None:
    """A select box (or another `widget`) for one parameter: `options` maps codes to labels. Returns the chosen code; None if there
    are no options.
    """
    if not options:
        return None
    kept = st.session_state[_KEPT]
    wanted = st.session_state.get(_widget(name)) or kept.get(name)
    st.session_state[_widget(name)] = _valid(name, wanted, options, default)
    kept[name] = widget(label, list(options), format_func=lambda code: options.get(code, code), key=_widget(name), **settings)
    return kept[name]


def kept(name: str) -> str | None:
    """The value last chosen, whether or not it still exists."""
    return st.session_state.get(_KEPT, {}).get(name)


def typed(name: str, options: tuple[str, ...]) -> str | None:
    """What was typed into a picker and is none of its options, for its callback; the picker goes back to its choice."""
    text = st.session_state[_widget(name)]
    if not text or text in options:
        return None
    st.session_state[_widget(name)] = kept(name)
    return text


def page() -> str:
    """The path of the page that the reader sees."""
    return st.session_state[_SEEN][0]


def put(name: str, value: str) -> None:
    """Chooses a value from outside its widget; for callbacks of charts, tables and links."""
    st.session_state.setdefault(_KEPT, {})[name] = value
    st.session_state[_widget(name)] = value


def settle() -> None:
    """Draws the links, then writes the selection into the address, if the reader has changed it since this address was opened.

    In this order and before the page is drawn, so that a reader who sees the new address never clicks a link with the old
    selection. Called again it does nothing.
    """
    draw_links = st.session_state.pop(_DRAW_LINKS, None)
    if draw_links is None:
        return
    draw_links()
    selection, shown = link_parameters(), st.session_state[_SHOWN]
    if shown is not None and selection not in (shown, _address()):
        st.query_params.from_dict(selection)
        st.session_state[_SEEN] = (st.session_state[_SEEN][0], selection)
        st.session_state[_FULL] = True
    st.session_state[_SHOWN] = selection


def link_parameters() -> dict[str, str]:
    """The selection as the parameters of an address, for links to other pages."""
    return {name: value for name in PARAMETERS if (value := kept(name))}


def complaints() -> list[str]:
    """What the address asked for and this database does not have, one sentence each."""
    return st.session_state.get(_COMPLAINTS, [])


def _address() -> dict[str, str]:
    return {name: st.query_params[name] for name in PARAMETERS if name in st.query_params}


def _valid(name: str, wanted: str | None, options: dict[str, str], default: str | None) -> str | None:
    if wanted in options:
        return wanted
    fallback = default if default in options else next(iter(options))
    if wanted is not None and wanted == st.session_state[_ASKED].get(name):
        st.session_state[_COMPLAINTS].append(
            f"The address asks for {name} \u201c{wanted[:40]}\u201d, which is not here. "
            f"Showing {options[fallback].strip()} instead."
        )
    return fallback


def _widget(name: str) -> str:
    return f"pick_{name}"
