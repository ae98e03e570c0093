"""The control chart of a monthly or quarterly series, and what its limits rest on."""

import pandas as pd
import streamlit as st

from pcdash import queries, wording
from pcdash.charts import control_chart
from pcdash.terms import formatting
from pcdash.terms.outcomes import SIGNALS, VARIATIONS
from pcdash.ui import blocks, state
from pcdash.ui.cache import ask
from pcdash.ui.selection import Selection

# Limits of fewer points are trial limits.
_LEAST = 13


def choose_baseline(points: pd.DataFrame) -> int | None:
    """How many points of the newest definition the limits rest on, None for all: `points` as `queries.change.control_chart`.

    There is a choice where a baseline of enough points leaves any to be judged by it.
    """
    own = points[points["segment"] == points["segment"].iloc[-1]]
    ends = list(own["period"].iloc[_LEAST - 1 : -1])
    options = {"": "all points"} | {end: f"the points up to {formatting.period(end)}" for end in ends}
    if len(options) == 1:
        return None
    chosen = state.choose("limits", "The limits rest on", options, "", width=320)
    return list(own["period"]).index(chosen) + 1 if chosen else None


def controlled(chosen: Selection, target: dict | None, baseline: int | None) -> None:
    """The control chart of a monthly or quarterly series that has one; `baseline` as `choose_baseline` gives it."""
    area, indicator = chosen.area, chosen.indicator
    key, unit = indicator["indicator_id"], indicator["unit"]
    points = ask(queries.change.control_chart, key, area, baseline)
    sentences = (
        wording.trends.control_sentence(points),
        wording.trends.baseline_sentence(points, baseline),
        wording.trends.assurance_sentence(points),
    )
    said = " ".join(filter(None, sentences))
    newest, mean = (formatting.with_unit(points[column].iloc[-1], unit) for column in ("value", "mean"))
    blocks.say(said)
    blocks.chart_or_table(
        "control",
        lambda palette: control_chart.control_chart(points, unit=unit, palette=palette, target=target),
        lambda: pd.DataFrame(
            {
                "Period": points["period"].map(formatting.period),
                "Value": [formatting.number(value, unit) for value in points["value"]],
                "Mean": [formatting.number(value, unit) for value in points["mean"]],
                "Limits": [
                    formatting.interval(low, high, unit)
                    for low, high in zip(points["lower_limit"], points["upper_limit"], strict=True)
                ],
                "Says": points["variation"].map(VARIATIONS),
                "Signal": points["signal"].map(SIGNALS).fillna(""),
            }
        ),
        alt=f"Control chart of {indicator['name']} in {area.name}: {newest} where the mean is {mean}. {said}",
        export=points,
        legend=control_chart.legend(points),
        filters=f"area={area.name}; indicator={key}; limits={baseline or 'all'} points",
    )
    st.caption(
        "Control chart: the mean, and the dashed limits of ordinary variation (mean \u2213 2.66 times the mean difference between "
        "neighbours, very large ones left out unless all others are zero; NHS England's Making Data Count). A signal is a point "
        "outside the limits, seven points rising or falling, seven on one side of the mean, or two of three near a limit. Limits "
        "start anew where the definition changes, and are drawn only as far as a figure can go: a share's within 0 and 100%."
    )
