"""Lines over time: an area with its interval, its comparator, and the breaks where a definition changed."""

import json

import altair as alt
import pandas as pd

from pcdash import formatting
from pcdash.charts.style import Palette, framed, label_expression, require


def trend(series: pd.DataFrame, *, unit: str, palette: Palette, focus: str, baseline: str | None = None) -> alt.LayerChart:
    """The focus area as a thick line with its 95% band, every other series as a thin labelled line.

    `series`: area_name, period, period_end, value, lower95, upper95, state, segment, break_reason; one row per area and period.
    Years stand at their true distance. Lines stop where a definition changes, and a dashed rule marks the period. `focus` names
    the area in focus, `baseline` a period to mark.
    """
    require(series, "area_name", "period", "period_end", "value", "lower95", "upper95", "state", "segment", "break_reason")
    points = series[series["state"] == "value"].copy()
    points["shown"] = points["period"].map(formatting.period)
    points["estimate"] = [formatting.estimate(row.value, row.lower95, row.upper95, unit) for row in points.itertuples()]
    points["line"] = points["area_name"] + " " + points["segment"].astype(str)
    points["year"] = (points["period_end"].dt.year + points["period_end"].dt.day_of_year / 366).round(3)
    x = alt.X("year:Q", title=None, axis=_time_axis(points), scale=alt.Scale(zero=False, nice=False, padding=28))
    scale = alt.Scale(zero=False, nice=True, padding=10)
    y = alt.Y("value:Q", scale=scale, title=None, axis=alt.Axis(labelExpr=label_expression(unit), tickCount=6))
    tooltip = [
        alt.Tooltip("area_name:N", title="Area"),
        alt.Tooltip("shown:N", title="Period"),
        alt.Tooltip("estimate:N", title="Value (95% interval)"),
    ]
    mine, others = points[points["area_name"] == focus], points[points["area_name"] != focus]
    band = mine.dropna(subset=["lower95", "upper95"])
    layers = [
        alt.Chart(others)
        .mark_line(strokeWidth=1.5, color=palette.muted, point=alt.OverlayMarkDef(size=20, color=palette.muted))
        .encode(x=x, y=y, detail="line:N", tooltip=tooltip),
        alt.Chart(mine)
        .mark_line(strokeWidth=3.5, color=palette.better, point=alt.OverlayMarkDef(size=70, color=palette.better))
        .encode(x=x, y=y, detail="line:N", tooltip=tooltip),
        *_names(points, focus, x, y, palette),
        *_marked(points, x, palette, baseline),
    ]
    if len(band):
        limits = {"y": alt.Y("lower95:Q", scale=scale, title=None), "y2": "upper95:Q"}
        layers.insert(0, alt.Chart(band).mark_area(opacity=0.18, color=palette.better).encode(x=x, **limits, detail="line:N"))
    return framed(alt.layer(*layers).properties(height=360), palette)


def _time_axis(points: pd.DataFrame) -> alt.Axis:
    """Ticks where there are points, labelled as the NHS writes periods; long series label every few."""
    ticks = points.drop_duplicates("year").sort_values("year")
    step = -(-len(ticks) // 14)
    labelled = ticks.iloc[::-1].iloc[::step]
    names = {str(row.year): row.shown for row in labelled.itertuples()}
    expression = f"({json.dumps(names)})[datum.value]"
    return alt.Axis(values=list(labelled["year"]), labelExpr=expression, grid=False, labelOverlap=True)


def _names(points: pd.DataFrame, focus: str, x: alt.X, y: alt.Y, palette: Palette) -> list[alt.Chart]:
    """The name of each series above its last point, instead of a legend; the lower of two close ones goes below its line."""
    last = points.sort_values("period_end").groupby("area_name").tail(1).sort_values("value", ascending=False)
    layers = []
    for place, row in enumerate(last.itertuples()):
        style = {"fontWeight": "bold", "color": palette.better} if row.area_name == focus else {"color": palette.muted}
        below = place == len(last) - 1 and len(last) > 1
        text = alt.Chart(last[last["area_name"] == row.area_name])
        layers.append(
            text.mark_text(align="right", dx=6, dy=20 if below else -14, fontSize=13, **style).encode(x=x, y=y, text="area_name:N")
        )
    return layers


def _marked(points: pd.DataFrame, x: alt.X, palette: Palette, baseline: str | None) -> list[alt.Chart]:
    """A dashed rule at each changed definition and a dotted one at the baseline, each with its words at the top."""
    breaks = points.dropna(subset="break_reason").drop_duplicates("period").assign(words="definition changed")
    start = points[points["period"] == baseline].drop_duplicates("period").assign(words="baseline")
    layers = []
    for rows, dash in ((breaks, [6, 4]), (start, [2, 3])):
        if len(rows):
            base = alt.Chart(rows)
            layers.append(base.mark_rule(strokeDash=dash, color=palette.muted).encode(x=x))
            words = base.mark_text(align="left", dx=4, fontSize=12, color=palette.muted)
            layers.append(words.encode(x=x, y=alt.value(8), text="words:N"))
    return layers
