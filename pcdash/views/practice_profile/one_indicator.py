"""One indicator of a practice: its figure in a sentence, its series, what it measures."""

import pandas as pd
import streamlit as st

from pcdash import queries, wording
from pcdash.charts import trend
from pcdash.terms import formatting
from pcdash.ui import blocks
from pcdash.ui.cache import ask


def choose(profile: pd.DataFrame) -> str:
    """The indicator to explain: `profile` as `with_words` gives it; at first one that is worse and goes on, else the first."""
    named = dict(zip(profile["indicator_id"], profile["name"], strict=True))
    if st.session_state.get("profile_indicator") not in named:
        judged_worse = profile.loc[(profile["outcome"] == "worse") & (profile["ended"] == ""), "indicator_id"]
        st.session_state["profile_indicator"] = next(iter(judged_worse), next(iter(named)))
    return st.selectbox("Indicator to explain", list(named), format_func=named.get, key="profile_indicator")


def show_chosen(practice: dict, profile: pd.DataFrame, comparator_type: str) -> None:
    """The indicator that the reader chooses; `profile` as `with_words` gives it."""
    topic = choose(profile)
    show(practice, profile.set_index("indicator_id", drop=False).loc[topic].to_dict(), comparator_type, "indicator_trend")


def show(practice: dict, row: dict, comparator_type: str, name: str) -> None:
    """One indicator: its figure in a sentence, its series, what it measures. `name` tells the page's widgets from the dialog's."""
    catalogue = ask(queries.catalogue.indicators)
    indicator = catalogue[catalogue["indicator_id"] == row["indicator_id"]].iloc[0].to_dict()
    comparison = row if isinstance(row["comparator_name"], str) else None
    higher = formatting.capitalised(wording.figures.higher_ones(row["rank"], row["of"], "practices with a figure"))
    sentence = wording.figures.value_sentence(indicator, row, comparison, practice["area_name"], row["period"])
    blocks.say(f"{sentence} {higher and f'{higher}. '}{wording.trends.trend_sentence(row['recent_trend'])}")
    series = ask(queries.practice_profile.practice_series, practice["area_code"], row["indicator_id"], comparator_type)
    if ((series["area_type"] == "practice") & (series["state"] == "value")).sum() > 1:
        blocks.chart_or_table(
            name,
            lambda palette: trend.trend(series, unit=row["unit"], palette=palette, focus=practice["area_name"]),
            lambda: _table(series, row["unit"]),
            alt=f"{row['name']} over time: {practice['area_name']} with its 95% interval, and its comparator",
            export=series,
            filters=f"practice={practice['area_code']}; indicator={row['indicator_id']}; comparator={comparator_type}",
        )
    blocks.definition(indicator, row)


def _table(series: pd.DataFrame, unit: str) -> pd.DataFrame:
    """The points of a practice and its comparator, newest first."""
    shown = series.sort_values("period_end", ascending=False, kind="stable")
    return pd.DataFrame(
        {
            "Area": shown["area_name"],
            "Period": shown["period"].map(formatting.period),
            "Value (95% interval)": formatting.estimates_or_states(shown, unit),
            "Numerator": shown["numerator"].map(formatting.count),
            "Denominator": shown["denominator"].map(formatting.count),
        }
    )


def open_over(practice: dict, row: dict, comparator_type: str) -> None:
    """The indicator over the chart, where the reader's eye is."""

    @st.dialog(row["name"], width="large")
    def opened() -> None:
        show(practice, row, comparator_type, "clicked_trend")

    opened()
