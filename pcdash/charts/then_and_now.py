"""Then and now: each area in two periods, joined, and whether the change between them is beyond chance."""

import json

import altair as alt
import pandas as pd

from pcdash.charts.benchmark import ROW_HEIGHT, name_axis, row_labels, strengths
from pcdash.charts.style import FRAME_HEIGHT, GLYPHS, SHAPES, Palette, framed, label_expression, require, value_scale
from pcdash.terms import formatting
from pcdash.terms.outcomes import CHANGES

# Which outcome's sign a direction of change carries.
_SIGNS = {
    "improved": "Better",
    "no_clear_change": "Similar",
    "worsened": "Worse",
    "lower": "Lower",
    "higher": "Higher",
    "not_judged": "Not compared",
}


def then_and_now(
    rows: pd.DataFrame, *, unit: str, then: str, now: str, palette: Palette, highlight: str | None = None
) -> alt.LayerChart:
    """A small mark then, a sign now and a line between, one area per row in the given order; the change itself on the right.

    `rows`: area_code, area_name, then_value, now_value with their limits, change with its limits, direction, is_mine, and
    is_context, true for the rows of whole areas that practices are read against; rows without a change are left out.
    """
    require(rows, "area_code", "area_name", "then_value", "value", "change", "change_lower95", "direction", "is_mine", "is_context")
    shown = rows.dropna(subset="change").copy()
    shown["label"] = row_labels(shown, highlight)
    shown["strength"] = strengths(shown, highlight)
    shown.loc[shown["is_context"].astype(bool), "strength"] = 1.0
    shown["sign"] = shown["direction"].map(CHANGES)
    shown["shift"] = [
        formatting.change(row.change, row.change_lower95, row.change_upper95).replace("+0.0", "0.0") for row in shown.itertuples()
    ]
    shown["before"] = formatting.estimates(shown, unit, "then_")
    shown["after"] = formatting.estimates(shown, unit)
    order = list(shown["label"])
    strong = list(shown.loc[shown["is_context"].astype(bool) | (shown["strength"] == 1) & (shown["strength"].min() < 1), "label"])
    strong += [label for label in order if label.startswith("\u25ba") and label not in strong]
    scale = value_scale(unit, padding=10)
    axis = alt.Axis(
        orient="top", title=None, labelExpr=label_expression(unit), grid=True, tickCount=6, labelOverlap=True, labelSeparation=6
    )
    names = alt.Y("label:N", sort=order, title=None, axis=name_axis(strong, labelFontSize=12))
    shifts = alt.Y("label:N", sort=order, title=None, axis=_shift_axis(shown))
    tooltip = [
        alt.Tooltip("area_name:N", title="Area"),
        alt.Tooltip("before:N", title=then),
        alt.Tooltip("after:N", title=now),
        alt.Tooltip("shift:N", title="Change (95% interval)"),
        alt.Tooltip("sign:N", title="Says"),
    ]
    columns = ["area_code", "area_name", "label", "then_value", "value", "before", "after", "shift", "sign", "strength"]
    base = alt.Chart(shown[columns])
    strength = alt.Opacity("strength:Q", scale=None, legend=None)
    pick = alt.selection_point(name="pick", fields=["area_code"], on="click", clear=False)
    joined = base.mark_rule(strokeWidth=2, color=palette.muted).encode(
        y=names, x=alt.X("then_value:Q", scale=scale, axis=axis), x2=alt.X2("value:Q"), opacity=strength, tooltip=tooltip
    )
    before = base.mark_tick(thickness=3, size=13, color=palette.muted).encode(
        y=names, x=alt.X("then_value:Q", scale=scale, axis=axis), opacity=strength, tooltip=tooltip
    )
    after = (
        base.mark_point(size=90, strokeWidth=2)
        .encode(
            y=shifts,
            x=alt.X("value:Q", scale=scale, axis=axis),
            opacity=strength,
            tooltip=tooltip,
            **_encodings(shown, palette),
        )
        .add_params(pick)
    )
    chart = alt.layer(alt.layer(joined, before), after).resolve_axis(y="independent")
    return framed(chart, palette, height=FRAME_HEIGHT + ROW_HEIGHT * max(len(shown), 2))


def legend(rows: pd.DataFrame) -> str:
    """Sign and word of each direction among the rows, in the fixed order, as the page's own text."""
    present = [key for key in _SIGNS if key in set(rows.dropna(subset="change")["direction"])]
    return "\u2003".join(f"{GLYPHS[_SIGNS[key]]}\u00a0{CHANGES[key].replace(' ', chr(0xA0))}" for key in present)


def _shift_axis(shown: pd.DataFrame) -> alt.Axis:
    """The changes as the labels of a second axis, so that they keep their room at every width; a phone has room for none."""
    words = json.dumps(dict(zip(shown["label"], shown["shift"], strict=True)))
    return alt.Axis(
        orient="right",
        ticks=False,
        domain=False,
        labelFontSize=12,
        labelExpr=f"width < 380 ? split(({words})[datum.value], ' ')[0] : ({words})[datum.value]",
    )


def _encodings(shown: pd.DataFrame, palette: Palette) -> dict:
    present = [key for key in _SIGNS if key in set(shown["direction"])]
    domain = [CHANGES[key] for key in present]
    ranges = {
        "fill": [palette.fill(_SIGNS[key]) for key in present],
        "stroke": [palette.stroke(_SIGNS[key]) for key in present],
        "shape": [SHAPES[_SIGNS[key]] for key in present],
    }
    channels = {"fill": alt.Fill, "stroke": alt.Stroke, "shape": alt.Shape}
    return {
        name: channels[name]("sign:N", scale=alt.Scale(domain=domain, range=values), legend=None) for name, values in ranges.items()
    }
