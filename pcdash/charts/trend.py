"""Lines over time: an area with its interval, its comparator, and the breaks where a definition changed."""

import altair as alt
import pandas as pd

from pcdash import formatting
from pcdash.charts.style import Palette, framed, require


def trend(series: pd.DataFrame, *, unit: str, palette: Palette, focus: str, baseline: str | None = None) -> alt.LayerChart:
    """The focus area as a thick line with its 95% band, every other series as a thin labelled line.

    `series`: area_name, period, period_end, value, lower95, upper95, state, segment, break_reason; one row per area and period.
    Lines stop where a definition changes; a dashed rule marks the period. `focus` names the area in focus, `baseline` a period
    to mark.
    """
    require(series, "area_name", "period", "period_end", "value", "lower95", "upper95", "state", "segment", "break_reason")
    points = series[series["state"] == "value"].copy()
    points["shown"] = points["period"].map(formatting.period)
    points["estimate"] = [formatting.estimate(row.value, row.lower95, row.upper95, unit) for row in points.itertuples()]
    points["line"] = points["area_name"] + " " + points["segment"].astype(str)
    order = list(points.sort_values("period_end")["shown"].drop_duplicates())
    x = alt.X("shown:O", sort=order, title=None, axis=alt.Axis(labelAngle=0 if len(order) <= 9 else -45, labelOverlap=True))
    scale = alt.Scale(zero=False, nice=True, padding=10)
    y = alt.Y("value:Q", scale=scale, title=None, axis=alt.Axis(labelExpr=_label_expression(unit), tickCount=6))
    tooltip = [
        alt.Tooltip("area_name:N", title="Area"),
        alt.Tooltip("shown:N", title="Period"),
        alt.Tooltip("estimate:N", title="Value (95% interval)"),
    ]
    mine, others = points[points["area_name"] == focus], points[points["area_name"] != focus]
    layers = [
        alt.Chart(mine)
        .mark_area(opacity=0.18, color=palette.better)
        .encode(x=x, y=alt.Y("lower95:Q", scale=scale, title=None), y2="upper95:Q", detail="line:N"),
        alt.Chart(others)
        .mark_line(strokeWidth=1.5, color=palette.muted, point=alt.OverlayMarkDef(size=20, color=palette.muted))
        .encode(x=x, y=y, detail="line:N", tooltip=tooltip),
        alt.Chart(mine)
        .mark_line(strokeWidth=3.5, color=palette.better, point=alt.OverlayMarkDef(size=70, color=palette.better))
        .encode(x=x, y=y, detail="line:N", tooltip=tooltip),
        _names(points, focus, x, y, palette),
    ]
    layers += _marked(points, x, palette, baseline)
    return framed(alt.layer(*layers).properties(height=380), palette)


def _names(points: pd.DataFrame, focus: str, x: alt.X, y: alt.Y, palette: Palette) -> alt.LayerChart:
    """The name of each series above its last point, instead of a legend."""
    last = points.sort_values("period_end").groupby("area_name").tail(1)
    text = {"align": "right", "dy": -14, "fontSize": 13}
    return alt.layer(
        alt.Chart(last[last["area_name"] == focus])
        .mark_text(**text, fontWeight="bold", color=palette.better)
        .encode(x=x, y=y, text="area_name:N"),
        alt.Chart(last[last["area_name"] != focus]).mark_text(**text, color=palette.muted).encode(x=x, y=y, text="area_name:N"),
    )


def _marked(points: pd.DataFrame, x: alt.X, palette: Palette, baseline: str | None) -> list[alt.Chart]:
    """A dashed rule at each changed definition and a dotted one at the baseline, each with its words at the top."""
    breaks = points.dropna(subset="break_reason").drop_duplicates("period").assign(words="definition changed")
    layers = []
    start = points[points["period"] == baseline].drop_duplicates("period").assign(words="baseline") if baseline else points.iloc[:0]
    for rows, dash in ((breaks, [6, 4]), (start, [2, 3])):
        if len(rows):
            base = alt.Chart(rows)
            layers.append(base.mark_rule(strokeDash=dash, color=palette.muted).encode(x=x))
            layers.append(
                base.mark_text(align="left", dx=4, fontSize=12, color=palette.muted).encode(x=x, y=alt.value(8), text="words:N")
            )
    return layers


def _label_expression(unit: str) -> str:
    return "format(datum.value, ',') + '%'" if unit == "%" else "format(datum.value, ',')"
