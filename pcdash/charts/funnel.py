"""The funnel: each area's value by how much it rests on, between the lines that chance alone keeps to."""

import math

import altair as alt
import pandas as pd

from pcdash.charts.benchmark import strengths
from pcdash.charts.style import Palette, framed, label_expression, require, sign_encodings, with_signs
from pcdash.terms import formatting

# Sizes that span more than this many times the smallest are drawn on a logarithmic axis, else small areas crowd at its left end.
_LINEAR_SPAN = 20


def funnel(
    rows: pd.DataFrame, lines: pd.DataFrame, *, unit: str, size_title: str, palette: Palette, highlight: str | None = None
) -> alt.LayerChart:
    """Points by size, and the 95% (dashed) and 99.8% (solid) lines around the comparator's value.

    `rows`: area_code, area_name, size, value, lower95, upper95, state, outcome, is_mine; those without a value or a size are left
    out. `lines`: columns of `marts.funnel` around one comparator. `highlight` is an area code to mark by name. Selection "pick".
    """
    require(rows, "area_code", "area_name", "size", "value", "lower95", "upper95", "state", "outcome", "is_mine")
    require(lines, "size", "comparator_value", "lower95", "upper95", "lower99_8", "upper99_8")
    shown = with_signs(rows[(rows["state"] == "value") & rows["size"].notna()]).copy()
    shown["strength"] = strengths(shown, highlight)
    shown["estimate"] = formatting.estimates(shown, unit)
    shown["how_many"] = shown["size"].map(formatting.count)
    shown = shown.sort_values("strength")
    is_log = shown["size"].max() > _LINEAR_SPAN * shown["size"].min()
    # Room on the right for the names of the lines.
    low, high = shown["size"].min() / (1.25 if is_log else 2), shown["size"].max() * (1.5 if is_log else 1.12)
    kept = lines_around(lines, low, high)
    x_scale = alt.Scale(type="log" if is_log else "linear", domain=[low, high], nice=False)
    x_axis = alt.Axis(title=size_title, format=",.0f", grid=False, tickCount=5, labelOverlap=True)
    x = alt.X("size:Q", scale=x_scale, axis=x_axis)
    y_scale = alt.Scale(domain=_extent(shown, kept), nice=unit != "%", zero=False)
    axis = alt.Axis(title=None, labelExpr=label_expression(unit), tickCount=6)
    tooltip = [
        alt.Tooltip("area_name:N", title="Area"),
        alt.Tooltip("estimate:N", title="Value (95% interval)"),
        alt.Tooltip("how_many:N", title=size_title),
        alt.Tooltip("sign:N", title="Compared"),
    ]
    ground = alt.Chart(kept[["size", "comparator_value", "lower95", "upper95", "lower99_8", "upper99_8"]].round(4))
    drawn = [
        ground.mark_line(clip=True, strokeWidth=1.5, strokeDash=dash, color=palette.muted).encode(
            x=x, y=alt.Y(f"{column}:Q", scale=y_scale, axis=axis)
        )
        for column, dash in (("lower95", [5, 4]), ("upper95", [5, 4]), ("lower99_8", [1, 0]), ("upper99_8", [1, 0]))
    ]
    centre = ground.mark_line(clip=True, strokeWidth=1.5, color=palette.ink).encode(
        x=x, y=alt.Y("comparator_value:Q", scale=y_scale, axis=axis)
    )
    pick = alt.selection_point(name="pick", fields=["area_code"], on="click", clear=False)
    columns = ["area_code", "area_name", "size", "value", "estimate", "how_many", "sign", "strength"]
    points = (
        alt.Chart(shown[columns])
        .mark_point(size=95, strokeWidth=2)
        .encode(
            x=x,
            y=alt.Y("value:Q", scale=y_scale, axis=axis),
            opacity=alt.Opacity("strength:Q", scale=None, legend=None),
            tooltip=tooltip,
            **sign_encodings(shown["sign"], palette),
        )
        .add_params(pick)
    )
    named = shown.loc[shown["area_code"] == highlight, ["size", "value", "area_name"]]
    is_right = bool((named["size"] > (math.sqrt(low * high) if is_log else (low + high) / 2)).any())
    label = alt.Chart(named.assign(words="\u25ba " + named["area_name"])).mark_text(
        dy=-14, fontSize=13, fontWeight="bold", color=palette.ink, align="right" if is_right else "left"
    )
    layers = [*drawn, centre, *_line_names(kept, high, y_scale, axis, palette), points]
    if len(named):
        layers.append(label.encode(x=x, y=alt.Y("value:Q", scale=y_scale, axis=axis), text=alt.Text("words:N")))
    return framed(alt.layer(*layers), palette, height=460)


def lines_around(lines: pd.DataFrame, low: float, high: float) -> pd.DataFrame:
    """The part of the lines from one size to another, with a step to spare on either side."""
    first, last = lines.loc[lines["size"] <= low, "size"].max(), lines.loc[lines["size"] >= high, "size"].min()
    return lines[lines["size"].between(0 if pd.isna(first) else first, float("inf") if pd.isna(last) else last)]


def _extent(shown: pd.DataFrame, kept: pd.DataFrame) -> list[float]:
    """All points, and the lines as they are at the middle size: where they open wider they leave the plot."""
    around = kept[kept["size"] >= shown["size"].median()]
    low = [shown["value"].min(), around["lower99_8"].min()]
    high = [shown["value"].max(), around["upper99_8"].max()]
    room = 0.06 * (max(high) - min(low)) or 1
    return [float(max(min(low) - room, min(0, min(low)))), float(max(high) + room)]


def _line_names(kept: pd.DataFrame, high: float, y_scale: alt.Scale, axis: alt.Axis, palette: Palette) -> list[alt.Chart]:
    """Each upper line named at the right edge, beyond the last point: the outer above itself, the inner below."""
    end = kept.iloc[[(kept["size"] - high).abs().argmin()]]
    names = (("upper99_8", "99.8%", -4, "bottom"), ("upper95", "95%", 4, "top"))
    return [
        alt.Chart(end.assign(words=words)[[column, "words"]])
        .mark_text(align="right", dy=lift, fontSize=12, color=palette.muted, baseline=baseline)
        .encode(x=alt.XValue("width"), y=alt.Y(f"{column}:Q", scale=y_scale, axis=axis), text=alt.Text("words:N"))
        for column, words, lift, baseline in names
    ]
