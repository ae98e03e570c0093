"""The first screen of the overview: a sentence, counts by domain, the map, what stands out; and the tables under it."""

from dataclasses import dataclass
from functools import cached_property

import pandas as pd
import streamlit as st

from pcdash import queries, wording
from pcdash.charts import map as maps
from pcdash.charts import summary
from pcdash.terms import formatting
from pcdash.ui import blocks, state
from pcdash.ui.cache import ask
from pcdash.ui.selection import Selection
from pcdash.views.overview.cards import cards

_CARDS = 3
_TABLE_HEIGHT = 330


@dataclass(frozen=True)
class Standing:
    """Every indicator of the chosen area that has a figure: `rows` as `queries.overview.standing`, and what they stand against."""

    chosen: Selection
    rows: pd.DataFrame

    @property
    def comparator_name(self) -> str | None:
        """The comparator that the figures have; None where none has any."""
        return next(iter(self.rows["comparator_name"].dropna()), None)

    @property
    def against(self) -> str:
        """The comparator as sentences say it."""
        return self.comparator_name or "the comparator"

    @property
    def baseline(self) -> str:
        """The period that changes are counted from."""
        return formatting.period(self.chosen.place["baseline_period"])

    @cached_property
    def counted(self) -> pd.DataFrame:
        """Those with an agreed direction that go on: what sentence, chart and table count."""
        return self.rows[(self.rows["polarity"] != "neutral") & (self.rows["standing"] != "ended")]

    @property
    def ended(self) -> pd.DataFrame:
        """Those with an agreed direction that nobody publishes any longer."""
        return self.rows[(self.rows["polarity"] != "neutral") & (self.rows["standing"] == "ended")]

    @property
    def filters(self) -> str:
        """The filters as a download says them."""
        return f"area={self.chosen.area.name}; comparator={self.comparator_name}; newest period of each indicator"


def answer(standing: Standing, localities: pd.DataFrame) -> None:
    """The area in a sentence and its counts by domain; beside them the map of the place, where positions are known.

    `localities` as `queries.overview.locality_outcomes`.
    """
    practices = ask(queries.geography.practices)
    practices = practices[(practices["place_code"] == standing.chosen.borough.code) & practices["closed"].isna()]
    practices = practices.dropna(subset=["locality_code", "easting"])
    has_map = len(practices) > 0 and standing.chosen.area.type != "system"
    left, right = st.columns([7, 4], gap="large") if has_map else (st.container(), None)
    with left:
        baseline = standing.chosen.place["baseline_period"]
        blocks.say(wording.overview.lead(standing.counted, standing.comparator_name, baseline))
        _by_domain(standing)
        if noted := [
            words for words in (wording.overview.chance(standing.counted), wording.overview.ended(standing.ended)) if words
        ]:
            blocks.say(" ".join(noted), quiet=True)
    if right:
        with right:
            _place_map(standing, localities, practices)


def _by_domain(standing: Standing) -> None:
    """How many indicators of each domain are better, similar, worse or not compared; nothing where none is compared."""
    rows = standing.counted
    if wording.overview.compared(rows) == 0:
        return
    blocks.chart_or_table(
        "overview",
        lambda palette: summary.outcomes_by_domain(rows, palette=palette),
        lambda: summary.counts(rows),
        alt=wording.overview.by_domain(rows, standing.comparator_name),
        export=rows,
        signs=rows,
        filters=standing.filters,
    )


def _place_map(standing: Standing, localities: pd.DataFrame, practices: pd.DataFrame) -> None:
    """Where the localities are, with how many indicators of each are better and worse; and the way to the map."""
    shapes = ask(queries.geography.map_shapes, standing.chosen.borough.code)
    blocks.chart_or_table(
        "place_map",
        lambda palette: maps.place_map(shapes, localities, practices, palette=palette, focus=standing.chosen.area.code),
        lambda: wording.overview.localities(localities),
        alt=wording.overview.place_map(localities, standing.comparator_name),
        export=localities,
        filters=f"localities of {standing.chosen.borough.name}; comparator={standing.comparator_name}; newest period of each",
    )
    st.page_link("pages/locality_map.py", label="Open the map", icon=":material/map:", query_params=state.link_parameters())


def what_stands_out(standing: Standing) -> None:
    """The biggest improvements and concerns side by side, each with its years in small, and the rule that chose them."""
    chosen, rows = standing.chosen, standing.rows
    noted = rows[rows["place"] <= _CARDS].sort_values("place")
    points = ask(queries.overview.short_series, chosen.area, chosen.comparator, tuple(noted["indicator_id"]))
    improved = noted["noted"] == "improved"
    rule = wording.stands_out.rule(standing.comparator_name, _CARDS)
    with st.container(key="stands_out"):
        left, right = st.columns(2, gap="large")
    with left:
        st.header("Biggest improvements", anchor=False, help=rule)
        if not improved.any():
            blocks.say(f"No indicator with an agreed direction improved beyond chance since {standing.baseline}.")
        cards(noted[improved], points)
    with right:
        st.header("Biggest concerns", anchor=False, help=rule)
        if improved.all():
            blocks.say(
                f"No indicator with an agreed direction worsened beyond chance since {standing.baseline}, or is worse than "
                f"{standing.against} without having improved."
            )
        cards(noted[~improved], points)


def spread_between_practices(standing: Standing, spread: pd.DataFrame) -> None:
    """Whether practices became more alike, by indicator: `spread` as `queries.overview.alikeness`."""
    name = standing.chosen.area.name
    st.header("Spread between practices", anchor=False)
    if spread.empty:
        blocks.say(f"No indicator has figures of at least four practices of {name} in two comparable periods.")
        return
    blocks.say(wording.overview.alikeness(spread))
    blocks.download("spread", spread, f"area={name}; spread between practices")
    st.dataframe(
        wording.spread.table(spread),
        hide_index=True,
        width="stretch",
        height=min(36 * (len(spread) + 1), _TABLE_HEIGHT),
        alt=f"Spread between the practices of {name} then and now, by indicator",
        key="spread_table",
    )
    blocks.say(wording.spread.RULE, quiet=True)


def every_indicator(standing: Standing) -> None:
    """Every indicator of the area with its newest figure and its change, and where the figures come from."""
    rows = standing.rows
    st.header("Every indicator", anchor=False)
    if changed := wording.overview.neutral_changes(rows, standing.chosen.place["baseline_period"]):
        blocks.say(changed)
    blocks.download("every_indicator", rows, standing.filters)
    st.dataframe(
        wording.overview.every_indicator(rows, standing.comparator_name),
        hide_index=True,
        width="stretch",
        height=min(36 * (len(rows) + 1), _TABLE_HEIGHT),
        alt=f"Every indicator of {standing.chosen.area.name} with its newest value",
        key="every_table",
    )
    blocks.say(
        f"Newest period of each indicator. The baseline is {standing.baseline}, or the first comparable period after it. A change "
        "is beyond chance where its own 95% interval leaves out no change; figures of different definitions are never compared. A "
        "recent trend needs five comparable years in a row.",
        quiet=True,
    )
    files, built = ask(queries.provenance.source_files), ask(queries.provenance.build_info)["built_at"]
    blocks.say(wording.overview.data_line(rows, files, built), quiet=True)
