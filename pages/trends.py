"""Trends: an area over the years against its comparator and the areas like it, what happened meanwhile, and its members."""

import streamlit as st

from pcdash import queries
from pcdash.terms.areas import ENGLAND
from pcdash.ui import blocks, frame, state
from pcdash.ui.cache import ask, ask_ahead
from pcdash.ui.selection import pick
from pcdash.views import trends

frame.require()
chosen = pick(("indicator", "comparator"), settled=False)
area, indicator, key = chosen.area, chosen.indicator, chosen.indicator["indicator_id"]
blocks.title(f"{area.name}: trends")

against = ask(queries.geography.comparator_of, area, chosen.comparator)
if against is None:
    st.caption(f"{area.name} is not part of such an area; choose another to compare with.")
bands = ask_ahead(queries.trends.decile_bands, key, area.type, against or ENGLAND)
target = ask_ahead(queries.trends.target, key, area)
ask_ahead(queries.change.control_chart, key, area)
line = trends.Line(chosen, against, ask(queries.trends.dated_series, key, tuple(filter(None, (area, against)))))
if line.known.empty:
    state.settle()
    blocks.no_figures(chosen, indicator)
    blocks.definition(indicator, None)
    frame.end()
span = line.known["period_start"].min().date(), line.known["period_end"].max().date()
events = ask_ahead(queries.trends.events, key, area, chosen.borough.code, *span)
unusual = ask_ahead(queries.trends.unusual_times, key, line.known["period_kind"].iloc[0], *span)

# The choice under the chart is drawn first, so that the address has it before the chart takes its time.
body, members = st.container(), st.container()
with members:
    st.header("Side by side", anchor=False)
    level = trends.choose_level(chosen)
state.settle()
with body:
    figure = trends.over_time(line, trends.Around(bands(), target(), events(), unusual()))
    trends.controlled(chosen, target())
with members:
    trends.side_by_side(chosen, level, line.reference)
blocks.definition(indicator, figure)
