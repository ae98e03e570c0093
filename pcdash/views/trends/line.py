"""The line of an area over time beside its comparator's, with what happened meanwhile."""

from dataclasses import dataclass

import pandas as pd
import streamlit as st

from pcdash import queries, wording
from pcdash.charts import trend
from pcdash.terms import formatting
from pcdash.terms.areas import Area
from pcdash.terms.outcomes import RECENT_TRENDS, STATES
from pcdash.ui import blocks
from pcdash.ui.cache import ask
from pcdash.ui.selection import Selection


@dataclass(frozen=True)
class Line:
    """The series of an area and its comparator on an indicator: `series` as `queries.trends.dated_series`, some of it known."""

    chosen: Selection
    against: Area | None
    series: pd.DataFrame

    @property
    def known(self) -> pd.DataFrame:
        """The points that have a value."""
        return self.series[self.series["state"] == "value"]

    @property
    def values(self) -> pd.DataFrame:
        """The area's own points that have a value."""
        area = self.chosen.area
        return self.known[(self.known["area_type"] == area.type) & (self.known["area_code"] == area.code)]

    @property
    def focus(self) -> str:
        """Whose line is drawn first: the area's, or where it has none its comparator's."""
        return self.chosen.area.name if len(self.values) else self.against.name

    @property
    def beside(self) -> str:
        """Whose line stands beside it; the comparator may have no figure of this indicator, then the area stands alone."""
        return self.against.name if self.against and self.against.name in set(self.known["area_name"]) else self.focus

    @property
    def reference(self) -> pd.DataFrame:
        """The series that the members are set against."""
        return self.series[self.series["area_name"] == self.beside]

    @property
    def last(self) -> pd.Series:
        """The newest point of the line in focus."""
        return self.drawn.iloc[-1]

    @property
    def drawn(self) -> pd.DataFrame:
        """The points of the line in focus, oldest first."""
        return self.values if len(self.values) else self.known


@dataclass(frozen=True)
class Around:
    """What is drawn around a line: the spread of other areas, the target, what happened meanwhile, and times unlike others."""

    bands: pd.DataFrame
    target: dict | None
    events: pd.DataFrame
    unusual: pd.DataFrame


def over_time(line: Line, around: Around) -> dict | None:
    """The line with its words, chart and notes; returns its newest figure."""
    chosen, last = line.chosen, line.last
    area, indicator = chosen.area, chosen.indicator
    key, unit = indicator["indicator_id"], indicator["unit"]
    where = (Area(last["area_type"], last["area_code"]), last["period"])
    figure = ask(queries.figures.figure, key, *where)
    if line.values.empty:
        said = f"{indicator['name']}: there is no figure for {area.name}; {line.focus} is shown."
    else:
        compared = ask(queries.figures.compared, key, *where, chosen.comparator)
        sentence = wording.figures.value_sentence(indicator, figure, compared, line.focus, last["period"])
        said = f"{sentence} {wording.trends.trend_sentence(last['recent_trend'])}".strip()
    blocks.say(said)
    about_bands = wording.trends.bands_sentence(around.bands[around.bands["period"].isin(line.known["period"])], area.type)
    about_gaps = wording.trends.gaps_sentence(line.known)
    beside = f" and in {line.beside}" if line.beside != line.focus else ""
    blocks.chart_or_table(
        "trends",
        lambda palette: trend.trend(
            line.series,
            unit=unit,
            palette=palette,
            focus=line.focus,
            baseline=chosen.place["baseline_period"],
            bands=around.bands,
            target=around.target,
            events=around.events,
            unusual=around.unusual,
        ),
        lambda: points_table(line.series, unit),
        alt=f"Line over time in {line.focus}{beside}. {said} {wording.trends.since_sentence(line.drawn, unit)}",
        export=line.series,
        filters=f"area={area.name}; indicator={key}; comparator={chosen.comparator}",
        notes=(about_gaps, about_bands, *(f"{sign}: {words}" for found in marks(around) for sign, words in found)),
    )
    for about in filter(None, (about_gaps, about_bands)):
        blocks.say(about, quiet=True)
    if around.target:
        blocks.say(wording.trends.target_sentence(around.target, unit))
    list_marks(around)
    st.caption(
        "Bars are 95% intervals. A recent trend is told of five comparable years in a row, where the change is beyond chance at "
        "99.8% and no single year makes it (Fingertips' rule)."
    )
    if len(line.values) == 1:
        st.caption(f"{area.name} has one point only, so there is no line to draw.")
    blocks.data_line(figure, last["period"])
    return figure


def points_table(series: pd.DataFrame, unit: str) -> pd.DataFrame:
    """Points of series as a reader's table."""
    return pd.DataFrame(
        {
            "Area": series["area_name"],
            "Period": series["period"].map(formatting.period),
            "Value": [
                formatting.number(row.value, unit) if row.state == "value" else STATES[row.state] for row in series.itertuples()
            ],
            "95% interval": [
                formatting.interval(low, high, unit) for low, high in zip(series["lower95"], series["upper95"], strict=True)
            ],
            "Numerator": series["numerator"].map(formatting.count),
            "Denominator": series["denominator"].map(formatting.count),
            "Recent trend": series["recent_trend"].map(RECENT_TRENDS),
        }
    )


def marks(around: Around) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """The numbers and the letters on the chart, each with what it stands for."""
    numbers = [(str(event.number), wording.trends.event_words(event)) for event in around.events.itertuples()]
    return numbers, [(time.letter, wording.trends.unusual_words(time)) for time in around.unusual.itertuples()]


def list_marks(around: Around) -> None:
    """The numbered marks and the shaded times of the chart in words; nothing where there are none."""
    titles = ("The numbers on the chart", "Shaded on the chart: read these figures with care")
    for title, found in zip(titles, marks(around), strict=True):
        if found:
            lines = [f"{sign}. {blocks.plain(words)}  " for sign, words in found]
            st.caption(f"**{title}**\n\n" + "\n".join(lines))
