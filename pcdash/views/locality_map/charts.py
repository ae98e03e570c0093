"""The map with the ranked list beside it under one set of controls, and the same map through time."""

from functools import partial

import streamlit as st

from pcdash import queries
from pcdash.charts import map as maps
from pcdash.charts import map_periods, map_ranking, map_shapes, style
from pcdash.terms import formatting
from pcdash.ui import blocks, downloads, state
from pcdash.ui.cache import ask
from pcdash.ui.downloads import Picture
from pcdash.views.locality_map.selected import selected
from pcdash.views.locality_map.shown import Shown
from pcdash.wording import locality_map as words

# Longer lists scroll inside themselves, those under the words about the selected area sooner.
_IN_SIGHT, _IN_SIGHT_UNDER_WORDS = 18, 10


def drawings(shown: Shown, look: dict, measure: str | None) -> dict[str, Picture]:
    """The map, where a shape or a position is known, and the ranked list; each titled by what it tells those who cannot see it."""
    told = f"{words.stand_out_sentence(shown.members, shown.member_type)} {words.ends_sentence(shown.members, shown.unit)}"
    around = {"palette": blocks.palette(), "legend": style.legend(shown.members)}
    listed = partial(map_ranking.ranked_list, shown.members, **look)
    ranking = Picture(listed, title=f"Ranked list with 95% intervals: each {shown.each}. {told}", **around)
    if not _is_placed(shown):
        return {"ranking": ranking}
    members, of = shown.members, (shown.locality_practices,)
    place = shown.chosen.borough
    if shown.level == "locality":
        drawn = partial(maps.locality_map, shown.shapes, members, *of, **look)
    elif shown.level == "small_area":
        shaded = {"measure": measure, "title": words.measure_title(measure, shown.small_areas), "within": shown.zoomed}
        drawn = partial(maps.small_area_map, shown.shapes, shown.small_areas, members, *of, **shaded, **look)
    else:
        nearby = ask(queries.locality_map.nearby_practices, place.code, shown.within, shown.chosen.period)
        drawn = partial(maps.practice_map, shown.shapes, members, nearby, *of, within=shown.zoomed, **look)
    mapped = Picture(drawn, title=f"Map of {shown.within.name}: each {shown.each}. {told}", **around)
    return {"map": mapped, "ranking": ranking}


def choose_form(shown: Shown, drawn: dict[str, Picture]) -> bool:
    """The switch between charts and table, and the menu of downloads, of both charts: whether the reader wants the table."""
    as_table = blocks.table_switch("map")
    tables = {"map": shown.members} | ({"small_areas": shown.small_areas} if shown.level == "small_area" else {})
    filters = f"{shown.filters}; period={shown.chosen.period}"
    downloads.menu("map", tables, drawn, filters, is_synthetic=blocks.is_synthetic())
    return as_table


def pair(shown: Shown, drawn: dict[str, Picture]) -> None:
    """Map and list beside each other, one under the other on a phone; what either is pointed at is lit in both."""
    st.markdown(style.legend(shown.members))
    with st.container(key="map_pair"):
        left, right = st.columns([5, 3], gap="medium") if "map" in drawn else (None, st.container())
        if left:
            with left:
                _chart("map", shown, drawn)
        else:
            right.info(words.NO_MAP)
        in_sight = _IN_SIGHT_UNDER_WORDS if shown.selected else _IN_SIGHT
        height = maps.HEIGHT if left and len(shown.members) > in_sight else "content"
        with right, st.container(height=height, border=False, key="map_side"):
            selected(shown)
            _line(shown)
            _chart("ranking", shown, drawn)


def _line(shown: Shown) -> None:
    """What the list's line stands for, and the way to the list in full: a part that scrolls must hold something to Tab to."""
    with st.container(horizontal=True, vertical_alignment="center", key="map_line"):
        if line := words.line_sentence(shown.members, shown.unit):
            blocks.say(line, quiet=True)
        onward = state.link_parameters() | {"level": shown.member_type, "view": "ranked"}
        label = f"Compare {words.NAMES[shown.member_type][1]}"
        st.page_link("pages/benchmark.py", label=label, icon=":material/bar_chart:", query_params=onward)


def tables(shown: Shown) -> None:
    """The figures of both charts, and what small areas are shaded by."""
    frames = {"areas": blocks.figure_table(shown.members, shown.unit)}
    if shown.level == "small_area":
        frames["small_areas"] = words.small_area_table(shown.small_areas)
    for name, table in frames.items():
        st.dataframe(table, hide_index=True, width="stretch", key=f"map_{name}_table", alt=f"Table: each {shown.each}")


def notes(shown: Shown, method: str) -> None:
    """How the map is to be read, who is not on it, and whose the boundaries are."""
    centres = map_shapes.locality_centres(shown.shapes, shown.locality_practices)
    said = words.map_notes(shown.level, method, shown.members, centres)
    blocks.say(" ".join([*said, words.boundaries_line(shown.shapes, synthetic=blocks.is_synthetic())]), quiet=True)
    if isinstance(shown.chosen.place["note"], str):
        blocks.say(shown.chosen.place["note"], quiet=True)


def through_time(shown: Shown, look: dict) -> None:
    """The same map in several periods; nothing where there is one period or no map."""
    periods = shown.periods
    if len(periods) < 2 or not _is_placed(shown):
        return
    breaks = map_periods.breaks_shown(shown.known_periods, periods)
    st.header("Through time", anchor=False)
    blocks.say(words.through_time_sentence(periods, len(shown.known_periods), shown.chosen.period))
    blocks.chart_or_table(
        "map_periods",
        lambda palette: map_periods.maps_through_time(
            shown.shapes,
            shown.through_time,
            shown.locality_practices,
            current=shown.chosen.period,
            breaks={period for period, _, _ in breaks},
            palette=palette,
            **look,
        ),
        lambda: words.periods_table(shown.through_time, shown.unit),
        alt=f"The same map in {formatting.listed([formatting.period(label) for label in periods])}: each {shown.member_type}. "
        f"{words.counts_through_time(shown.through_time, shown.member_type)}",
        export=shown.through_time,
        signs=shown.through_time,
        filters=f"{shown.filters}; periods={', '.join(periods)}",
    )
    if breaks:
        blocks.say(words.breaks_sentence(breaks), quiet=True)


def _is_placed(shown: Shown) -> bool:
    """Whether there is anything to draw a map of: shapes, or positions of practices."""
    return len(shown.shapes) > 0 or bool(shown.locality_practices["easting"].notna().any())


def _chart(name: str, shown: Shown, drawn: dict[str, Picture]) -> None:
    follow = partial(_follow_click, name, shown)
    blocks.chart(name, drawn[name].draw, alt=drawn[name].title, on_select=follow)


def _follow_click(chart: str, shown: Shown) -> None:
    """A click on the map or in the list selects what was hit; a second click on it selects nothing."""
    hits = st.session_state[f"{chart}_chart"]["selection"].get("pick", [])
    code = hits[0].get("area_code") if hits else None
    parameter, nothing = shown.parameter
    if code in shown.names:
        state.put(parameter, nothing if code == hits[0].get("chosen") else code)
