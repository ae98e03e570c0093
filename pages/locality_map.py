"""Locality map, for locality leads: which localities and practices stand out on an indicator, and where they are."""

import streamlit as st

from pcdash import queries, wording
from pcdash.ui import blocks, frame, state
from pcdash.ui.cache import ask
from pcdash.ui.selection import pick
from pcdash.views.locality_map import charts
from pcdash.views.locality_map.selected import selected
from pcdash.views.locality_map.shown import choose_colours, choose_level, look_of, look_up

frame.require()
chosen = pick(("indicator", "period", "comparator"), settled=False)
place, indicator = chosen.borough, chosen.indicator
blocks.title(f"{place.name}: map")
if chosen.period is None:
    blocks.no_figures(chosen, indicator)
    frame.end()

shapes, small_areas = ask(queries.geography.map_shapes, place.code), ask(queries.locality_map.small_areas, place.code)
lead = st.container()
with st.container(horizontal=True, vertical_alignment="bottom", gap="medium", key="map_controls"):
    level = choose_level(small_areas)
    colours = st.empty()
shown = look_up(chosen, level, shapes, small_areas)
members, figure, about = shown.members, shown.figure, shown.about
if (members["state"] != "value").all():
    blocks.no_figures(chosen, indicator)
    blocks.definition(indicator, figure)
    frame.end()

comparison = ask(queries.figures.compared, indicator["indicator_id"], about, chosen.period, chosen.comparator)
with lead:
    sentence = wording.figures.value_sentence(indicator, figure, comparison, about.name, chosen.period)
    blocks.say(f"{sentence} {wording.locality_map.stand_out_sentence(members, shown.member_type)}")
with colours:
    method, measure = choose_colours(shown)
state.settle()
look = look_of(shown, method)
left, right = st.columns([4, 3], gap="large")
with left:
    charts.map_of(shown, look, method, measure)
with right:
    selected(shown)
    charts.ranking(shown, look)

source = figure or members.iloc[0].to_dict()
blocks.data_line(source, chosen.period)
charts.through_time(shown, look)
blocks.definition(indicator, source)
