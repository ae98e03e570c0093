"""The ranked list beside a map, or in its place: every area, highest first, with its interval; the chosen one on a band."""

import math

import altair as alt
import pandas as pd

from pcdash.charts.linked import IS_LIT, picker, pointer
from pcdash.charts.map_classes import Classes, described, mark_layers
from pcdash.charts.map_layers import GROUP, SPOKEN
from pcdash.charts.style import FRAME_HEIGHT, Palette, framed, label_expression, require

# Rows of a short list have more room, those of a long one less: up to so many rows, so many pixels each.
_ROW_HEIGHTS = ((10, 32), (22, 22), (math.inf, 17))
_CHOSEN = "\u25b6 "


def ranked_list(rows: pd.DataFrame, *, classes: Classes, palette: Palette, selected: str | None = None) -> alt.LayerChart:
    """Areas in the order of the rows with value and 95% interval, coloured as on the map, and the comparator's value as a line.

    `rows` as for `practice_map`, with lower95, upper95, comparator_name and comparator_value. Areas without a value stand last,
    with the reason in words. A click anywhere in a row gives the selection "pick", as on the map.
    """
    columns = ("area_code", "area_name", "value", "lower95", "upper95", "state", "outcome", "quintile", "comparator_value")
    require(rows, *columns)
    listed = described(rows, classes.unit).assign(chosen=selected or "")
    listed["label"] = _labels(listed, selected)
    needed = ["area_code", "area_name", "chosen", "label", "value", "lower95", "upper95", "state", "fifth", "sign", "estimate"]
    shown = listed[needed]
    tooltip = [
        alt.Tooltip("area_name:N", title="Area"),
        alt.Tooltip("estimate:N", title="Value (95% interval)"),
        alt.Tooltip("sign:N", title="Compared"),
    ]
    y = alt.Y(
        "label:N",
        sort=list(shown["label"]),
        title=None,
        axis=alt.Axis(labelLimit=220, ticks=False, domain=False, labelFontSize=alt.ExprRef("windowSize()[0] < 1200 ? 11 : 12")),
    )
    axis = alt.Axis(orient="top", title=None, labelExpr=label_expression(classes.unit), grid=True, tickCount=4, labelSeparation=8)
    scale = alt.Scale(zero=False, nice=True, padding=8)
    rows_hit = alt.Chart(shown[["area_code", "chosen", "label", "area_name", "estimate", "sign"]])
    bands = rows_hit.mark_rect(
        fill=alt.ExprRef(f"datum.area_code === datum.chosen || {IS_LIT} ? '{palette.faint}' : 'transparent'"),
        cursor="pointer",
        description=SPOKEN,
    ).encode(y=y, x=alt.XValue(0), x2=alt.X2Value("width"), tooltip=tooltip)
    layers = [bands.add_params(picker(), pointer(GROUP)), *_comparator_line(listed, scale, axis, palette)]
    valued = shown[shown["state"] == "value"]
    if valued["lower95"].notna().any():
        intervals = alt.Chart(valued[["area_code", "chosen", "label", "lower95", "upper95"]])
        layers.append(
            intervals.mark_rule(strokeWidth=2, color=palette.muted).encode(
                y=y, x=alt.X("lower95:Q", scale=scale, axis=axis), x2=alt.X2("upper95:Q")
            )
        )
    for group, encodings in mark_layers(valued, classes, palette, legend=False):
        points = alt.Chart(group).mark_point(size=80, strokeWidth=2, opacity=1)
        layers.append(points.encode(y=y, x=alt.X("value:Q", scale=scale, axis=axis), tooltip=tooltip, **encodings))
    absent = shown[shown["state"] != "value"]
    if len(absent):
        reasons = alt.Chart(absent[["label", "estimate"]]).mark_text(align="left", dx=4, fontSize=12, color=palette.muted)
        layers.append(reasons.encode(y=y, x=alt.XValue(0), text=alt.Text("estimate:N")))
    chart = alt.layer(*layers).resolve_scale(fill="independent", stroke="independent", shape="independent")
    row = next(height for most, height in _ROW_HEIGHTS if len(shown) <= most)
    return framed(chart, palette, height=FRAME_HEIGHT + row * max(len(shown), 2))


def _comparator_line(rows: pd.DataFrame, scale: alt.Scale, axis: alt.Axis, palette: Palette) -> list[alt.Chart]:
    """A line where all rows share one comparator value; a tick in every row where each has its own."""
    against = rows.dropna(subset="comparator_value")
    if against.empty:
        return []
    x = alt.X("comparator_value:Q", scale=scale, axis=axis)
    if against["comparator_value"].nunique() == 1:
        return [alt.Chart(against[["comparator_value"]].iloc[:1]).mark_rule(color=palette.ink, strokeWidth=1.5).encode(x=x)]
    ticks = alt.Chart(against[["label", "comparator_value"]]).mark_tick(color=palette.ink, thickness=2, size=16)
    return [ticks.encode(x=x, y=alt.Y("label:N", sort=list(rows["label"])))]


def _labels(rows: pd.DataFrame, selected: str | None) -> list[str]:
    """Names, made unique by code where two areas share one; the chosen one carries an arrow, a sign without colour."""
    repeated = rows["area_name"].duplicated(keep=False)
    names = rows["area_name"].where(~repeated, rows["area_name"] + " (" + rows["area_code"] + ")")
    return [_CHOSEN + name if code == selected else name for name, code in zip(names, rows["area_code"], strict=True)]
