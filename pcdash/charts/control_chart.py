"""The control chart: a monthly or quarterly series, its mean and limits, and the points beyond ordinary variation."""

import altair as alt
import pandas as pd

from pcdash.charts.style import Palette, framed, label_expression, require, value_scale
from pcdash.charts.trend import target_marks
from pcdash.terms import formatting
from pcdash.terms.gaps import stretches
from pcdash.terms.outcomes import SIGNALS, VARIATIONS

_OUTCOME = {"improvement": "better", "concern": "worse", "neutral": "higher"}


def control_chart(points: pd.DataFrame, *, unit: str, palette: Palette, target: dict | None = None) -> alt.LayerChart:
    """Points joined within a segment and not over a gap, mean as a solid and limits as dashed lines; signals differ in colour and
    in shape.

    `points`: columns of `marts.control_chart` of one indicator and area, oldest first; `target` has keys of `marts.target`.
    """
    require(points, "period", "period_end", "segment", "value", "mean", "lower_limit", "upper_limit", "variation", "signal")
    shown = points.copy()
    shown["when"] = shown["period"].map(formatting.period)
    shown["figure"] = [formatting.number(value, unit) for value in shown["value"]]
    shown["says"] = shown["variation"].map(VARIATIONS)
    shown["stretch"] = stretches(shown["period"], shown["segment"])
    shown["why"] = shown["signal"].map(SIGNALS).fillna("No signal")
    years = alt.Axis(format="%Y", tickCount="year", grid=False, labelOverlap=True)
    x = alt.X("period_end:T", title=None, scale=alt.Scale(padding=14), axis=years)
    scale = value_scale(unit, padding=10)
    axis = alt.Axis(labelExpr=label_expression(unit), tickCount=6)
    y = alt.Y("value:Q", title=None, scale=scale, axis=axis)
    drawn = ["period_end", "segment", "stretch", "value", "mean", "lower_limit", "upper_limit", "when", "figure", "says", "why"]
    base = alt.Chart(shown[drawn])
    tooltip = [
        alt.Tooltip("when:N", title="Period"),
        alt.Tooltip("figure:N", title="Value"),
        alt.Tooltip("says:N", title="Says"),
        alt.Tooltip("why:N", title="Signal"),
    ]
    said = {name: VARIATIONS[name] for name in VARIATIONS if (shown["variation"] == name).any()}
    colours = [_colour(name, palette) for name in said]
    shapes = [_shape(name) for name in said]
    layers = [
        *target_marks(target, y, unit, palette, shown["value"].iloc[0]),
        *(
            base.mark_line(strokeDash=dash, strokeWidth=1.2, color=palette.muted, interpolate="linear").encode(
                x=x, y=alt.Y(f"{column}:Q", title=None, scale=scale), detail=alt.Detail("segment:N")
            )
            for column, dash in (("lower_limit", [5, 4]), ("mean", [1, 0]), ("upper_limit", [5, 4]))
        ),
        base.mark_line(strokeWidth=1.5, color=palette.similar).encode(x=x, y=y, detail=alt.Detail("stretch:N")),
        base.mark_point(size=55, opacity=1, filled=True, strokeWidth=1.5).encode(
            x=x,
            y=y,
            color=alt.Color("says:N", scale=alt.Scale(domain=list(said.values()), range=colours), legend=None),
            shape=alt.Shape("says:N", scale=alt.Scale(domain=list(said.values()), range=shapes), legend=None),
            tooltip=tooltip,
        ),
    ]
    return framed(alt.layer(*layers), palette, height=320)


def legend(points: pd.DataFrame) -> str:
    """Sign and word of each kind of variation among the points, as the page's own text."""
    glyphs = {"circle": "\u25cf", "triangle-up": "\u25b2", "triangle-down": "\u25bc"}
    colours = {"improvement": "blue", "concern": "orange", "neutral": "violet", "common": "gray"}
    return "\u2003".join(
        f":{colours[name.partition('_')[0]]}[{glyphs[_shape(name)]}]\u00a0{words.replace(' ', chr(0xA0))}"
        for name, words in VARIATIONS.items()
        if (points["variation"] == name).any()
    )


def _colour(variation: str, palette: Palette) -> str:
    return getattr(palette, _OUTCOME.get(variation.partition("_")[0], "similar"))


def _shape(variation: str) -> str:
    if variation == "common_cause":
        return "circle"
    return "triangle-up" if variation.endswith("high") else "triangle-down"
