"""What stands in the map's place where no practice or locality has a figure: the finest areas around that have one."""

import pandas as pd
import streamlit as st

from pcdash import queries, wording
from pcdash.charts import map_classes, map_ranking
from pcdash.terms import formatting
from pcdash.terms.areas import ENGLAND, Area
from pcdash.ui import blocks, state
from pcdash.ui.cache import ask
from pcdash.ui.selection import Selection
from pcdash.wording import locality_map as words


def has_members(levels: pd.DataFrame) -> bool:
    """Whether a practice or locality of the place has a figure; `levels` as `queries.locality_map.levels`."""
    return bool((levels["parent_type"] == "borough").any())


def show(chosen: Selection, levels: pd.DataFrame) -> None:
    """The area's own figure, and those of the finest level around it; where nothing around has one either, what England has."""
    indicator, borough, period = chosen.indicator, chosen.borough, chosen.period
    key = indicator["indicator_id"]
    about = borough if chosen.is_locality else chosen.area
    figure = ask(queries.figures.figure, key, about, period)
    if levels.empty:
        blocks.no_figures(chosen, indicator)
        _ways_on(chosen, None)
        if whole := ask(queries.figures.figure, key, ENGLAND, period):
            blocks.say(wording.figures.value_sentence(indicator, whole, None, ENGLAND.name, period))
        blocks.definition(indicator, whole)
        return
    level = levels.iloc[0].to_dict()
    kind, parent = level["member_type"], Area(level["parent_type"], level["parent_code"], level["parent_name"])
    own = borough if kind == "borough" else ask(queries.geography.comparator_of, borough, kind)
    members = ask(queries.locality_map.members, key, parent, kind, [period], chosen.comparator)
    members = members[members["state"] == "value"]
    comparison = ask(queries.figures.compared, key, about, period, chosen.comparator)
    said = wording.figures.value_sentence(indicator, figure, comparison, about.name, period)
    blocks.say(f"{said} {words.stand_out_sentence(members, kind)}")
    has_own = own is not None and own.code in set(members["area_code"])
    blocks.say(words.wider_sentence(level, borough.name, period, own.name if has_own else None))
    _ways_on(chosen, kind)
    classes = map_classes.classes_of(members, method="outcome", unit=indicator["unit"], title="")
    if line := words.line_sentence(members, indicator["unit"]):
        blocks.say(line, quiet=True)
    what = f"each {words.NAMES[kind][0]} of {parent.name} by {indicator['name']}, {formatting.period(period)}"
    found = f"{words.stand_out_sentence(members, kind)} {words.ends_sentence(members, indicator['unit'])}"
    # The list lights what it is pointed at by the element that it shares with a map where there is one.
    with st.container(key="map_pair"):
        blocks.chart_or_table(
            "around",
            lambda palette: map_ranking.ranked_list(
                members, classes=classes, palette=palette, selected=own.code if has_own else None
            ),
            lambda: blocks.figure_table(members, indicator["unit"]),
            alt=f"Ranked list with 95% intervals: {what}. {found}",
            export=members,
            signs=members,
            filters=f"area={chosen.area.name}; indicator={key}; period={period}; comparator={chosen.comparator}; level={kind}",
        )
    source = figure or members.iloc[0].to_dict()
    blocks.data_line(source, period)
    blocks.definition(indicator, source)


def _ways_on(chosen: Selection, kind: str | None) -> None:
    """Links to what there is: practices in another period, boroughs beside each other, the levels over time."""
    onward = state.link_parameters()
    earlier = ask(queries.locality_map.newest_of_practices, chosen.indicator["indicator_id"], chosen.borough.code)
    with st.container(horizontal=True, key="map_onward"):
        if earlier:
            label = f"Show its practices in {formatting.period(earlier)}, the newest period with their figures"
            st.button(label, on_click=state.put, args=("period", earlier), type="tertiary", icon=":material/place:")
        if kind == "borough":
            compare = onward | {"level": "borough", "view": "ranked"}
            st.page_link("pages/benchmark.py", label="Compare boroughs", icon=":material/bar_chart:", query_params=compare)
        st.page_link("pages/trends.py", label="See trends", icon=":material/show_chart:", query_params=onward)
