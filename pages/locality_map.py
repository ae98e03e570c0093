"""Locality map, for locality leads: which localities and practices stand out on an indicator, and where they are."""

import streamlit as st

from pcdash import formatting, queries, wording
from pcdash.charts import map as maps
from pcdash.ui import blocks, frame, state
from pcdash.ui.cache import ask
from pcdash.ui.selection import pick

frame.require()
chosen = pick(("indicator", "period", "comparator"))
area, place, indicator = chosen.area, chosen.place, chosen.indicator
blocks.title(f"{place['place_name']}: map")
if chosen.period is None:
    blocks.no_figures(chosen, indicator)
    st.stop()

key, unit = indicator["indicator_id"], indicator["unit"]
figure = ask(queries.figure, key, area["area_type"], area["area_code"], chosen.period)
comparison = ask(queries.compared, key, area["area_type"], area["area_code"], chosen.period, chosen.comparator)
blocks.say(wording.value_sentence(indicator, figure, comparison, area["area_name"], chosen.period))

level = st.segmented_control("Show", ["Practices", "Localities"], default="Practices", required=True, key="map_level")
within = ("locality", area["area_code"]) if chosen.is_locality and level == "Practices" else ("borough", place["place_code"])
member_type = "practice" if level == "Practices" else "locality"
members = ask(queries.members, key, *within, member_type, chosen.period, chosen.comparator)
if members.empty:
    blocks.no_figures(chosen, indicator)
    st.stop()

shapes = ask(queries.map_shapes, place["place_code"])
all_practices = ask(queries.practices)
all_practices = all_practices[all_practices["place_code"] == place["place_code"]]
is_practices = level == "Practices"
selected = state.kept("practice") if is_practices else (area["area_code"] if chosen.is_locality else None)
if is_practices:
    chart = maps.practice_map(shapes, members, unit=unit, palette=blocks.palette(), selected=selected)
else:
    open_practices = all_practices[all_practices["closed"].isna()]
    chart = maps.locality_map(shapes, members, open_practices, unit=unit, palette=blocks.palette(), selected=selected)


def follow_click() -> None:
    """A click on the map chooses the practice or locality that was hit."""
    hits = st.session_state["map_chart"]["selection"].get("pick", [])
    if hits:
        state.put("practice" if is_practices else "area", hits[0]["area_code"])


left, right = st.columns([3, 2], gap="large")
with left:
    blocks.chart_or_table(
        "map",
        chart,
        blocks.figure_table(members, unit),
        alt=f"Map of {place['place_name']}: {level.lower()} by {indicator['name']}, {chosen.period}, with their outcomes",
        export=members.assign(indicator=indicator["name"], unit=unit, sex=indicator["sex"], age=indicator["age"]),
        signs=members,
        filters=f"area={area['area_name']}; indicator={key}; period={chosen.period}; comparator={chosen.comparator}; level={level}",
        on_select=follow_click,
    )
    unplaced = members[is_practices & members["easting"].isna()]
    if len(unplaced):
        st.caption(
            f"Not on the map, because the postcode's position is not loaded: {formatting.listed(list(unplaced['area_name']))}."
        )
    if not is_practices and maps.is_schematic(shapes):
        st.caption(
            "Schematic: no file says where patients live, so localities have no shape. Each mark stands amid the locality's "
            "practices, joined to them by lines; outlines are small areas and wards."
        )
    elif not is_practices:
        st.caption("A locality's shape is made of the small areas most of whose registered patients it has.")
with right:
    hit = members[members["area_code"] == selected]
    if len(hit):
        row = hit.iloc[0].to_dict()
        blocks.say(
            wording.value_sentence(
                indicator, row, row if isinstance(row["comparator_name"], str) else None, row["area_name"], chosen.period
            )
        )
        if is_practices:
            st.page_link(
                "pages/practice_profile.py", label="See the whole profile of this practice", icon=":material/arrow_forward:"
            )
    else:
        st.markdown(
            f"Click a {member_type} on the map to see it here." + (f" {place['note']}" if isinstance(place["note"], str) else "")
        )
    st.dataframe(
        blocks.figure_table(members, unit)[["Area", "Value", "95% interval", "Compared"]],
        hide_index=True,
        width="stretch",
        height=420,
        alt=f"{level} of {within[1]} by value, highest first",
    )
blocks.data_line(figure or members.iloc[0].to_dict(), chosen.period)
blocks.definition(indicator, figure or members.iloc[0].to_dict())
