"""Locality map, for locality leads: which localities and practices stand out on an indicator, and where they are."""

from functools import partial

import streamlit as st

from pcdash import queries, wording
from pcdash.charts import map as maps
from pcdash.charts import map_classes, map_periods, map_ranking, map_shapes
from pcdash.terms import formatting
from pcdash.ui import blocks, frame, state
from pcdash.ui.cache import ask
from pcdash.ui.selection import pick
from pcdash.wording import locality_map as words

LEVELS = {"practice": "Practices", "locality": "Localities", "small_area": "Small areas"}
MEASURES = {"imd_decile": "Deprivation", "percent_here": "Main locality"}
switch = partial(state.choose, widget=partial(st.segmented_control, required=True))

frame.require()
chosen = pick(("indicator", "period", "comparator"), settled=False)
area, place, indicator = chosen.area, chosen.place, chosen.indicator
blocks.title(f"{place['place_name']}: map")
if chosen.period is None:
    blocks.no_figures(chosen, indicator)
    frame.end()

key, unit = indicator["indicator_id"], indicator["unit"]
shapes = ask(queries.geography.map_shapes, place["place_code"])
small_areas = ask(queries.locality_map.small_areas, place["place_code"])
measures = [name for name in MEASURES if small_areas[name].notna().any()]
lead = st.container()
with st.container(horizontal=True, vertical_alignment="bottom", gap="medium", key="map_controls"):
    level = switch("level", "Show", {code: name for code, name in LEVELS.items() if measures or code != "small_area"}, "practice")
    methods_place = st.empty()

member_type = "locality" if level == "locality" else "practice"
borough = chosen.borough
within = area if chosen.is_locality and member_type == "practice" else borough
known_periods = ask(queries.locality_map.periods, key, place["place_code"], chosen.period)
periods = map_periods.chosen_periods(list(known_periods["period"]), chosen.period) or [chosen.period]
through_time = ask(queries.locality_map.members, key, within, member_type, periods, chosen.comparator)
members = through_time[through_time["period"] == chosen.period]
about = area if member_type == "practice" else borough
figure = ask(queries.figures.figure, key, about, chosen.period)
if (members["state"] != "value").all():
    blocks.no_figures(chosen, indicator)
    blocks.definition(indicator, figure)
    frame.end()

comparison = ask(queries.figures.compared, key, about, chosen.period, chosen.comparator)
stand_out = words.stand_out_sentence(members, member_type)
with lead:
    blocks.say(f"{wording.figures.value_sentence(indicator, figure, comparison, about.name, chosen.period)} {stand_out}")

names = dict(zip(members["area_code"], members["area_name"], strict=True))
parameter, nothing = ("practice", None) if member_type == "practice" else ("area", place["place_code"])
selected = state.kept(parameter) if state.kept(parameter) in names else None
judged = (members["outcome"] != "not_compared").any()
ranked = members["quintile"].notna().any()
methods = {"outcome": "Outcome"} if judged else {}
methods |= ({"fifth": "Fifths"} if ranked else {}) | {"value": "Value"}
with methods_place:
    if level == "small_area":
        measure = switch("view", "Shade small areas by", {name: MEASURES[name] for name in measures}, measures[0])
        method = "outcome"
    else:
        method = switch("view", "Colour by", methods, "outcome" if judged else "value")
state.settle()
title = words.fifths_title(members, member_type) if method == "fifth" else words.value_title(unit)
classes = map_classes.classes_of(through_time, method=method, unit=unit, title=title)
look = {"classes": classes, "selected": selected}


def follow_click(chart: str) -> None:
    """A click on the map or in the list chooses what was hit; a second click on it chooses nothing."""
    hits = st.session_state[f"{chart}_chart"]["selection"].get("pick", [])
    code = hits[0].get("area_code") if hits else None
    if code in names:
        state.put(parameter, nothing if code == hits[0].get("chosen") else code)


def follow_choice() -> None:
    """A name chosen from the box is chosen everywhere."""
    state.put(parameter, st.session_state[f"map_choice_{member_type}"] or nothing)


def follow_locality() -> None:
    """The practices of the chosen locality."""
    state.put("level", "practice")


locality_practices = ask(queries.locality_map.locality_practices, place["place_code"], chosen.period)
nearby = ask(queries.locality_map.nearby_practices, place["place_code"], within, chosen.period)
is_placed = len(shapes) > 0 or locality_practices["easting"].notna().any()
if level == "locality":
    drawn = partial(maps.locality_map, shapes, members, locality_practices, **look)
