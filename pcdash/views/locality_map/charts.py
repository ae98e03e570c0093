"""The map, the ranked list beside it, and the same map through time."""

from functools import partial

import streamlit as st

from pcdash import queries
from pcdash.charts import map as maps
from pcdash.charts import map_periods, map_ranking, map_shapes
from pcdash.terms import formatting
from pcdash.ui import blocks, state
from pcdash.ui.cache import ask
from pcdash.views.locality_map.shown import Shown
from pcdash.wording import locality_map as words


def is_placed(shown: Shown) -> bool:
    """Whether there is anything to draw a map of: shapes, or positions of practices."""
    return len(shown.shapes) > 0 or bool(_locality_practices(shown)["easting"].notna().any())


def map_of(shown: Shown, look: dict, method: str, measure: str | None) -> None:
    """The map with its notes; words where no position is known."""
    if not is_placed(shown):
        st.info(words.NO_MAP)
        return
    place, members, is_small = shown.chosen.borough, shown.members, shown.level == "small_area"
    nearby = ask(queries.locality_map.nearby_practices, place.code, shown.within, shown.chosen.period)
    if shown.level == "locality":
        drawn = partial(maps.locality_map, shown.shapes, members, _locality_practices(shown), **look)
    elif is_small:
        shaded = {"measure": measure, "title": words.measure_title(measure, shown.small_areas)}
        drawn = partial(maps.small_area_map, shown.shapes, shown.small_areas, members, **shaded, **look)
    else:
        drawn = partial(maps.practice_map, shown.shapes, members, nearby, **look)
    blocks.chart_or_table(
        "map",
        lambda palette: drawn(palette=palette),
        lambda: words.small_area_table(shown.small_areas) if is_small else blocks.figure_table(members, shown.unit),
        alt=f"Map of {place.name}: each {shown.each}. {words.stand_out_sentence(members, shown.member_type)}",
        export=shown.small_areas if is_small else members,
        signs=members,
        filters=f"{shown.filters}; period={shown.chosen.period}",
        on_select=partial(_follow_click, "map", shown),
    )
    for note in words.map_notes(shown.level, method, members, schematic=map_shapes.is_schematic(shown.shapes)):
        blocks.say(note, quiet=True)
    blocks.say(words.boundaries_line(shown.shapes, synthetic=blocks.is_synthetic()), quiet=True)


def ranking(shown: Shown, look: dict) -> None:
    """The same areas one under the other with their intervals, highest first."""
    members = shown.members
    if line := words.line_sentence(members, shown.unit):
        blocks.say(line, quiet=True)
    tall = len(members) > map_ranking.ROWS_IN_SIGHT
    with st.container(height=maps.HEIGHT if tall else "content", border=False, key="map_ranking"):
        blocks.chart_or_table(
            "ranking",
            lambda palette: map_ranking.ranked_list(members, palette=palette, **look),
            lambda: blocks.figure_table(members, shown.unit)[["Area", "Value", "95% interval", "Compared", "Rank"]],
            alt=f"Ranked list with 95% intervals, highest first: each {shown.each}",
            export=members,
            filters=f"{shown.filters}; period={shown.chosen.period}",
            on_select=partial(_follow_click, "ranking", shown),
        )


def through_time(shown: Shown, look: dict) -> None:
    """The same map in several periods; nothing where there is one period or no map."""
    periods = shown.periods
    if len(periods) < 2 or not is_placed(shown):
        return
    breaks = map_periods.breaks_shown(shown.known_periods, periods)
    st.header("Through time", anchor=False)
    blocks.say(words.through_time_sentence(periods, len(shown.known_periods), shown.chosen.period))
    blocks.chart_or_table(
        "map_periods",
        lambda palette: map_periods.maps_through_time(
            shown.shapes,
            shown.through_time,
            _locality_practices(shown),
            current=shown.chosen.period,
            breaks={period for period, _, _ in breaks},
            palette=palette,
            **look,
        ),
        lambda: words.periods_table(shown.through_time, shown.unit),
        alt=f"The same map in {formatting.listed([formatting.period(label) for label in periods])}: each {shown.member_type}",
        export=shown.through_time,
        signs=shown.through_time,
        filters=f"{shown.filters}; periods={', '.join(periods)}",
    )
    if breaks:
        blocks.say(words.breaks_sentence(breaks), quiet=True)


def _locality_practices(shown: Shown):
    return ask(queries.locality_map.locality_practices, shown.chosen.borough.code, shown.chosen.period)


def _follow_click(chart: str, shown: Shown) -> None:
    """A click on the map or in the list selects what was hit; a second click on it selects nothing."""
    hits = st.session_state[f"{chart}_chart"]["selection"].get("pick", [])
    code = hits[0].get("area_code") if hits else None
    parameter, nothing = shown.parameter
    if code in shown.names:
        state.put(parameter, nothing if code == hits[0].get("chosen") else code)
