"""An area's members beside each other on one figure: ranked, and in a funnel, each with its words, table and download."""

from dataclasses import dataclass

import pandas as pd
import streamlit as st

from pcdash import queries, wording
from pcdash.charts import benchmark, funnel
from pcdash.terms import formatting
from pcdash.terms.areas import ENGLAND, Area
from pcdash.ui import blocks, state
from pcdash.ui.cache import ask
from pcdash.ui.selection import Selection

LEVELS = {"practice": "Practices", "locality": "Localities", "borough": "Boroughs"}
VIEWS = {"ranked": "Ranked", "funnel": "Funnel", "pair": "Paired", "change": "Change"}


@dataclass(frozen=True)
class Group:
    """Which areas stand beside each other: the members of one level of `parent`, those of `home` being the reader's own."""

    chosen: Selection
    level: str
    parent: Area
    home: str | None
    home_name: str | None
    marked: str | None

    @property
    def indicator_id(self) -> str:
        """The chosen indicator."""
        return self.chosen.indicator["indicator_id"]

    @property
    def unit(self) -> str:
        """The unit of the chosen indicator."""
        return self.chosen.indicator["unit"]

    @property
    def filters(self) -> str:
        """The filters as a download says them."""
        return (
            f"area={self.chosen.area.name}; indicator={self.indicator_id}; period={self.chosen.period}; "
            f"comparator={self.chosen.comparator}; level={self.level}"
        )


def group_of(chosen: Selection, level: str) -> Group:
    """The areas of a level that stand beside those of the chosen area: never fewer than its whole borough."""
    area, borough = chosen.area, chosen.borough
    if level == "borough":
        parent = ask(queries.geography.comparator_of, borough, "region") or ENGLAND
        is_system = area.type == "system"
        mine = (area.code, area.name) if is_system else (None, None)
        return Group(chosen, level, parent, *mine, None if is_system else borough.code)
    if level == "locality":
        return Group(chosen, level, borough, None, None, area.code if chosen.is_locality else None)
    mine = (area.code, area.name) if chosen.is_locality else (None, None)
    return Group(chosen, level, borough if chosen.is_locality else area, *mine, state.kept("practice"))


def ranked(group: Group, rows: pd.DataFrame) -> None:
    """Every area one under the other with its interval, against the comparator."""
    said = wording.benchmark.outcomes_sentence(rows, group.level)
    blocks.say(said)
    say_strong(group, rows)
    if int((rows["state"] == "value").sum()) > benchmark.UNNAMED:
        st.caption("Too many to name here: a name appears when you point at a mark, and all are in the table.")
    blocks.chart_or_table(
        "benchmark",
        lambda palette: benchmark.ranked_intervals(rows, unit=group.unit, palette=palette, highlight=group.marked),
        lambda: blocks.figure_table(rows, group.unit),
        alt=f"{LEVELS[group.level]} ranked by {group.chosen.indicator['name']}, {formatting.period(group.chosen.period)}. "
        f"{said} {wording.benchmark.ends_sentence(rows, group.unit)}".strip(),
        export=rows,
        signs=rows[rows["state"] == "value"],
        filters=group.filters,
        on_select=lambda: mark("benchmark_chart", group),
    )
    _say_absent(rows)


def funnelled(group: Group, rows: pd.DataFrame) -> None:
    """Every area by what its figure rests on, between the lines of a funnel around the comparator."""
    shown = rows[(rows["state"] == "value") & rows["size"].notna()]
    comparators = shown["comparator_code"].dropna().unique()
    if shown.empty:
        st.info(
            "A funnel needs figures that rest on counts: percentages, rates and ratios with their numbers. This indicator has "
            "none. The view \u201cRanked\u201d shows its areas with their intervals."
        )
        return
    if len(comparators) != 1:
        st.info(
            "A funnel stands around one comparator, and here areas have comparators of their own, or none. Compare with England, "
            "the region or the borough."
        )
        return
    around = Area(group.chosen.comparator, comparators[0])
    lines = ask(queries.benchmark.funnel_lines, group.indicator_id, group.chosen.period, around)
    blocks.say(wording.benchmark.funnel_sentence(rows, group.level))
    say_strong(group, shown)
    indicator = group.chosen.indicator
    what = wording.benchmark.size_words(indicator)
    blocks.chart_or_table(
        "funnel",
        lambda palette: funnel.funnel(shown, lines, unit=group.unit, size_title=what, palette=palette, highlight=group.marked),
        lambda: _funnel_table(rows, group.unit, what),
        alt=f"Funnel plot of {indicator['name']}, {formatting.period(group.chosen.period)}. "
        f"{wording.benchmark.outside_sentence(rows, group.level)} {wording.benchmark.ends_sentence(shown, group.unit)}".strip(),
        export=rows,
        signs=shown,
        filters=group.filters,
        on_select=lambda: mark("funnel_chart", group),
    )
    if sentence := wording.benchmark.placeless_sentence(rows, group.level):
        st.caption(sentence)
    _say_absent(rows)


def say_strong(group: Group, rows: pd.DataFrame) -> None:
    """Which of the reader's own areas the chart shows in strong colour; nothing where all are."""
    if sentence := wording.benchmark.strong_sentence(rows, group.level, group.home_name, group.parent.name):
        blocks.say(sentence, quiet=True)


def _say_absent(rows: pd.DataFrame) -> None:
    absent = rows[rows["state"] != "value"]
    if len(absent):
        st.caption(f"{len(absent)} without a value (missing, suppressed, not applicable or closed) are in the table.")


def mark(chart: str, group: Group) -> None:
    """A click on a practice marks it, here and on the other pages."""
    hits = st.session_state[chart]["selection"].get("pick", [])
    if hits and group.level == "practice":
        state.put("practice", hits[0]["area_code"])


def _funnel_table(rows: pd.DataFrame, unit: str, what: str) -> pd.DataFrame:
    table = blocks.figure_table(rows, unit)
    table.insert(3, "Outside the lines", [_beyond(row) for row in rows.itertuples()])
    table.insert(4, what, rows["size"].map(formatting.count).to_list())
    return table


def _beyond(row: object) -> str:
    if pd.isna(row.size):
        return ""
    if row.outcome99_8 not in ("similar", "not_compared"):
        return "Outside the 99.8% lines"
    return "Outside the 95% lines" if row.outcome not in ("similar", "not_compared") else ""
