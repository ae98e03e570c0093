"""What the overview says first: sentences, the count by domain, the cards of what stands out; and its tables at the end."""

from dataclasses import dataclass

import pandas as pd
import streamlit as st

from pcdash import queries, wording
from pcdash.charts import summary
from pcdash.terms import formatting
from pcdash.ui import blocks
from pcdash.ui.cache import ask
from pcdash.ui.selection import Selection
from pcdash.views.overview.cards import cards

_CARDS = 5


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

    @property
    def filters(self) -> str:
        """The filters as a download says them."""
        return f"area={self.chosen.area.name}; comparator={self.comparator_name}; newest period of each indicator"


def said(standing: Standing, spread: pd.DataFrame) -> None:
    """What changed, what stands out, and whether practices became more alike, in a sentence each."""
    sentences = [
        *wording.overview.changes(standing.rows, standing.chosen.place["baseline_period"]),
        wording.overview.standing_out(standing.rows, standing.comparator_name),
        wording.overview.alikeness(spread),
    ]
    st.markdown("\n".join(f"- **{blocks.plain(lead)}:** {blocks.plain(sentence)}" for lead, sentence in sentences))


def by_domain(standing: Standing) -> None:
    """How many indicators of each domain are better, similar, worse or not compared; nothing where none is compared."""
    rows = standing.rows
    judged = rows[rows["polarity"] != "neutral"]
    if wording.overview.compared(judged) == 0:
        return
    st.header("Number of indicators by domain", anchor=False)
    blocks.chart_or_table(
        "overview",
        lambda palette: summary.outcomes_by_domain(judged, palette=palette),
        lambda: summary.counts(judged),
        alt=f"Number of indicators by domain that are better, similar or worse than {standing.against} in "
        f"{standing.chosen.area.name}",
        export=judged,
        signs=judged,
        filters=standing.filters,
    )
    blocks.say(wording.overview.chance(judged), quiet=True)


def what_stands_out(standing: Standing) -> None:
    """The biggest improvements and concerns side by side, each with its years in small, and the rule that chose them."""
    chosen, rows = standing.chosen, standing.rows
    noted = rows[rows["place"] <= _CARDS].sort_values("place")
    points = ask(queries.overview.short_series, chosen.area, chosen.comparator, tuple(noted["indicator_id"]))
    improved = noted["noted"] == "improved"
    left, right = st.columns(2, gap="large")
    with left:
        st.header("Biggest improvements", anchor=False)
        if not improved.any():
            blocks.say(f"No indicator with an agreed direction improved beyond chance since {standing.baseline}.")
        cards(noted[improved], points)
    with right:
        st.header("Biggest concerns", anchor=False)
        if improved.all():
            blocks.say(
                f"No indicator with an agreed direction worsened beyond chance since {standing.baseline}, or is worse than "
                f"{standing.against} without having improved."
            )
        cards(noted[~improved], points)
    blocks.say(wording.overview.rule(chosen.area.name, standing.comparator_name, _CARDS), quiet=True)


def spread_between_practices(standing: Standing, spread: pd.DataFrame) -> None:
    """Whether practices became more alike, by indicator: `spread` as `queries.overview.alikeness`."""
    name = standing.chosen.area.name
    st.header("Spread between practices", anchor=False)
    if spread.empty:
        blocks.say(f"No indicator has figures of at least four practices of {name} in two comparable periods.")
        return
    blocks.download("spread", spread, f"area={name}; spread between practices")
    st.dataframe(
        wording.spread.table(spread),
        hide_index=True,
        width="stretch",
        height=min(36 * (len(spread) + 1), 320),
        alt=f"Spread between the practices of {name} then and now, by indicator",
        key="spread_table",
    )
    blocks.say(wording.spread.RULE, quiet=True)


def every_indicator(standing: Standing) -> None:
    """Every indicator of the area with its newest figure and its change, and where the figures come from."""
    rows = standing.rows
    st.header("Every indicator", anchor=False)
    blocks.download("every_indicator", rows, standing.filters)
    st.dataframe(
        wording.overview.every_indicator(rows, standing.comparator_name),
        hide_index=True,
        width="stretch",
        height=min(36 * (len(rows) + 1), 520),
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
