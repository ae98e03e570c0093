"""Benchmark: an area's members beside each other: ranked, in a funnel, on two indicators, and in two periods."""

import streamlit as st

from pcdash import queries, wording
from pcdash.ui import beside, blocks, frame, state
from pcdash.ui.cache import ask
from pcdash.ui.selection import pick

frame.require()
chosen = pick(("indicator", "period", "comparator"), settled=False)
area, indicator = chosen.area, chosen.indicator
blocks.title(f"{area['area_name']}: benchmark")
if chosen.period is None:
    state.settle()
    blocks.no_figures(chosen, indicator)
    blocks.definition(indicator, None)
    st.stop()

levels = [level for level in beside.LEVELS if level != "borough" or not chosen.is_locality]
with st.container(horizontal=True, vertical_alignment="bottom", key="views"):
    view = state.choose("view", "View", beside.VIEWS, "ranked", widget=st.segmented_control, required=True)
    level = state.choose(
        "level", "Areas", {name: beside.LEVELS[name] for name in levels}, "practice", widget=st.segmented_control, required=True
    )
    group = beside.group_of(chosen, level)
    against = beside.choose_companion(group) if view == "pair" else None
    since = beside.choose_since(group) if view == "change" else None
state.settle()

key, where = indicator["indicator_id"], (area["area_type"], area["area_code"], chosen.period)
figure = ask(queries.figure, key, *where)
comparison = ask(queries.compared, key, *where, chosen.comparator)
blocks.say(wording.value_sentence(indicator, figure, comparison, area["area_name"], chosen.period))
rows = ask(queries.peers, key, group.parent, level, chosen.period, chosen.comparator, group.home)
if rows[rows["state"] == "value"].empty:
    blocks.no_figures(chosen, indicator)
elif view == "ranked":
    beside.ranked(group, rows)
elif view == "funnel":
    beside.funnelled(group, rows)
elif view == "pair":
    beside.paired(group, against)
else:
    beside.changed(group, since)
if figure and (note := wording.pooled_note(figure)):
    st.caption(note)
shown = figure or (rows.iloc[0].to_dict() if len(rows) else None)
blocks.data_line(shown, chosen.period)
blocks.definition(indicator, shown)
