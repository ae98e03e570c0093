"""The spine chart: every indicator of an area against its comparator, right always the better side."""

import json

import altair as alt
import pandas as pd

from pcdash import formatting
from pcdash.charts.style import FRAME_HEIGHT, Palette, framed, require, sign_encodings, with_signs

ROW_HEIGHT = 26
_PLACES = ("", "_lower95", "_upper95", "_lowest", "_quartile1", "_quartile3", "_highest")
_POSITIONS = [f"position{place}" for place in _PLACES]


def positions(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows that can stand on a spine, cut off a little beyond its ends: those with an interval, a comparator and a spread."""
    require(rows, *_POSITIONS)
    rows = rows.dropna(subset=_POSITIONS).copy()
    rows[_POSITIONS] = rows[_POSITIONS].clip(-1.15, 1.15)
    return rows


def spine(rows: pd.DataFrame, *, palette: Palette) -> alt.LayerChart:
    """One row per indicator: grey bars from the lowest to the highest area and over the middle half, and the area's own mark.

    `rows`: columns of `queries.profile`. Selection "pick" gives indicator_id.
    """
    require(rows, "indicator_id", "short_name", "name", "unit", "period", "state", "outcome", "comparator_name", "value", "lower95")
    shown = with_signs(positions(rows))
    shown["estimate"] = [formatting.estimate(row.value, row.lower95, row.upper95, row.unit) for row in shown.itertuples()]
    shown["against"] = [formatting.number(row.comparator_value, row.unit) for row in shown.itertuples()]
    y = alt.Y("short_name:N", sort=list(shown["short_name"]), title=None, axis=alt.Axis(labelLimit=230, ticks=False, domain=False))
    scale = alt.Scale(domain=[-1.15, 1.15], nice=False)
    name = json.dumps(str(shown["comparator_name"].iloc[0]))
    ends = f"datum.value == 0 ? {name} : datum.value < 0 ? '\u2190 worse, or lower' : 'better, or higher \u2192'"
    axis = alt.Axis(values=[-0.9, 0, 0.9], title=None, labelExpr=ends, grid=False, ticks=False, domain=False, orient="top")
    base = alt.Chart(shown)
    tooltip = [
        alt.Tooltip("name:N", title="Indicator"),
        alt.Tooltip("period:N", title="Period"),
        alt.Tooltip("estimate:N", title="Value (95% interval)"),
        alt.Tooltip("comparator_name:N", title="Compared with"),
        alt.Tooltip("against:N", title="Its value"),
        alt.Tooltip("sign:N", title="Compared"),
    ]
    pick = alt.selection_point(name="pick", fields=["indicator_id"], on="click", clear=False)
    layers = [
        base.mark_bar(height=12, color=palette.faint).encode(
            y=y, x=alt.X("position_lowest:Q", scale=scale, axis=axis), x2="position_highest:Q"
        ),
        base.mark_bar(height=12, color=palette.similar, opacity=0.55).encode(
            y=y, x=alt.X("position_quartile1:Q", scale=scale), x2="position_quartile3:Q"
        ),
        alt.Chart(pd.DataFrame({"zero": [0]})).mark_rule(color=palette.ink, strokeWidth=1.5).encode(x=alt.X("zero:Q", scale=scale)),
        base.mark_rule(color=palette.ink, strokeWidth=1.5).encode(
            y=y, x=alt.X("position_lower95:Q", scale=scale), x2="position_upper95:Q"
        ),
        base.mark_point(size=110, strokeWidth=2, opacity=1)
        .encode(y=y, x=alt.X("position:Q", scale=scale), tooltip=tooltip, **sign_encodings(shown, palette))
        .add_params(pick),
    ]
    return framed(alt.layer(*layers).properties(height=FRAME_HEIGHT + ROW_HEIGHT * max(len(shown), 2)), palette)
