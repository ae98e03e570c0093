"""Locality map, for locality leads: which localities and practices stand out on an indicator, and where they are."""

import streamlit as st

from pcdash import queries, wording
from pcdash.ui import blocks, frame, state
from pcdash.ui.cache import ask
from pcdash.ui.selection import pick
from pcdash.views.locality_map import charts, wider
from pcdash.views.locality_map.selected import choose_member, choose_zoom
from pcdash.views.locality_map.shown import choose_colours, choose_level, look_of, look_up

frame.require()
chosen = pick(("indicator", "period", "comparator"), settled=False)
place, indicator = chosen.borough, chosen.indicator
blocks.title(f"{place.name}: map")
if chosen.period is None:
    blocks.no_figures(chosen, indicator)
    frame.end()
levels = ask(queries.locality_map.levels, indicator["indicator_id"], place.code, chosen.period)
if not wider.has_members(levels):
    state.settle()
    wider.show(chosen, levels)
    frame.end()

shapes, small_areas = ask(queries.geography.map_shapes, place.code), ask(queries.locality_map.small_areas, place.code)
lead = st.container()
with st.container(horizontal=True, vertical_alignment="bottom", gap="small", key="map_bar"):
    level = choose_level(levels, small_areas)
    shown = look_up(chosen, level, shapes, small_areas)
    choose_zoom(shown)
    choose_member(shown)
    method, measure = choose_colours(shown)
    state.settle()
    look = look_of(shown, method)
    drawn = charts.drawings(shown, look, measure)
    as_table = charts.choose_form(shown, drawn)
with lead:
    about, figure = shown.about, shown.figure
    comparison = ask(queries.figures.compared, indicator["indicator_id"], about, chosen.period, chosen.comparator)
    sentence = wording.figures.value_sentence(indicator, figure, comparison, about.name, chosen.period)
    blocks.say(f"{sentence} {wording.locality_map.stand_out_sentence(shown.members, shown.member_type)}")
if as_table:
    charts.tables(shown)
else:
    charts.pair(shown, drawn)
charts.notes(shown, method)

source = figure or shown.members.iloc[0].to_dict()
blocks.data_line(source, chosen.period)
charts.through_time(shown, look)
blocks.definition(indicator, source)
