"""Inequality: groups from the most to the least deprived with their slope, the slope over time, and all indicators side by side."""

import json

import altair as alt
import pandas as pd

from pcdash.charts.style import FRAME_HEIGHT, Palette, framed, label_expression, require, sign_encodings, value_scale, with_signs
from pcdash.terms import formatting
from pcdash.terms.gaps import stretches

ROW_HEIGHT = 24


def groups(rows: pd.DataFrame, line: dict, *, unit: str, palette: Palette, area_name: str) -> alt.LayerChart:
    """Groups along the population, the most deprived on the left, each as wide as its share of it, with the fitted line.

    `rows`: place_in_order, groups, value, lower95, upper95, share_from, share_middle, share_to, practices (NaN for residents).
    `line`: most_deprived_end, least_deprived_end, value (of the whole area); NaN where there is none.
    """
    require(rows, "place_in_order", "groups", "value", "lower95", "upper95", "share_from", "share_middle", "share_to", "practices")
    last = int(rows["groups"].iloc[0])
    shown = rows.assign(
        name=[_group_name(int(place), last) for place in rows["place_in_order"]],
        estimate=formatting.estimates(rows, unit),
        held=["" if formatting.is_missing(number) else formatting.count(number) for number in rows["practices"]],
    )
    ends = {f"{row.share_middle:.6f}": row.name for row in shown.itertuples()}
    x_axis = alt.Axis(
        values=[float(key) for key in ends],
        labelExpr=f"({json.dumps(ends)})[format(datum.value, '.6f')]",
        grid=False,
        labelOverlap=False,
        title="\u2190 most deprived \u00b7 least deprived \u2192",
    )
    x_scale = alt.Scale(domain=[0, 1], nice=False)
    y_scale = value_scale(unit, padding=12)
    y_axis = alt.Axis(labelExpr=label_expression(unit), tickCount=6)
    y = alt.Y("value:Q", scale=y_scale, axis=y_axis, title=None if unit == "%" else unit)
    x = alt.X("share_middle:Q", scale=x_scale, axis=x_axis)
    tooltip = [alt.Tooltip("name:N", title="Group"), alt.Tooltip("estimate:N", title="Value (95% interval)")]
    if rows["practices"].notna().any():
        tooltip.append(alt.Tooltip("held:N", title="Practices"))
    base = alt.Chart(shown)
    layers = [
        base.mark_rule(strokeWidth=14, opacity=0.25, color=palette.similar).encode(
            x=alt.X("share_from:Q", scale=x_scale, axis=x_axis), x2=alt.X2("share_to:Q"), y=y, tooltip=tooltip
        ),
        base.mark_rule(strokeWidth=2.5, color=palette.ink).encode(x=x, y=alt.Y("lower95:Q", scale=y_scale), y2=alt.Y2("upper95:Q")),
        base.mark_point(size=110, filled=True, opacity=1, color=palette.ink).encode(x=x, y=y, tooltip=tooltip),
    ]
    if not formatting.is_missing(line.get("most_deprived_end")):
        layers.insert(1, _slope(line, x_scale, x_axis, y, palette))
    if not formatting.is_missing(line.get("value")):
        layers[:0] = _whole(line["value"], area_name, unit, y, palette)
    return framed(alt.layer(*layers), palette, height=340)


