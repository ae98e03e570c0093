"""Ranked intervals: areas one under the other, each with its interval, against the comparator's line."""

import altair as alt
import pandas as pd

from pcdash import formatting
from pcdash.charts.style import FRAME_HEIGHT, Palette, framed, label_expression, require, sign_encodings, with_signs

ROW_HEIGHT = 24


def ranked_intervals(rows: pd.DataFrame, *, unit: str, palette: Palette, highlight: str | None = None) -> alt.LayerChart:
    """Areas with their values and 95% intervals, in the order of the rows, and the comparator's value as a line or ticks.

    `rows`: area_code, area_name, value, lower95, upper95, state, outcome, comparator_name, comparator_value; areas without a
    value are left out (the table twin has them). `highlight` is an area code to mark by name. Selection "pick" gives area_code.
    """
    require(rows, "area_code", "area_name", "value", "lower95", "upper95", "state", "outcome", "comparator_value")
    shown = with_signs(rows[rows["state"] == "value"]).copy()
    shown["label"] = _labels(shown, highlight)
    shown["estimate"] = [formatting.estimate(row.value, row.lower95, row.upper95, unit) for row in shown.itertuples()]
    order = list(shown["label"])
    axis = alt.Axis(orient="top", title=None, labelExpr=label_expression(unit), grid=True, tickCount=6)
    y = alt.Y("label:N", sort=order, title=None, axis=alt.Axis(labelLimit=230, ticks=False, domain=False, labelFontSize=12))
    scale = alt.Scale(zero=False, nice=True, padding=8)
    pick = alt.selection_point(name="pick", fields=["area_code"], on="click", clear=False)
    tooltip = [
        alt.Tooltip("area_name:N", title="Area"),
        alt.Tooltip("estimate:N", title="Value (95% interval)"),
        alt.Tooltip("sign:N", title="Compared"),
    ]
    base = alt.Chart(shown)
    intervals = base.mark_rule(strokeWidth=2, color=palette.muted).encode(
        y=y, x=alt.X("lower95:Q", scale=scale, axis=axis), x2="upper95:Q", tooltip=tooltip
    )
    points = (
        base.mark_point(size=90, strokeWidth=2, opacity=1)
        .encode(y=y, x=alt.X("value:Q", scale=scale, axis=axis), tooltip=tooltip, **sign_encodings(shown, palette))
        .add_params(pick)
    )
    layers = [*_comparator_marks(shown, y, scale, axis, unit, palette), points]
    if shown["lower95"].notna().any():
        layers.insert(-1, intervals)
    return framed(alt.layer(*layers).properties(height=FRAME_HEIGHT + ROW_HEIGHT * max(len(shown), 2)), palette)


def _comparator_marks(
    shown: pd.DataFrame, y: alt.Y, scale: alt.Scale, axis: alt.Axis, unit: str, palette: Palette
) -> list[alt.Chart]:
    """A line at the comparator's value with its name where all rows share one value; else a tick in every row."""
    against = shown.dropna(subset="comparator_value")
    if against.empty:
        return []
    x = alt.X("comparator_value:Q", scale=scale, axis=axis)
    if against["comparator_value"].nunique() > 1:
        return [alt.Chart(against).mark_tick(color=palette.ink, thickness=2.5, size=18).encode(x=x, y=y)]
    words = against.iloc[:1].assign(
        words=[f"{row.comparator_name} {formatting.number(row.comparator_value, unit)}" for row in against.iloc[:1].itertuples()]
    )
    line = alt.Chart(words)
    return [
        line.mark_rule(color=palette.ink, strokeWidth=1.5).encode(x=x),
        line.mark_text(align="left", dx=5, dy=10, fontSize=13, color=palette.ink).encode(
            x=x, y=alt.value("height"), text="words:N"
        ),
    ]


def _labels(shown: pd.DataFrame, highlight: str | None) -> list[str]:
    """Names, made unique by code where two areas share one; the highlighted one carries an arrow, a sign without colour."""
    repeated = shown["area_name"].duplicated(keep=False)
    names = shown["area_name"].where(~repeated, shown["area_name"] + " (" + shown["area_code"] + ")")
    return [f"\u25b6 {name}" if code == highlight else name for name, code in zip(names, shown["area_code"], strict=True)]
