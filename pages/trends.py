"""Trends: an area over the years against its comparator and the areas like it, what happened meanwhile, and its members."""

import streamlit as st

from pcdash import queries
from pcdash.terms.areas import ENGLAND
from pcdash.ui import blocks, frame, state
from pcdash.ui.cache import ask, ask_ahead
from pcdash.ui.selection import pick
from pcdash.views.trends import control, line, members

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
lines = line.Line(chosen, against, ask(queries.trends.dated_series, key, tuple(filter(None, (area, against)))))
if lines.known.empty:
    state.settle()
    blocks.no_figures(chosen, indicator)
    blocks.definition(indicator, None)
    frame.end()
span = lines.known["period_start"].min().date(), lines.known["period_end"].max().date()
events = ask_ahead(queries.trends.events, key, area, chosen.borough.code, *span)
unusual = ask_ahead(queries.trends.unusual_times, key, lines.known["period_kind"].iloc[0], *span)

# The choices under the chart are drawn first, so that the address has them before the chart takes its time.
body, variation, side_by_side = st.container(), st.container(), st.container()
points, baseline = ask(queries.change.control_chart, key, area), None
if len(points):
    with variation:
        st.header("Is it ordinary variation?", anchor=False)
        baseline = control.choose_baseline(points)
with side_by_side:
    st.header("Side by side", anchor=False)
    level = members.choose_level(chosen)
state.settle()
with body:
    figure = line.over_time(lines, line.Around(bands(), target(), events(), unusual()))
if len(points):
    with variation:
        control.controlled(chosen, target(), baseline)
with side_by_side:
    members.side_by_side(chosen, level, lines.reference)
blocks.definition(indicator, figure)