elif level == "practice":
    drawn = partial(maps.practice_map, shapes, members, nearby, **look)
else:
    shaded = {"measure": measure, "title": words.measure_title(measure, small_areas)}
    drawn = partial(maps.small_area_map, shapes, small_areas, members, **shaded, **look)

described = {"indicator": indicator["name"], "unit": unit, "sex": indicator["sex"], "age": indicator["age"]}
filters = f"area={area.name}; indicator={key}; comparator={chosen.comparator}; level={level}"
what = f"{member_type} by {indicator['name']}, {formatting.period(chosen.period)}"
left, right = st.columns([4, 3], gap="large")
with left:
    if is_placed:
        blocks.chart_or_table(
            "map",
            lambda palette: drawn(palette=palette),
            lambda: words.small_area_table(small_areas) if level == "small_area" else blocks.figure_table(members, unit),
            alt=f"Map of {place['place_name']}: each {what}. {stand_out}",
            export=members.assign(**described),
            signs=members,
            filters=f"{filters}; period={chosen.period}",
            on_select=partial(follow_click, "map"),
        )
        for note in words.map_notes(level, method, members, schematic=map_shapes.is_schematic(shapes)):
            blocks.say(note, quiet=True)
        blocks.say(words.boundaries_line(shapes, synthetic=blocks.is_synthetic()), quiet=True)
    else:
        st.info(words.NO_MAP)
with right:
    st.session_state[f"map_choice_{member_type}"] = selected
    st.selectbox(
        f"Selected {member_type}",
        sorted(names, key=names.get),
        index=None,
        format_func=names.get,
        placeholder="Choose here, on the map or in the list",
        key=f"map_choice_{member_type}",
        on_change=follow_choice,
    )
    if selected:
        row = members[members["area_code"] == selected].iloc[0].to_dict()
        against = row if isinstance(row["comparator_name"], str) else None
        blocks.say(
            f"{wording.figures.value_sentence(indicator, row, against, row['area_name'], chosen.period)} "
            f"{words.position_sentence(row, member_type)}"
        )
        onward = state.link_parameters()
        with st.container(horizontal=True, key="map_onward"):
            if member_type == "practice":
                profile = "See the whole profile of this practice"
                st.page_link("pages/practice_profile.py", label=profile, icon=":material/arrow_forward:", query_params=onward)
            else:
                st.button("Show its practices on the map", on_click=follow_locality, type="tertiary", icon=":material/place:")
            st.page_link("pages/trends.py", label="See trends", icon=":material/show_chart:", query_params=onward)
    elif isinstance(place["note"], str):
        blocks.say(place["note"], quiet=True)
    if line := words.line_sentence(members, unit):
        blocks.say(line, quiet=True)
    tall = len(members) > map_ranking.ROWS_IN_SIGHT
    with st.container(height=maps.HEIGHT if tall else "content", border=False, key="map_ranking"):
        blocks.chart_or_table(
            "ranking",
            lambda palette: map_ranking.ranked_list(members, palette=palette, **look),
            lambda: blocks.figure_table(members, unit)[["Area", "Value", "95% interval", "Compared", "Rank"]],
            alt=f"Ranked list with 95% intervals, highest first: each {what}",
            export=members.assign(**described),
            filters=f"{filters}; period={chosen.period}",
            on_select=partial(follow_click, "ranking"),
        )

blocks.data_line(figure or members.iloc[0].to_dict(), chosen.period)
if len(periods) > 1 and is_placed:
    breaks = map_periods.breaks_shown(known_periods, periods)
    st.header("Through time", anchor=False)
    blocks.say(words.through_time_sentence(periods, len(known_periods), chosen.period))
    blocks.chart_or_table(
        "map_periods",
        lambda palette: map_periods.maps_through_time(
            shapes,
            through_time,
            locality_practices,
            current=chosen.period,
            breaks={shown for shown, _, _ in breaks},
            palette=palette,
            **look,
        ),
        lambda: words.periods_table(through_time, unit),
        alt=f"The same map in {formatting.listed([formatting.period(label) for label in periods])}: each {member_type}",
        export=through_time.assign(**described),
        signs=through_time,
        filters=f"{filters}; periods={', '.join(periods)}",
    )
    if breaks:
        blocks.say(words.breaks_sentence(breaks), quiet=True)
blocks.definition(indicator, figure or members.iloc[0].to_dict())
