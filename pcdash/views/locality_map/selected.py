"""The selected area: chosen in the box, on the map or in the list; what it stands for, and the ways on."""

from functools import partial

import streamlit as st

from pcdash import wording
from pcdash.ui import blocks, state
from pcdash.views.locality_map.shown import Shown
from pcdash.wording import locality_map as words


def selected(shown: Shown) -> None:
    """The box, and the selected area in words; the place's note where none is selected."""
    code, names, member_type = shown.selected, shown.names, shown.member_type
    box = f"map_choice_{member_type}"
    st.session_state[box] = code
    st.selectbox(
        f"Selected {member_type}",
        sorted(names, key=names.get),
        index=None,
        format_func=names.get,
        placeholder="Choose here, on the map or in the list",
        key=box,
        on_change=partial(_follow_choice, box, shown),
    )
    if code:
        members = shown.members
        row = members[members["area_code"] == code].iloc[0].to_dict()
        against = row if isinstance(row["comparator_name"], str) else None
        chosen = shown.chosen
        said = wording.figures.value_sentence(chosen.indicator, row, against, row["area_name"], chosen.period)
        blocks.say(f"{said} {words.position_sentence(row, member_type)}")
        _ways_on(member_type)
    elif isinstance(shown.chosen.place["note"], str):
        blocks.say(shown.chosen.place["note"], quiet=True)


def _ways_on(member_type: str) -> None:
    onward = state.link_parameters()
    with st.container(horizontal=True, key="map_onward"):
        if member_type == "practice":
            profile = "See the whole profile of this practice"
            st.page_link("pages/practice_profile.py", label=profile, icon=":material/arrow_forward:", query_params=onward)
        else:
            st.button("Show its practices on the map", on_click=_follow_locality, type="tertiary", icon=":material/place:")
        st.page_link("pages/trends.py", label="See trends", icon=":material/show_chart:", query_params=onward)


def _follow_choice(box: str, shown: Shown) -> None:
    """A name chosen from the box is selected everywhere."""
    parameter, nothing = shown.parameter
    state.put(parameter, st.session_state[box] or nothing)


def _follow_locality() -> None:
    """The practices of the selected locality."""
    state.put("level", "practice")
