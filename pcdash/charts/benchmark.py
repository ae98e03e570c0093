"""Ranked intervals: areas one under the other, each with its interval, against the comparator's line."""

import altair as alt
import pandas as pd

from pcdash.charts.style import FRAME_HEIGHT, Palette, framed, label_expression, require, sign_encodings, value_scale, with_signs
from pcdash.terms import formatting

ROW_HEIGHT = 24
# Beyond so many rows they stand closer, and beyond so many only the marked ones are named: the others are named on hover.
_CLOSE, UNNAMED = 70, 160
# Below this width of the plot, in pixels, names would leave it too little room.
_NARROW = 380
# How strongly areas are drawn that are not the reader's own.
MUTED = 0.38


def ranked_intervals(rows: pd.DataFrame, *, unit: str, palette: Palette, highlight: str | None = None) -> alt.LayerChart:
    """Areas with their values and 95% intervals, in the order of the rows, and the comparator's value as a line or ticks.

    `rows`: area_code, area_name, value, lower95, upper95, state, outcome, comparator_name, comparator_value; areas without a
    value are left out (the table twin has them). Where `is_mine` marks some of them, these stand out and the others step back.
    `highlight` is an area code to mark by name. Selection "pick" gives area_code.
    """
    require(rows, "area_code", "area_name", "value", "lower95", "upper95", "state", "outcome", "comparator_value")
    shown = with_signs(rows[rows["state"] == "value"]).copy()
    shown["label"] = row_labels(shown, highlight)
    shown["estimate"] = formatting.estimates(shown, unit)
    shown["strength"] = strengths(shown, highlight)
    order = list(shown["label"])
    axis = alt.Axis(
        orient="top", title=None, labelExpr=label_expression(unit), grid=True, tickCount=6, labelOverlap=True, labelSeparation=6
    )
    y = alt.Y("label:N", sort=order, title=None, axis=_row_axis(shown))
    scale = value_scale(unit, padding=8)
    pick = alt.selection_point(name="pick", fields=["area_code"], on="click", clear=False)
    strength = alt.Opacity("strength:Q", scale=None, legend=None)
    tooltip = [
        alt.Tooltip("area_name:N", title="Area"),
        alt.Tooltip("estimate:N", title="Value (95% interval)"),
        alt.Tooltip("sign:N", title="Compared"),
    ]
    base = alt.Chart(_needed(shown))
    intervals = base.mark_rule(strokeWidth=2, color=palette.muted).encode(
        y=y, x=alt.X("lower95:Q", scale=scale, axis=axis), x2=alt.X2("upper95:Q"), opacity=strength, tooltip=tooltip
    )
    points = (
        base.mark_point(size=90 if len(shown) <= _CLOSE else 45, strokeWidth=2)
        .encode(
            y=y,
            x=alt.X("value:Q", scale=scale, axis=axis),
            opacity=strength,
            tooltip=tooltip,
            **sign_encodings(shown["sign"], palette),
        )
        .add_params(pick)
    )
    layers = [*_comparator_marks(shown, y, scale, axis, unit, palette), points]
    if shown["lower95"].notna().any():
        layers.insert(-1, intervals)
    return framed(alt.layer(*layers), palette, height=FRAME_HEIGHT + _row_height(shown) * max(len(shown), 2))


def row_labels(shown: pd.DataFrame, highlight: str | None) -> list[str]:
    """Names, made unique by code where two areas share one; the highlighted one carries an arrow, a sign without colour."""
    repeated = shown["area_name"].duplicated(keep=False)
    names = shown["area_name"].where(~repeated, shown["area_name"] + " (" + shown["area_code"] + ")")
    return [f"\u25ba {name}" if code == highlight else name for name, code in zip(names, shown["area_code"], strict=True)]


def strengths(shown: pd.DataFrame, highlight: str | None) -> list[float]:
    """1 for the reader's own areas and the highlighted one, less for the others; 1 for all where none is the reader's own."""
    mine = shown["is_mine"].fillna(False).astype(bool) if "is_mine" in shown else pd.Series(False, index=shown.index)
    if not mine.any():
        return [1.0] * len(shown)
    return [1.0 if own or code == highlight else MUTED for own, code in zip(mine, shown["area_code"], strict=True)]


def name_axis(strong: list[str], *, rows_are_high: bool = True, **settings) -> alt.Axis:
    """An axis of names, the reader's own in bold; on a narrow screen long ones have two lines, or are cut where rows are low."""
    weight = alt.condition(alt.expr.indexof(strong, alt.datum.value) >= 0, alt.value("bold"), alt.value("normal"))
    is_long = f"width < {_NARROW} && length(datum.label) > 18"
    folded = "split(replace(datum.label, regexp('^(.{1,18}) '), '$1|'), '|')" if rows_are_high else "truncate(datum.label, 17)"
    return alt.Axis(
        labelExpr=f"{is_long} ? {folded} : datum.label",
        labelFontWeight=weight if strong else "normal",
        # Lines hang from the first; two of them are centred on their row.
        labelOffset={"condition": {"test": is_long, "value": -5}, "value": 0} if rows_are_high else 0,
        labelLineHeight=11,
        labelLimit=300,
        ticks=False,
        domain=False,
        **settings,
    )


def _row_axis(shown: pd.DataFrame) -> alt.Axis:
    marked = (shown["strength"] == 1) & (shown["strength"].min() < 1)
    strong = list(shown.loc[marked | shown["label"].str.startswith("\u25ba"), "label"])
    if len(shown) > UNNAMED:
        return name_axis(strong, rows_are_high=False, values=strong, labelFontSize=11)
    return name_axis(strong, labelFontSize=12) if len(shown) <= _CLOSE else name_axis(strong, rows_are_high=False, labelFontSize=10)


def _row_height(shown: pd.DataFrame) -> int:
    return ROW_HEIGHT if len(shown) <= _CLOSE else 13 if len(shown) <= UNNAMED else 4


def _needed(shown: pd.DataFrame) -> pd.DataFrame:
    """Only what the marks use travels to the browser."""
    columns = ["area_code", "area_name", "label", "value", "lower95", "upper95", "estimate", "sign", "strength"]
    return shown[columns].round({"value": 4, "lower95": 4, "upper95": 4})


def _comparator_marks(
    shown: pd.DataFrame, y: alt.Y, scale: alt.Scale, axis: alt.Axis, unit: str, palette: Palette
) -> list[alt.Chart]:
    """A line at the comparator's value with its name where all rows share one value; else a tick in every row."""
    against = shown.dropna(subset="comparator_value")
    if against.empty:
        return []
    x = alt.X("comparator_value:Q", scale=scale, axis=axis)
    if against["comparator_value"].nunique() > 1:
        ticks = alt.Chart(against[["label", "comparator_value"]])
        return [ticks.mark_tick(color=palette.ink, thickness=2.5, size=0.75 * _row_height(shown)).encode(x=x, y=y)]
    words = against.iloc[:1].assign(
        words=[f"{row.comparator_name} {formatting.number(row.comparator_value, unit)}" for row in against.iloc[:1].itertuples()]
    )
    line = alt.Chart(words[["comparator_value", "words"]])
    return [
        line.mark_rule(color=palette.ink, strokeWidth=1.5).encode(x=x),
        line.mark_text(align="left", dx=5, dy=10, fontSize=13, color=palette.ink).encode(
            x=x, y=alt.YValue("height"), text=alt.Text("words:N")
        ),
    ]
