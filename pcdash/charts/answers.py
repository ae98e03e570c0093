"""Diverging bars: how people answered, positive answers to the right of 0 and all others to the left, one row each."""

import json
import textwrap

import altair as alt
import pandas as pd

from pcdash.charts.style import FRAME_HEIGHT, Palette, framed, require, sign_encodings, with_signs
from pcdash.terms import formatting

ROW_HEIGHT = 32
_LETTERS = 24
# From the left end of a bar to its right end, and how strongly each is coloured.
TONES = {"most negative": 0.62, "negative": 0.3, "middle": 0.3, "positive": 0.3, "most positive": 0.62}


def diverging(rows: pd.DataFrame, bars: pd.DataFrame, *, palette: Palette) -> alt.LayerChart:
    """One row each: its answers as a bar, the positive share as a sign with its interval, and the comparator's share as a tick.

    `rows`, in order: key, label, group (a heading above the first row of each group; empty for none), value, lower95, upper95,
    state, outcome, comparator_name, comparator_value; percentages. `bars`: key, answer, tone (one of `TONES`), percentage, start,
    finish. The right end of a bar is the row's value, so that bar, sign and tick share one axis. Rows without a value stay empty.
    """
    require(rows, "key", "label", "group", "value", "lower95", "upper95", "state", "outcome", "comparator_value")
    require(bars, "key", "answer", "tone", "percentage", "start", "finish")
    shown = with_signs(rows).copy()
    shown["estimate"] = formatting.estimates(shown, "%")
    shown["against"] = [formatting.number(value, "%") for value in shown["comparator_value"]]
    names = _labels(shown)
    lines = {key: _wrapped(label) for key, label in names.items()}
    folded = [key for key, parts in lines.items() if len(parts) > 1]
    y = alt.Y(
        "key:N",
        sort=list(names),
        scale=alt.Scale(domain=list(names)),
        title=None,
        axis=alt.Axis(
            labelExpr=f"({json.dumps(lines)})[datum.value]",
            labelLineHeight=13,
            # Lines hang from the first; two of them are centred on their row.
            labelOffset={"condition": {"test": f"indexof({json.dumps(folded)}, datum.value) >= 0", "value": -6}, "value": 0},
            labelFontWeight={"condition": {"test": "substring(datum.value, 0, 1) === '#'", "value": "bold"}, "value": "normal"},
            labelLimit=215,
            labelFontSize=12,
            ticks=False,
            domain=False,
        ),
    )
    left = min([float(bars["start"].min()) if len(bars) else 0.0, -20.0])
    x_scale = alt.Scale(domain=[10 * (left // 10), 100], nice=False, zero=False)
    axis = alt.Axis(orient="top", title="\u2190 others \u00b7 positive \u2192", labelExpr="abs(datum.value) + '%'", tickCount=7)
    x = alt.X("value:Q", scale=x_scale, axis=axis)
    layers = [
        *_bars(bars, y, x_scale, axis, palette),
        alt.Chart(pd.DataFrame({"value": [0]})).mark_rule(color=palette.ink, strokeWidth=1.5).encode(x=x),
        *_signs(shown[shown["state"] == "value"], y, x_scale, axis, palette),
    ]
    return framed(alt.layer(*layers), palette, height=FRAME_HEIGHT + 16 + ROW_HEIGHT * len(names))


def _labels(shown: pd.DataFrame) -> dict[str, str]:
    """Label by key, in order, with a heading of its own (key starting with #) before each group."""
    names: dict[str, str] = {}
    for row in shown.itertuples():
        if row.group and f"#{row.group}" not in names:
            names[f"#{row.group}"] = row.group
        names[row.key] = row.label
    return names


def _wrapped(label: str) -> list[str]:
    """A label in lines: each line break kept, long lines folded, so that a phone has room for the bars."""
    return [part for line in label.split("\n") for part in textwrap.wrap(line, _LETTERS) or [""]][:2]


def _bars(bars: pd.DataFrame, y: alt.Y, scale: alt.Scale, axis: alt.Axis, palette: Palette) -> list[alt.Chart]:
    """The segments, each with its percentage where it is wide enough to hold the number."""
    colours = {tone: _colour(tone, palette) for tone in TONES}
    parts = bars.assign(
        shown=[formatting.number(value, "%") for value in bars["percentage"]],
        written=bars["percentage"].map(formatting.count),
        # The last number to the right keeps away from the interval at the bar's end.
        place=bars["start"]
        + (bars["percentage"] / 2).where(bars["tone"] != "most positive", (bars["percentage"] / 2).clip(upper=5)),
        strength=bars["tone"].map(TONES),
    )
    base = alt.Chart(parts)
    wide = scale.to_dict()["domain"]
    room = f"(datum.finish - datum.start) / {wide[1] - wide[0]} * width > 22 ? 1 : 0"
    return [
        base.mark_bar(height=18, stroke=palette.paper, strokeWidth=1).encode(
            y=y,
            x=alt.X("start:Q", scale=scale, axis=axis),
            x2=alt.X2("finish:Q"),
            color=alt.Color("tone:N", scale=alt.Scale(domain=list(colours), range=list(colours.values())), legend=None),
            opacity=alt.Opacity("strength:Q", scale=None, legend=None),
            tooltip=[alt.Tooltip("answer:N", title="Answer"), alt.Tooltip("shown:N", title="Share")],
        ),
        base.mark_text(fontSize=11, color=palette.ink, opacity=alt.expr(room)).encode(
            y=y, x=alt.X("place:Q", scale=scale, axis=axis), text=alt.Text("written:N")
        ),
    ]


def _signs(shown: pd.DataFrame, y: alt.Y, scale: alt.Scale, axis: alt.Axis, palette: Palette) -> list[alt.Chart]:
    """The comparator's tick, the interval and the sign at the end of each bar."""
    tooltip = [
        alt.Tooltip("label:N", title="Row"),
        alt.Tooltip("estimate:N", title="Positive answers (95% interval)"),
        alt.Tooltip("against:N", title="Comparator"),
        alt.Tooltip("sign:N", title="Compared"),
    ]
    base, against = alt.Chart(shown), shown.dropna(subset=["comparator_value"])
    layers = [
        base.mark_rule(strokeWidth=2.5, color=palette.ink).encode(
            y=y, x=alt.X("lower95:Q", scale=scale, axis=axis), x2=alt.X2("upper95:Q"), tooltip=tooltip
        ),
        base.mark_point(size=80, strokeWidth=2, opacity=1).encode(
            y=y, x=alt.X("value:Q", scale=scale, axis=axis), tooltip=tooltip, **sign_encodings(shown["sign"], palette)
        ),
    ]
    if len(against):
        tick = alt.Chart(against).mark_tick(color=palette.ink, thickness=2.5, size=24)
        layers.insert(0, tick.encode(x=alt.X("comparator_value:Q", scale=scale, axis=axis), y=y, tooltip=tooltip))
    return layers if shown["lower95"].notna().any() else layers[:-2] + layers[-1:]


def _colour(tone: str, palette: Palette) -> str:
    if tone == "middle":
        return palette.similar
    return palette.better if "positive" in tone else palette.worse
