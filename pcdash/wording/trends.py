"""What a series says: its recent trend, and its newest point against ordinary variation."""

import pandas as pd

from pcdash import formatting


def trend_sentence(recent_trend: str) -> str:
    """The recent trend in words; empty where it cannot be calculated."""
    words = {
        "getting_better": "It has been getting better over the last five years.",
        "getting_worse": "It has been getting worse over the last five years.",
        "increasing": "It has been increasing over the last five years.",
        "decreasing": "It has been decreasing over the last five years.",
        "no_change": "Over the last five years there is no clear trend.",
    }
    return words.get(recent_trend, "")


def control_sentence(chart: pd.DataFrame) -> str:
    """What the newest point of a control chart says; `chart` as `queries.control_chart`."""
    last = chart.iloc[-1]
    says = formatting.VARIATIONS[last["variation"]].lower()
    why = "" if formatting.is_missing(last["signal"]) else f", {formatting.SIGNALS[last['signal']].lower()}"
    trial = " The limits are trial limits: fewer than 13 points stand behind them." if last["is_trial"] else ""
    return f"Newest point, {formatting.period(last['period'])}: {says}{why}.{trial}"
