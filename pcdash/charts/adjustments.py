"""QOF achievement with and without personalised care adjustments: two marks per indicator, the distance is what they make."""

import altair as alt
import pandas as pd

from pcdash import formatting
from pcdash.charts.style import Palette, framed, require

ROW_HEIGHT = 40
_IS_WIDE = "width > 760"
_LEFT, _RIGHT = f"({_IS_WIDE} ? 250 : 6)", f"({_IS_WIDE} ? width - 190 : width - 6)"


def adjustments(rows: pd.DataFrame, *, palette: Palette) -> alt.LayerChart:
    """A filled circle for the quality figure, a hollow one net of adjustments, a tick for England's quality figure.

    `rows`: columns of `queries.adjustments`, all in per cent.
    """
    require(rows, "indicator_id", "name", "short_name", "period", "value", "value_england", "net", "rate", "rate_england")
    shown = rows[["indicator_id", "name", "period", "value", "value_england", "net", "rate", "rate_england"]].copy()
    usual = shown["period"].value_counts().index[0]
    shown["label"] = [
        name if period == usual else f"{name}, {period}" for name, period in zip(rows["short_name"], rows["period"], strict=True)
    ]
    for column in ("value", "value_england", "net", "rate", "rate_england"):
        shown[f"{column}_text"] = [formatting.number(value, "%") for value in rows[column]]
    shown["adjusted"] = [
        f"adjusted {rate} (England {england})" for rate, england in zip(shown["rate_text"], shown["rate_england_text"], strict=True)
    ]
    heads = pd.DataFrame([{"indicator_id": "#", "label": usual, "adjusted": "Adjustment rate"}])
    order = ["#", *shown["indicator_id"]]
    y = alt.Y("indicator_id:N", scale=alt.Scale(domain=order, paddingInner=0, paddingOuter=0), axis=None)
    scale = alt.Scale(domain=[0, 100], nice=False, rangeMin=alt.expr(_LEFT), rangeMax=alt.expr(_RIGHT))
    base = alt.Chart(shown).encode(y=y)
    lower, upper = alt.expr(f"{_IS_WIDE} ? 0 : 9"), alt.expr(f"{_IS_WIDE} ? 0 : -9")

    def x(column: str) -> alt.X:
        axis = alt.Axis(values=[0, 25, 50, 75, 100], labelExpr="datum.value + '%'", orient="top", title=None, domain=False)
        return alt.X(f"{column}:Q", scale=scale, axis=axis)

    def text(frame: alt.Chart, column: str, end: str, align: str, **style: object) -> alt.Chart:
        mark = frame.mark_text(align=align, baseline="middle", **({"fontSize": 13, "color": palette.ink, "dy": upper} | style))
        return mark.encode(x=alt.value(alt.expr(end)), text=f"{column}:N")

    tooltip = [
        alt.Tooltip("name:N", title="Indicator"),
        alt.Tooltip("period:N", title="Year"),
        alt.Tooltip("value_text:N", title="Quality figure"),
        alt.Tooltip("value_england_text:N", title="England, quality figure"),
        alt.Tooltip("net_text:N", title="Net of adjustments"),
        alt.Tooltip("rate_text:N", title="Adjustment rate"),
        alt.Tooltip("rate_england_text:N", title="England, rate"),
    ]
    point = {"size": 110, "strokeWidth": 2, "opacity": 1, "yOffset": lower}
    head = alt.Chart(heads).encode(y=y)
    layers = [
        base.mark_rule(color=palette.muted, strokeWidth=2, yOffset=lower).encode(x=x("value"), x2="net"),
        base.mark_tick(orient="vertical", size=20, thickness=2, color=palette.ink, yOffset=lower).encode(x=x("value_england")),
        base.mark_point(fill=palette.paper, stroke=palette.muted, **point).encode(x=x("net"), tooltip=tooltip),
        base.mark_point(fill=palette.ink, stroke=palette.ink, **point).encode(x=x("value"), tooltip=tooltip),
        text(base, "label", "0", "left", limit=alt.expr(f"{_IS_WIDE} ? 240 : width - 160")),
        text(base, "adjusted", "width", "right", color=palette.muted, fontSize=12),
        text(head, "label", "0", "left", fontWeight="bold", fontSize=14, dy=0),
    ]
    return framed(alt.layer(*layers).properties(height=ROW_HEIGHT * len(order)), palette)
