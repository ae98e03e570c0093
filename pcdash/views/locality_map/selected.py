"""What the reader looks at: the locality that the map is of, and the selected area, in words with the ways on."""

from collections.abc import Callable
from functools import partial

import streamlit as st

from pcdash import wording
from pcdash.ui import blocks, state
from pcdash.views.locality_map.shown import Shown
from pcdash.wording import locality_map as words

_WIDTH = 250


def choose_zoom(shown: Shown) -> None:
    """The box for the locality that the map is of, another way to choose the area; none where localities themselves are shown."""
    known = shown.locality_practices
    localities = dict(zip(known["locality_code"], known["locality_name"], strict=True))
    if shown.level == "locality" or not localities:
        return
    borough = shown.chosen.borough
    names = {borough.code: f"Whole of {borough.name}"} | dict(sorted(localities.items(), key=lambda item: item[1]))
    _box("map_zoom", "Zoom to", names, shown.within.code, lambda code: state.put("area", code), index=0)


def choose_member(shown: Shown) -> None:
    """The box for the selected area."""
    parameter, nothing = shown.parameter
    names = dict(sorted(shown.names.items(), key=lambda item: item[1]))
    label, key = f"Selected {shown.member_type}", f"map_choice_{shown.member_type}"
    _box(key, label, names, shown.selected, lambda code: state.put(parameter, code or nothing), index=None)


def selected(shown: Shown) -> None:
    """The selected area in words; nothing where none is."""
    if not shown.selected:
        return
    members, member_type, chosen = shown.members, shown.member_type, shown.chosen
    row = members[members["area_code"] == shown.selected].iloc[0].to_dict()
    against = row if isinstance(row["comparator_name"], str) else None
    said = wording.figures.value_sentence(chosen.indicator, row, against, row["area_name"], chosen.period)
    blocks.say(f"{said} {words.position_sentence(row, member_type)}")
    _ways_on(member_type)


def _box(key: str, label: str, names: dict, code: str | None, choose: Callable[[str | None], None], *, index: int | None) -> None:
    st.session_state[key] = code
    st.selectbox(
        label,
        list(names),
        index=index,
        format_func=names.get,
        placeholder="Choose one",
        key=key,
        on_change=partial(_follow, key, choose),
        width=_WIDTH,
    )


def _follow(key: str, choose: Callable[[str | None], None]) -> None:
    choose(st.session_state[key])


def _ways_on(member_type: str) -> None:
    onward = state.link_parameters()
    with st.container(horizontal=True, key="map_onward"):
        if member_type == "practice":
            profile = "See the whole profile of this practice"
            st.page_link("pages/practice_profile.py", label=profile, icon=":material/arrow_forward:", query_params=onward)
        else:
            st.button("Show its practices on the map", on_click=_follow_locality, type="tertiary", icon=":material/place:")
        st.page_link("pages/trends.py", label="See trends", icon=":material/show_chart:", query_params=onward)


def _follow_locality() -> None:
    """The practices of the selected locality."""
    state.put("level", "practice")
