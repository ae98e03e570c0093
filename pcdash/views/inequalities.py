"""The views of the inequalities page: one indicator's groups, its slope over time, all indicators, each with its table."""

from dataclasses import dataclass

import pandas as pd
import streamlit as st

from pcdash import queries
from pcdash.charts import gradient
from pcdash.terms import formatting
from pcdash.terms.areas import Area
from pcdash.ui import blocks
from pcdash.ui.cache import ask
from pcdash.wording import inequalities as wording

_MEASURES = {"slope_index": "Slope index", "gap": "Gap"}
_FEW = 15


@dataclass(frozen=True)
class Grouping:
    """The area whose groups are shown, and how they are made."""

    area: Area
    name: str


def choose(area: Area, grouped: pd.DataFrame) -> Grouping:
    """Pickers of the area that the groups are of and of the kind of groups: `grouped` as `queries.inequalities.areas`."""
    names = dict(zip(grouped["area_code"], grouped["area_name"], strict=True))
    with st.container(horizontal=True, vertical_alignment="bottom", key="inequality_pickers"):
        code = st.selectbox("Groups within", list(names), format_func=names.get, key=f"inequality_area_{area.code}")
        kinds = grouped[grouped["area_code"] == code]
        name = st.selectbox("Grouped as", list(kinds["grouping_name"]), key=f"inequality_grouping_{code}", width=380)
    if area.code not in names:
        blocks.say(
            f"{area.name} has no groups of its own here: it has fewer than ten practices with figures. These are of {names[code]}.",
            quiet=True,
        )
    return Grouping(Area(kinds["area_type"].iloc[0], code, names[code]), name)


def groups(grouping: Grouping, indicator: dict, row: dict) -> None:
    """The groups of one period with the fitted line, and what the measures mean: `row` of `queries.inequalities.series`."""
    unit, topic, period = indicator["unit"], indicator["indicator_id"], row["period"]
    rows = ask(queries.inequalities.groups, topic, grouping.area, grouping.name, period)
    words = [wording.group_name(place, last) for place, last in zip(rows["place_in_order"], rows["groups"], strict=True)]
    blocks.chart_or_table(
        "inequality_groups",
        lambda palette: gradient.groups(rows, row, unit=unit, palette=palette, area_name=grouping.area.name),
        lambda: pd.DataFrame(
            {
                "Group": words,
                "Value": [formatting.number(value, unit) for value in rows["value"]],
                "95% interval": [formatting.interval(item.lower95, item.upper95, unit) for item in rows.itertuples()],
                "Practices": [formatting.count(value) for value in rows["practices"]],
                "Numerator": [formatting.count(value) for value in rows["numerator"]],
                "Denominator": [formatting.count(value) for value in rows["denominator"]],
            }
        ),
        alt=f"Groups from the most to the least deprived. {wording.gradient_sentence(indicator, grouping.area.name, row)}",
        export=rows.assign(
            area_name=[f"{grouping.area.name}: {word}" for word in words], state="value", source_id=row["source_id"]
        ),
        filters=f"area={grouping.area.name}; indicator={topic}; period={period}; grouping={grouping.name}",
    )
    blocks.data_line(row, period)
    own = wording.OF_PRACTICES if wording.is_of_practices(grouping.name) else wording.OF_RESIDENTS
    meanings = (wording.SLOPE, f"{wording.RELATIVE}\n\n{wording.GAP}", own)
    for column, meaning in zip(st.columns(3, gap="large"), meanings, strict=True):
        column.markdown(meaning)


def over_time(grouping: Grouping, indicator: dict, series: pd.DataFrame) -> None:
    """Slope index or gap by period: `series` as `queries.inequalities.series`."""
    unit, topic = indicator["unit"], indicator["indicator_id"]
    measure = st.segmented_control(
        "Measure", list(_MEASURES), format_func=_MEASURES.get, default="slope_index", required=True, key="inequality_measure"
    )
    blocks.chart_or_table(
        "inequality_over_time",
        lambda palette: gradient.over_time(series, measure=measure, unit=unit, palette=palette),
        lambda: _table(series.assign(unit=unit), {"Period": series["period"].map(formatting.period)}),
        alt=f"{_MEASURES[measure]} of {indicator['name']} in {grouping.area.name} by period, against no difference. "
        f"{wording.over_time_sentence(series, measure, unit)}",
        export=_against_least_deprived(series),
        signs=series.assign(comparator_name="the least deprived"),
        filters=f"area={grouping.area.name}; indicator={topic}; grouping={grouping.name}; measure={measure}",
    )
    blocks.say(f"{wording.DIFFERENCE} {wording.LEGEND}", quiet=True)


def all_indicators(grouping: Grouping) -> None:
    """Every indicator with groups of this kind, the largest relative difference first."""
    rows = ask(queries.inequalities.glance, grouping.area, grouping.name)
    said = wording.glance_sentence(rows)
    blocks.say(said)
    if len(rows) > _FEW:
        few = f"Largest {_FEW}"
        shown = st.segmented_control("Show", [few, f"All {len(rows)}"], default=few, required=True, key=f"inequality_{len(rows)}")
        listed = rows.head(_FEW) if shown == few else rows
    else:
        listed = rows
    blocks.chart_or_table(
        "inequality_glance",
        lambda palette: gradient.relative(listed, palette=palette),
        lambda: _table(listed, {"Indicator": listed["name"], "Period": listed["period"].map(formatting.period)}),
        alt=f"Relative index of inequality of each indicator in {grouping.area.name}. {said} "
        f"{wording.largest_sentence(rows)}".strip(),
        export=_against_least_deprived(rows),
        signs=listed.assign(comparator_name="the least deprived"),
        filters=f"area={grouping.area.name}; grouping={grouping.name}",
    )
    blocks.say(f"{wording.RATIOS} {wording.LEGEND}", quiet=True)


def _table(rows: pd.DataFrame, first: dict) -> pd.DataFrame:
    items = rows.to_dict("records")
    return pd.DataFrame(
        {
            **first,
            "Who fares worse": rows["direction"].map(wording.fare),
            "Relative index": [wording.ratio(item) for item in items],
            "Slope index": [wording.difference(item, "slope_index", item["unit"]) for item in items],
            "Gap": [wording.difference(item, "gap", item["unit"]) for item in items],
            "Most deprived": [formatting.number(item["most_deprived_value"], item["unit"]) for item in items],
            "Least deprived": [formatting.number(item["least_deprived_value"], item["unit"]) for item in items],
        }
    )


def _against_least_deprived(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows with what their outcome is judged against, for the download."""
    return rows.assign(
        comparator_type="least_deprived", comparator_name="the least deprived", comparator_value=rows["least_deprived_value"]
    )
