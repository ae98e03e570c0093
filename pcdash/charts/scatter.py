"""Two indicators against each other: each area a point, with both intervals on hover, and the comparator's values as lines."""

import altair as alt
import pandas as pd

from pcdash.charts.benchmark import strengths
from pcdash.charts.style import Palette, framed, label_expression, require, sign_encodings, with_signs
from pcdash.terms import formatting


def scatter(
    rows: pd.DataFrame,
    *,
    title: str,
    unit: str,
    against_title: str,
    against_unit: str,
    palette: Palette,
    highlight: str | None = None,
) -> alt.LayerChart:
    """The indicator upwards, the one it is set against to the right; hovering a point draws both its intervals.

    `rows`: area_code, area_name, is_mine, state, value, lower95, upper95, outcome, comparator_name, comparator_value, and value,
    limits and comparator_value of the other indicator with `against_` before. Lines divide the plot at the comparator's values
    where all rows share them. `highlight` is an area code to mark by name. Selection "pick" gives area_code.
    """
    require(rows, "area_code", "area_name", "is_mine", "state", "value", "lower95", "upper95", "outcome", "comparator_value")
    require(rows, "against_value", "against_lower95", "against_upper95", "against_comparator_value")
    shown = with_signs(rows).copy()
    shown["strength"] = strengths(shown, highlight)
    shown["up"] = formatting.estimates(shown, unit)
    shown["right"] = formatting.estimates(shown, against_unit, "against_")
    shown = shown.sort_values("strength")
    x_scale = alt.Scale(domain=_extent(shown["against_value"], shown["against_comparator_value"]), nice=against_unit != "%")
    y_scale = alt.Scale(domain=_extent(shown["value"], shown["comparator_value"]), nice=unit != "%")
    across = alt.Axis(title=against_title, labelExpr=label_expression(against_unit), tickCount=6, grid=False)
    upwards = alt.Axis(title=None, labelExpr=label_expression(unit), tickCount=6, grid=False)
    x = alt.X("against_value:Q", scale=x_scale, axis=across)
    y = alt.Y("value:Q", scale=y_scale, axis=upwards)
    columns = ["area_code", "area_name", "value", "lower95", "upper95", "against_value", "against_lower95", "against_upper95"]
    base = alt.Chart(shown[[*columns, "up", "right", "sign", "strength"]])
    pick = alt.selection_point(name="pick", fields=["area_code"], on="click", clear=False)
    near = alt.selection_point(name="near", fields=["area_code"], on="pointerover", clear="pointerout", empty=False)
    tooltip = [
        alt.Tooltip("area_name:N", title="Area"),
        alt.Tooltip("up:N", title=title),
        alt.Tooltip("right:N", title=against_title),
        alt.Tooltip("sign:N", title="Compared"),
    ]
    points = (
        base.mark_point(size=95, strokeWidth=2)
        .encode(
            x=x,
            y=y,
            opacity=alt.Opacity("strength:Q", scale=None, legend=None),
            tooltip=tooltip,
            **sign_encodings(shown["sign"], palette),
        )
        .add_params(pick, near)
    )
    is_near = alt.OpacityValue(0, condition={"param": near.name, "empty": False, "value": 1})
    layers = _quadrants(shown, x_scale, y_scale, across, upwards, unit, against_unit, palette)
    if shown["lower95"].notna().any():
        limits = base.mark_rule(clip=True, strokeWidth=2, color=palette.ink).encode(
            x=x, y=alt.Y("lower95:Q", scale=y_scale, axis=upwards), y2=alt.Y2("upper95:Q"), opacity=is_near
        )
        layers.append(limits)
    if shown["against_lower95"].notna().any():
        limits = base.mark_rule(clip=True, strokeWidth=2, color=palette.ink).encode(
            x=alt.X("against_lower95:Q", scale=x_scale, axis=across), x2=alt.X2("against_upper95:Q"), y=y, opacity=is_near
        )
        layers.append(limits)
    layers.append(points)
    named = shown.loc[shown["area_code"] == highlight, ["against_value", "value", "area_name"]]
    if len(named):
        text = alt.Chart(named.assign(words="\u25ba " + named["area_name"]))
        is_right = (named["against_value"] > shown["against_value"].median()).any()
        layers.append(
            text.mark_text(align="right" if is_right else "left", dy=-14, fontSize=13, fontWeight="bold", color=palette.ink).encode(
                x=x, y=y, text=alt.Text("words:N")
            )
        )
    return framed(alt.layer(*layers), palette, height=480)


def _extent(values: pd.Series, comparator: pd.Series) -> list[float]:
    """All values and the comparator's, with a little room; intervals may reach beyond the plot."""
    both = pd.concat([values, comparator])
    room = 0.08 * (both.max() - both.min()) or 1
    return [float(both.min() - room), float(both.max() + room)]


def _quadrants(
    shown: pd.DataFrame,
    x_scale: alt.Scale,
    y_scale: alt.Scale,
    across: alt.Axis,
    upwards: alt.Axis,
    unit: str,
    against_unit: str,
    palette: Palette,
) -> list[alt.Chart]:
    """A line at each of the comparator's values, with its name and number; none where areas have comparators of their own."""
    layers = []
    line = {"strokeWidth": 1.5, "color": palette.ink}
    words = {"fontSize": 13, "color": palette.ink}
    name = shown["comparator_name"].dropna().iloc[0] if shown["comparator_name"].notna().any() else ""
    if shown["against_comparator_value"].nunique() == 1:
        value = shown["against_comparator_value"].dropna().iloc[0]
        base = alt.Chart(pd.DataFrame({"at": [value], "words": [f"{name} {formatting.number(value, against_unit)}"]}))
        x = alt.X("at:Q", scale=x_scale, axis=across)
        layers += [
            base.mark_rule(**line).encode(x=x),
            base.mark_text(align="left", dx=5, dy=6, **words).encode(x=x, y=alt.YValue(0), text=alt.Text("words:N")),
        ]
    if shown["comparator_value"].nunique() == 1:
        value = shown["comparator_value"].dropna().iloc[0]
        base = alt.Chart(pd.DataFrame({"at": [value], "words": [f"{name} {formatting.number(value, unit)}"]}))
        y = alt.Y("at:Q", scale=y_scale, axis=upwards)
        layers += [
            base.mark_rule(**line).encode(y=y),
            base.mark_text(align="right", dx=-4, dy=-8, **words).encode(x=alt.XValue("width"), y=y, text=alt.Text("words:N")),
        ]
    return layers
