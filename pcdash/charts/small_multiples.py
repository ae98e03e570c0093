"""Small multiples: a small line for each member of an area, all on one scale, as many side by side as the screen has room for."""

import textwrap

import altair as alt
import pandas as pd

from pcdash.charts.style import Palette, framed, require
from pcdash.charts.trend import placed
from pcdash.terms import formatting

_PANEL_HEIGHT = 140
# Panels side by side, by the width of the chart; worked out in the browser, so that a phone gets two and a desk five.
_COLUMNS = "(width < 520 ? 2 : width < 800 ? 3 : width < 1050 ? 4 : 5)"
# How many letters of a name a panel has room for.
_LETTERS = f"floor(width / {_COLUMNS} / 8.4)"
# Where things stand in a panel, from its top (0) to its bottom (1), and from its left to its right edge.
_NAME, _TOP, _BOTTOM, _YEARS = 0.07, 0.25, 0.74, 0.85
_LEFT, _RIGHT = 0.03, 0.72


def small_multiples(
    members: pd.DataFrame, reference: pd.DataFrame, *, unit: str, palette: Palette, highlight: str | None = None
) -> alt.LayerChart:
    """One panel per member in order of name: its line with the newest value at its end, over the thin line of the reference.

    `members`: area_code, area_name, period, period_start, period_end, value, lower95, upper95, state, segment; `reference` the same
    of one area. Lines stop where a definition changes and where a period has no figure. `highlight` is an area code to mark by
    name.
    """
    require(members, "area_code", "area_name", "period", "period_start", "period_end", "value", "lower95", "upper95", "segment")
    points, ground = (_placed(rows, unit) for rows in (members, reference))
    both = pd.concat([points, ground])
    low, high = both["value"].min(), both["value"].max()
    first, last = both["year"].min(), both["year"].max()
    names = _panels(points, highlight)
    points = points.merge(names[["area_code", "panel"]], on="area_code")
    ground = ground.drop(columns="area_code").merge(names[["panel"]], how="cross")
    for rows in (points, ground):
        rows["right"] = (_LEFT + (_RIGHT - _LEFT) * (rows["year"] - first) / ((last - first) or 1)).round(4)
        rows["down"] = (_BOTTOM - (_BOTTOM - _TOP) * (rows["value"] - low) / ((high - low) or 1)).round(4)
        rows["line"] = rows["panel"].astype(str) + " " + rows["stretch"]
    newest = points.sort_values("year").groupby("panel").tail(1)
    newest = newest.assign(words=[formatting.number(value, unit) for value in newest["value"]])
    edges = _edges(both, names)
    x = alt.X("x:Q", axis=None, scale=alt.Scale(domainMin=0, domainMax=alt.ExprRef(_COLUMNS), nice=False, zero=False))
    y = alt.Y("row:O", axis=None, scale=alt.Scale(paddingInner=0, paddingOuter=0))
    within = alt.YOffset("down:Q", scale=alt.Scale(domain=[0, 1], range=[0, _PANEL_HEIGHT], nice=False))
    at = {"x": x, "y": y, "yOffset": within}
    tooltip = [
        alt.Tooltip("area_name:N", title="Area"),
        alt.Tooltip("shown:N", title="Period"),
        alt.Tooltip("estimate:N", title="Value (95% interval)"),
    ]
    columns = ["area_name", "shown", "estimate", "panel", "right", "down", "line"]
    own = _laid_out(points[columns])
    ends = [
        _laid_out(edges.loc[edges["side"] == side, ["panel", "right", "down", "words"]])
        .mark_text(align=side, fontSize=11, color=palette.muted)
        .encode(text=alt.Text("words:N"), **at)
        for side in ("left", "right")
    ]
    layers = [
        *ends,
        _laid_out(ground[["panel", "right", "down", "line"]])
        .mark_line(strokeWidth=1.2, color=palette.muted, strokeDash=[3, 2])
        .encode(detail=alt.Detail("line:N"), order=alt.Order("right:Q"), **at),
        own.mark_line(strokeWidth=2.5, color=palette.better).encode(detail=alt.Detail("line:N"), order=alt.Order("right:Q"), **at),
        own.mark_point(size=24, filled=True, opacity=1, color=palette.better).encode(tooltip=tooltip, **at),
        _laid_out(newest[["panel", "right", "down", "words"]])
        .mark_text(align="left", dx=6, fontSize=12, fontWeight="bold", color=palette.better)
        .encode(text=alt.Text("words:N"), **at),
        _laid_out(names)
        .transform_calculate(
            words=f"length(datum.name) <= {_LETTERS} ? datum.name : [datum.upper, truncate(datum.lower, {_LETTERS})]"
        )
        .mark_text(align="left", lineHeight=14, fontSize=13, fontWeight="bold", color=palette.ink)
        .encode(text=alt.Text("words:N"), **at),
    ]
    return framed(alt.layer(*layers), palette, height=alt.Step(_PANEL_HEIGHT))


def _placed(rows: pd.DataFrame, unit: str) -> pd.DataFrame:
    points = placed(rows[rows["state"] == "value"])
    return points.assign(estimate=formatting.estimates(points, unit))


def _panels(points: pd.DataFrame, highlight: str | None) -> pd.DataFrame:
    """One row per member in order of name with its number, and its name as it is written above its line."""
    found = points.drop_duplicates("area_code").sort_values(["area_name", "area_code"])[["area_code", "area_name"]]
    names = [
        f"\u25ba {name}" if code == highlight else name for code, name in zip(found["area_code"], found["area_name"], strict=True)
    ]
    # A name that is too long for a narrow panel stands in two lines, which break near its middle.
    halves = [textwrap.wrap(name, max(len(name) // 2 + 3, 12), break_long_words=False) for name in names]
    upper, lower = [lines[0] for lines in halves], [" ".join(lines[1:]) for lines in halves]
    return found.assign(name=names, upper=upper, lower=lower, panel=range(len(found)), right=_LEFT, down=_NAME).drop(
        columns="area_name"
    )


def _edges(both: pd.DataFrame, names: pd.DataFrame) -> pd.DataFrame:
    """The first and the last period in words, at the foot of every panel."""
    ordered = both.sort_values("year")
    ends = pd.DataFrame(
        {
            "words": [ordered["shown"].iloc[0], ordered["shown"].iloc[-1]],
            "side": ["left", "right"],
            "right": [_LEFT, _RIGHT],
            "down": [_YEARS, _YEARS],
        }
    )
    return ends.merge(names[["panel"]], how="cross")


def _laid_out(rows: pd.DataFrame) -> alt.Chart:
    """The rows with the row and the horizontal place of their panel, worked out from the chart's width."""
    return alt.Chart(rows).transform_calculate(x=f"datum.panel % {_COLUMNS} + datum.right", row=f"floor(datum.panel / {_COLUMNS})")
