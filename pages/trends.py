"""Trends: an area over the years against its comparator and the areas like it, what happened meanwhile, and its members."""

import streamlit as st

from pcdash import queries, wording
from pcdash.charts import trend
from pcdash.terms.areas import ENGLAND, Area
from pcdash.ui import blocks, frame, state
from pcdash.ui.cache import ask, ask_ahead
from pcdash.ui.selection import pick
from pcdash.views import trends as trend_views

frame.require()
chosen = pick(("indicator", "comparator"), settled=False)
area, place, indicator = chosen.area, chosen.place, chosen.indicator
blocks.title(f"{area.name}: trends")

key, unit = indicator["indicator_id"], indicator["unit"]
against = ask(queries.geography.comparator_of, area, chosen.comparator)
if against is None:
    st.caption(f"{area.name} is not part of such an area; choose another to compare with.")
around = (key, area.type, against or ENGLAND)
ask_ahead(queries.trends.decile_bands, *around)
for question in (queries.trends.target, queries.change.control_chart):
    ask_ahead(question, key, area)
series = ask(queries.trends.dated_series, key, tuple(filter(None, (area, against))))
known = series[series["state"] == "value"]
if known.empty:
    state.settle()
    blocks.no_figures(chosen, indicator)
    blocks.definition(indicator, None)
    frame.end()
happened = (key, area, place["place_code"], known["period_start"].min().date(), known["period_end"].max().date())
ask_ahead(queries.trends.events, *happened)

# The choice under the chart is drawn first, so that the address has it before the chart takes its time.
body, members = st.container(), st.container()
with members:
    st.header("Side by side", anchor=False)
    level = trend_views.choose_level(chosen)
state.settle()

values = known[(known["area_type"] == area.type) & (known["area_code"] == area.code)]
focus = area.name if len(values) else against.name
# The comparator may have no figure of this indicator; then the area stands alone.
beside = against.name if against and against.name in set(known["area_name"]) else focus
last = (values if len(values) else known).iloc[-1]
where = (Area(last["area_type"], last["area_code"]), last["period"])
figure = ask(queries.figures.figure, key, *where)
with body:
    if values.empty:
        blocks.say(f"{indicator['name']}: there is no figure for {area.name}; {focus} is shown.")
    else:
        sentence = wording.figures.value_sentence(
            indicator, figure, ask(queries.figures.compared, key, *where, chosen.comparator), focus, last["period"]
        )
        blocks.say(f"{sentence} {wording.trends.trend_sentence(last['recent_trend'])}".strip())

    target = ask(queries.trends.target, key, area)
    bands = ask(queries.trends.decile_bands, *around)
    events = ask(queries.trends.events, *happened)
    about_bands = wording.trends.bands_sentence(bands[bands["period"].isin(known["period"])], area.type)
    if about_bands:
        blocks.say(about_bands, quiet=True)
    blocks.chart_or_table(
        "trends",
        lambda palette: trend.trend(
            series,
            unit=unit,
            palette=palette,
            focus=focus,
            baseline=place["baseline_period"],
            bands=bands,
            target=target,
            events=events,
        ),
        lambda: trend_views.points_table(series, unit),
        alt=f"{indicator['name']} in {focus} over time with its 95% interval" + (f" and in {beside}" if beside != focus else ""),
        export=series.assign(indicator=indicator["name"], unit=unit),
        filters=f"area={area.name}; indicator={key}; comparator={chosen.comparator}",
        notes=(about_bands, *(f"{event.number}: {wording.trends.event_words(event)}" for event in events.itertuples())),
    )
    if target:
        blocks.say(wording.trends.target_sentence(target, unit))
    trend_views.list_events(events)
    st.caption(
        "Bars are 95% intervals. A recent trend is told of five comparable years in a row, where the change is beyond chance at "
        "99.8% and no single year makes it (Fingertips' rule)."
    )
    if len(values) == 1:
        st.caption(f"{area.name} has one point only, so there is no line to draw.")
    blocks.data_line(figure, last["period"])
    trend_views.controlled(chosen, target)
with members:
    trend_views.side_by_side(chosen, level, series[series["area_name"] == beside])
blocks.definition(indicator, figure)