def over_time(series: pd.DataFrame, *, measure: str, unit: str, palette: Palette) -> alt.LayerChart:
    """The slope index or the gap by period, with its interval, against the line of no difference.

    `series`: period, period_end, segment, break_reason, outcome, state, and `measure` (slope_index or gap) with its two limits.
    Points are joined only within one definition and where no period is missing; a dashed rule marks a changed definition.
    """
    lower, upper = f"{measure}_lower95", f"{measure}_upper95"
    require(series, "period", "period_end", "segment", "break_reason", "outcome", "state", measure, lower, upper)
    points = with_signs(series.dropna(subset=[measure]))
    points = points.assign(
        shown=points["period"].map(formatting.period),
        estimate=[formatting.change(*found) for found in zip(points[measure], points[lower], points[upper], strict=True)],
        year=(points["period_end"].dt.year + points["period_end"].dt.day_of_year / 366).round(3),
    ).sort_values("year")
    points["stretch"] = stretches(points["period"], points["segment"])
    names = {str(row.year): row.shown for row in points.iloc[:: -(-len(points) // 12) or 1].itertuples()}
    axis = alt.Axis(values=[float(year) for year in names], labelExpr=f"({json.dumps(names)})[datum.value]", grid=False)
    x = alt.X("year:Q", title=None, axis=axis, scale=alt.Scale(zero=False, nice=False, padding=36))
    y_scale = alt.Scale(zero=True, nice=True, padding=10)
    y_axis = alt.Axis(labelExpr="datum.value == 0 ? '0' : format(datum.value, '+,')", tickCount=6)
    y = alt.Y(f"{measure}:Q", scale=y_scale, axis=y_axis, title="points" if unit == "%" else unit)
    tooltip = [
        alt.Tooltip("shown:N", title="Period"),
        alt.Tooltip("estimate:N", title="Least less most deprived (95% interval)"),
        alt.Tooltip("sign:N", title="Most deprived"),
    ]
    base = alt.Chart(points)
    layers = [
        alt.Chart(pd.DataFrame({measure: [0], "words": ["no difference"]})).mark_rule(color=palette.ink).encode(y=y),
        base.mark_line(strokeWidth=1.5, color=palette.muted).encode(x=x, y=y, detail=alt.Detail("stretch:N")),
        base.mark_rule(strokeWidth=2.5, color=palette.muted).encode(
            x=x, y=alt.Y(f"{lower}:Q", scale=y_scale), y2=alt.Y2(f"{upper}:Q")
        ),
        base.mark_point(size=100, strokeWidth=2, opacity=1).encode(
            x=x, y=y, tooltip=tooltip, **sign_encodings(points["sign"], palette)
        ),
    ]
    changed = points.dropna(subset=["break_reason"]).assign(words="definition changed")
    if len(changed):
        rule = alt.Chart(changed)
        layers.append(rule.mark_rule(strokeDash=[6, 4], color=palette.muted).encode(x=x))
        text = rule.mark_text(align="left", dx=4, fontSize=12, color=palette.muted)
        layers.append(text.encode(x=x, y=alt.YValue(8), text=alt.Text("words:N")))
    return framed(alt.layer(*layers), palette, height=280)


def relative(rows: pd.DataFrame, *, palette: Palette) -> alt.LayerChart:
    """Indicators side by side: the relative index with its interval on a ratio scale, around the line of no difference.

    `rows`, in order: short_name, relative_index with its limits, outcome, state; those without a relative index are left out.
    """
    require(rows, "short_name", "relative_index", "relative_index_lower95", "relative_index_upper95", "outcome", "state")
    shown = with_signs(rows.dropna(subset=["relative_index"])).copy()
    shown["estimate"] = [
        f"{row.relative_index:.2f} ({row.relative_index_lower95:.2f} to {row.relative_index_upper95:.2f})"
        for row in shown.itertuples()
    ]
    y = alt.Y(
        "short_name:N",
        sort=list(shown["short_name"]),
        title=None,
        axis=alt.Axis(labelLimit=215, ticks=False, domain=False, labelFontSize=12),
    )
    axis = alt.Axis(
        orient="top",
        title="\u2190 higher for most \u00b7 least deprived \u2192",
        labelExpr="'\u00d7' + format(datum.value, '.2~f')",
        values=[0.1, 0.2, 0.33, 0.5, 0.67, 0.8, 1, 1.25, 1.5, 2, 3, 5, 10],
        labelOverlap=True,
    )
    scale = alt.Scale(type="log", nice=False, padding=10)
    tooltip = [
        alt.Tooltip("short_name:N", title="Indicator"),
        alt.Tooltip("estimate:N", title="Relative index (95% interval)"),
        alt.Tooltip("sign:N", title="Most deprived"),
    ]
    base = alt.Chart(shown)
    layers = [
        alt.Chart(pd.DataFrame({"none": [1]}))
        .mark_rule(color=palette.ink, strokeWidth=1.5)
        .encode(x=alt.X("none:Q", scale=scale, axis=axis)),
        base.mark_rule(strokeWidth=2, color=palette.muted).encode(
            y=y, x=alt.X("relative_index_lower95:Q", scale=scale, axis=axis), x2=alt.X2("relative_index_upper95:Q"), tooltip=tooltip
        ),
        base.mark_point(size=90, strokeWidth=2, opacity=1).encode(
            y=y, x=alt.X("relative_index:Q", scale=scale, axis=axis), tooltip=tooltip, **sign_encodings(shown["sign"], palette)
        ),
    ]
    return framed(alt.layer(*layers), palette, height=FRAME_HEIGHT + 16 + ROW_HEIGHT * max(len(shown), 2))


def _group_name(place: int, last: int) -> str:
    return {1: "1 most", last: f"{last} least"}.get(place, str(place))


def _slope(line: dict, scale: alt.Scale, axis: alt.Axis, y: alt.Y, palette: Palette) -> alt.Chart:
    ends = pd.DataFrame({"share_middle": [0.0, 1.0], "value": [line["most_deprived_end"], line["least_deprived_end"]]})
    return (
        alt.Chart(ends)
        .mark_line(strokeWidth=3, color=palette.better)
        .encode(x=alt.X("share_middle:Q", scale=scale, axis=axis), y=y)
    )


def _whole(value: float, area_name: str, unit: str, y: alt.Y, palette: Palette) -> list[alt.Chart]:
    """The whole area's value as a thin dashed line with its name."""
    words = pd.DataFrame({"value": [value], "words": [f"{area_name} {formatting.number(value, unit)}"]})
    base = alt.Chart(words)
    return [
        base.mark_rule(strokeDash=[3, 3], color=palette.muted).encode(y=y),
        base.mark_text(align="right", dx=-4, dy=-8, fontSize=13, color=palette.muted).encode(
            y=y, x=alt.XValue("width"), text=alt.Text("words:N")
        ),
    ]
