"""The selection - area, practice, indicator, period, comparator - and the address that carries it.

Streamlit's own binding of widgets to the address writes labels, which change with every new name; an address must carry codes.
So the address is read and written here: a new or changed address sets the selection, a changed selection writes the address,
and a page switch, which empties the address, writes it again. Anything unknown falls back to the default and is said.
"""

import streamlit as st

PARAMETERS = ("area", "practice", "indicator", "period", "comparator")
_KEPT, _SEEN, _RUN = "_selection", "_address", "_complaints"


def begin_run() -> None:
    """Takes over what the address asks for, if it is not what this session last wrote there."""
    st.session_state.setdefault(_KEPT, {})
    st.session_state[_RUN] = []
    asked = {name: st.query_params[name] for name in PARAMETERS if name in st.query_params}
    if asked and asked != st.session_state.get(_SEEN):
        st.session_state[_KEPT] |= asked
        for name, value in asked.items():
            st.session_state[_widget(name)] = value


def choose(name: str, label: str, options: dict[str, str], default: str | None, **settings) -> str | None:
    """A select box for one parameter: `options` maps codes to labels. Returns the chosen code; None if there are no options."""
    if not options:
        return None
    wanted = st.session_state.get(_widget(name)) or st.session_state[_KEPT].get(name)
    st.session_state[_widget(name)] = _valid(name, wanted, options, default)
    chosen = st.selectbox(label, list(options), format_func=lambda code: options.get(code, code), key=_widget(name), **settings)
    st.session_state[_KEPT][name] = chosen
    return chosen


def settle(name: str, options: dict[str, str], default: str | None) -> str | None:
    """The parameter's value without a widget, for pages that use it but do not offer it."""
    wanted = _valid(name, st.session_state[_KEPT].get(name), options, default)
    st.session_state[_KEPT][name] = wanted
    return wanted


def kept(name: str) -> str | None:
    """The value last chosen, whether or not it still exists."""
    return st.session_state.get(_KEPT, {}).get(name)


def put(name: str, value: str) -> None:
    """Chooses a value from outside its widget; for callbacks of charts, tables and links."""
    st.session_state.setdefault(_KEPT, {})[name] = value
    st.session_state[_widget(name)] = value


def end_run(shown: tuple[str, ...]) -> None:
    """Writes the parameters that this page shows into the address."""
    address = {name: st.session_state[_KEPT][name] for name in shown if st.session_state[_KEPT].get(name)}
    if dict(st.query_params) != address:
        st.query_params.from_dict(address)
    st.session_state[_SEEN] = address


def complaints() -> list[str]:
    """What the address asked for and this database does not have, one sentence each."""
    return st.session_state.get(_RUN, [])


def _valid(name: str, wanted: str | None, options: dict[str, str], default: str | None) -> str | None:
    if wanted in options:
        return wanted
    fallback = default if default in options else next(iter(options), None)
    if wanted is not None and wanted == st.query_params.get(name) and fallback is not None:
        st.session_state[_RUN].append(
            f"The address asks for {name} \u201c{wanted[:40]}\u201d, which is not here. Showing {options[fallback]} instead."
        )
    return fallback


def _widget(name: str) -> str:
    return f"pick_{name}"
