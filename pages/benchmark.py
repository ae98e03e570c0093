"""Benchmark: every practice or locality on one indicator, ranked, with intervals, against a comparator."""

import streamlit as st

from pcdash import queries, wording
from pcdash.charts import benchmark
from pcdash.ui import blocks, frame, state
from pcdash.ui.cache import ask
from pcdash.ui.selection import pick

LEVELS = {"Practices": "practice", "Localities": "locality", "Networks": "pcn", "Boroughs": "borough"}

frame.require()
chosen = pick(("indicator", "period", "comparator"))
area, place, indicator = chosen.area, chosen.place, chosen.indicator
blocks.title(f"{area['area_name']}: benchmark")
if chosen.period is None:
    blocks.no_figures(chosen, indicator)
    st.stop()

key, unit = indicator["indicator_id"], indicator["unit"]
levels = ["Practices"] if chosen.is_locality else ["Practices", "Localities", "Boroughs"]
level = st.segmented_control("Show", levels, default="Practices", required=True, key="benchmark_level")
parent = (area["area_type"], area["area_code"])
if level == "Boroughs":
    region = ask(queries.comparator_of, "borough", place["place_code"], "region")
    parent = ("region", region["area_code"]) if region else ("england", "E92000001")
elif level == "Localities":
    parent = ("borough", place["place_code"])
rows = ask(queries.members, key, *parent, LEVELS[level], chosen.period, chosen.comparator)

figure = ask(queries.figure, key, area["area_type"], area["area_code"], chosen.period)
comparison = ask(queries.compared, key, area["area_type"], area["area_code"], chosen.period, chosen.comparator)
blocks.say(wording.value_sentence(indicator, figure, comparison, area["area_name"], chosen.period))
if rows[rows["state"] == "value"].empty:
    blocks.no_figures(chosen, indicator)
    blocks.definition(indicator, figure)
    st.stop()
if figure and (note := wording.pooled_note(figure)):
    st.caption(note)

marked = {"Practices": state.kept("practice"), "Boroughs": place["place_code"]}.get(level)


def follow_click() -> None:
    """A click on a practice marks it, here and on the other pages."""
    hits = st.session_state["benchmark_chart"]["selection"].get("pick", [])
    if hits and level == "Practices":
        state.put("practice", hits[0]["area_code"])


blocks.chart_or_table(
    "benchmark",
    benchmark.ranked_intervals(rows, unit=unit, palette=blocks.palette(), highlight=marked),
    blocks.figure_table(rows, unit),
    alt=f"{level} ranked by {indicator['name']}, {chosen.period}, with 95% intervals",
    export=rows.assign(indicator=indicator["name"], unit=unit, sex=indicator["sex"], age=indicator["age"]),
    signs=rows[rows["state"] == "value"],
    filters=f"area={area['area_name']}; indicator={key}; period={chosen.period}; comparator={chosen.comparator}; level={level}",
    on_select=follow_click,
)
absent = rows[rows["state"] != "value"]
if len(absent):
    st.caption(f"{len(absent)} without a value (missing, suppressed, not applicable or closed) are in the table.")
blocks.data_line(figure or rows.iloc[0].to_dict(), chosen.period)
blocks.definition(indicator, figure or rows.iloc[0].to_dict())
