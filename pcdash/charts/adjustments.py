"""QOF achievement with and without personalised care adjustments: two marks per indicator, the distance is what they make."""

import altair as alt
import pandas as pd

from pcdash.charts.style import Palette, framed, require
from pcdash.terms import formatting

ROW_HEIGHT = 40
_IS_WIDE = "width > 760"
_LEFT, _RIGHT = f"({_IS_WIDE} ? 300 : 44)", f"({_IS_WIDE} ? width - 260 : width - 52)"
_FIGURES = ("value", "value_england", "net", "rate", "rate_england")


def adjustments(rows: pd.DataFrame, *, palette: Palette) -> alt.LayerChart:
    """A filled circle on its 95% interval for the quality figure, a hollow one net of adjustments, a tick for England's figure.

    `rows`: columns of `queries.adjustments`, all in per cent.
    """
    require(rows, "indicator_id", "name", "short_name", "period", "rate_outcome", "value_lower95", "value_upper95", *_FIGURES)
    shown = _shown(rows)
    head = {"indicator_id": "#", "label": rows["period"].value_counts().index[0], "adjusted": "Adjustment rate"}
    legend = "\u25cf quality figure   \u25cb net of adjustments   | England, quality figure"
    lines = pd.concat([pd.DataFrame([head | {"legend": legend}]), shown])
    y = alt.Y("indicator_id:N", scale=alt.Scale(domain=list(lines["indicator_id"]), paddingInner=0, paddingOuter=0), axis=None)
    base, heads = (alt.Chart().encode(y=y).transform_filter(f"{sign}datum.legend") for sign in ("!", ""))
    lower, upper = alt.expr(f"{_IS_WIDE} ? 0 : 9"), alt.expr(f"{_IS_WIDE} ? 0 : -9")
    middle = alt.expr(f"({_LEFT} + {_RIGHT}) / 2")

    def text(chart: alt.Chart, column: str, x: object, align: str, **style: object) -> alt.Chart:
        mark = chart.mark_text(align=align, baseline="middle", **({"fontSize": 13, "color": palette.ink, "dy": upper} | style))
        return mark.encode(x=x, text=alt.Text(column, type="nominal"))

    start, end = alt.XValue(0), alt.XValue(alt.expr("width"))
    halo = {"stroke": palette.paper, "strokeWidth": 4}
    size = alt.expr(f"{_IS_WIDE} ? 13 : 12")
    point = {"size": 110, "strokeWidth": 2, "opacity": 1, "yOffset": lower}
    layers = [
        base.mark_bar(height=12, color=palette.faint, yOffset=lower).encode(x=_x("value_lower95"), x2=alt.X2("value_upper95")),
        base.mark_rule(color=palette.muted, strokeWidth=2, yOffset=lower).encode(x=_x("value"), x2=alt.X2("net")),
        base.mark_tick(orient="vertical", size=20, thickness=2, color=palette.ink, yOffset=lower).encode(x=_x("value_england")),
        base.mark_point(fill=palette.paper, stroke=palette.muted, **point).encode(x=_x("net"), tooltip=_tooltip()),
        base.mark_point(fill=palette.ink, stroke=palette.ink, **point).encode(x=_x("value"), tooltip=_tooltip()),
        text(base, "value_text", _x("value"), "right", dx=-9, dy=lower, fontSize=12, **halo),
        text(base, "value_text", _x("value"), "right", dx=-9, dy=lower, fontSize=12),
        text(base, "net_text", _x("net"), "left", dx=9, dy=lower, fontSize=12, color=palette.muted),
        text(base, "label", start, "left", fontSize=size, limit=alt.expr(f"{_IS_WIDE} ? 250 : width - 135")),
        text(base, "adjusted", end, "right", color=palette.muted, opacity=alt.expr(f"{_IS_WIDE} ? 1 : 0")),
        text(base, "brief", end, "right", color=palette.muted, fontSize=12, opacity=alt.expr(f"{_IS_WIDE} ? 0 : 1")),
        text(heads, "label", start, "left", fontWeight="bold", fontSize=14),
        text(heads, "adjusted", end, "right", fontWeight="bold"),
        text(heads, "legend", alt.XValue(middle), "center", dy=lower, fontSize=12, color=palette.muted),
    ]
    return framed(alt.layer(*layers, data=lines), palette, height=ROW_HEIGHT * len(lines))


def _shown(rows: pd.DataFrame) -> pd.DataFrame:
    """Figures as text beside the numbers; a year is named where it is not the one that most figures are of."""
    shown = rows[["indicator_id", "name", "period", "value_lower95", "value_upper95", *_FIGURES]].copy()
    usual = rows["period"].value_counts().index[0]
    shown["label"] = [
        name if period == usual else f"{name}, {period}" for name, period in zip(rows["short_name"], rows["period"], strict=True)
    ]
    for column in _FIGURES:
        shown[f"{column}_text"] = [formatting.number(value, "%") for value in rows[column]]
    shown["estimate"] = [formatting.estimate(row.value, row.value_lower95, row.value_upper95, "%") for row in rows.itertuples()]
    words = rows["rate_outcome"].map({"higher": ", higher", "lower": ", lower"}).fillna("")
    beside = " (England " + shown["rate_england_text"] + ")"
    shown["adjusted"], shown["brief"] = shown["rate_text"] + words + beside, shown["rate_text"] + beside
    return shown


def _x(column: str) -> alt.X:
    scale = alt.Scale(domain=[0, 100], nice=False, rangeMin=alt.expr(_LEFT), rangeMax=alt.expr(_RIGHT))
    axis = alt.Axis(values=[0, 50, 100], labelExpr="datum.value + '%'", orient="top", title=None, domain=False, ticks=False)
    return alt.X(column, type="quantitative", scale=scale, axis=axis)


def _tooltip() -> list[alt.Tooltip]:
    return [
        alt.Tooltip("name:N", title="Indicator"),
        alt.Tooltip("period:N", title="Year"),
        alt.Tooltip("estimate:N", title="Quality figure (95% interval)"),
        alt.Tooltip("value_england_text:N", title="England, quality figure"),
        alt.Tooltip("net_text:N", title="Net of adjustments"),
        alt.Tooltip("rate_text:N", title="Adjustment rate"),
        alt.Tooltip("rate_england_text:N", title="England, adjustment rate"),
    ]
