"""Benchmark: an area's members beside each other: ranked, in a funnel, on two indicators, and in two periods."""

import streamlit as st

from pcdash import queries, wording
from pcdash.ui import blocks, frame, state
from pcdash.ui.cache import ask
from pcdash.ui.selection import pick
from pcdash.views.benchmark import group as benchmark_views
from pcdash.views.benchmark import pairs as benchmark_pairs

frame.require()
chosen = pick(("indicator", "period", "comparator"), settled=False)
area, indicator = chosen.area, chosen.indicator
blocks.title(f"{area.name}: benchmark")
if chosen.period is None:
    state.settle()
    blocks.no_figures(chosen, indicator)
    blocks.definition(indicator, None)
    frame.end()

levels = {name: words for name, words in benchmark_views.LEVELS.items() if name != "borough" or not chosen.is_locality}
with st.container(horizontal=True, vertical_alignment="bottom", key="views"):
    view = state.choose("view", "View", benchmark_views.VIEWS, "ranked", widget=st.segmented_control, required=True)
    level = state.choose("level", "Areas", levels, "practice", widget=st.segmented_control, required=True)
    group = benchmark_views.group_of(chosen, level)
    against = benchmark_pairs.choose_companion(group) if view == "pair" else None
    since = benchmark_pairs.choose_since(group) if view == "change" else None
state.settle()

key, where = indicator["indicator_id"], (area, chosen.period)
figure = ask(queries.figures.figure, key, *where)
comparison = ask(queries.figures.compared, key, *where, chosen.comparator)
blocks.say(wording.figures.value_sentence(indicator, figure, comparison, area.name, chosen.period))
rows = ask(queries.benchmark.peers, key, group.parent, level, chosen.period, chosen.comparator, group.home)
if rows[rows["state"] == "value"].empty:
    blocks.no_figures(chosen, indicator)
elif view == "ranked":
    benchmark_views.ranked(group, rows)
elif view == "funnel":
    benchmark_views.funnelled(group, rows)
elif view == "pair":
    benchmark_pairs.paired(group, against)
else:
    benchmark_pairs.changed(group, since)
if figure and (note := wording.figures.pooled_note(figure)):
    st.caption(note)
shown = figure or (rows.iloc[0].to_dict() if len(rows) else None)
blocks.data_line(shown, chosen.period)
blocks.definition(indicator, shown)
