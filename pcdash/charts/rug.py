"""A grid of areas by indicators, each cell with its value, its sign and its colour: the "tartan rug" of public health profiles."""

import itertools
import json
import textwrap
from collections.abc import Callable
from dataclasses import dataclass

import altair as alt
import pandas as pd

from pcdash.charts.style import SHAPES, Palette, framed, require, with_signs
from pcdash.terms import formatting
from pcdash.terms.domains import DOMAINS

ROW = 24
PICK = "pick"
# One character per sign for the cells, as in the legend that the page writes.
MARKS = {
    "Better": "\u25cf",
    "Similar": "\u25cb",
    "Worse": "\u25c6",
    "Lower": "\u25bc",
    "Higher": "\u25b2",
    "Not compared": "\u25a1",
    "Suppressed": "\u271a",
    "No figure": "\u2013",
    "Does not apply": "\u25c1",
    "Closed": "\u25b7",
}
# Below this width of a cell, in pixels, there is no room for a number beside the sign, as on a phone.
_ROOM = 64
_IS_PHONE = "windowSize()[0] < 700"
_IS_NARROW = "windowSize()[0] < 1000"
_COMPARATOR = "comparator"


@dataclass(frozen=True)
class Grid:
    """The grid as a table. `indicator_ids` by line and `area_codes` by heading say what a cell of it stands for."""

    table: pd.DataFrame
    indicator_ids: list[str]
    area_codes: dict[str, str]


def rug(cells: pd.DataFrame, *, palette: Palette, focus: str) -> alt.LayerChart:
    """Indicators as rows under the headings of their domains, areas as columns, the comparator first; a click picks a cell.

    `cells`: indicator_id, domain, short_name, unit, display_order, period, position, area_code, area_name, value, state, outcome;
    position 0 is the comparator. An area without a row has a dash. `focus` is the code of the area in focus, which is named first
    to the eye: in bold. The selection is called "pick" and holds indicator_id and area_code.
    """
    columns = ("indicator_id", "domain", "short_name", "unit", "display_order", "period", "position", "area_code", "area_name")
    require(cells, *columns, "value", "state", "outcome")
    shown = _worded(cells)
    order, labels, headings = _rows(shown)
    names = _columns(shown)
    keep = ["indicator_id", "area_code", "area_name", "short_name", "shown", "column", "sign", "text", "mark", "says"]
    scale = alt.Scale(domain=order, paddingInner=0.08)
    y = alt.Y("indicator_id:N", sort=None, title=None, scale=scale, axis=_row_axis(labels, headings))
    scale = alt.Scale(domain=list(names), paddingInner=0.03, paddingOuter=0)
    x = alt.X("column:N", sort=None, title=None, scale=scale, axis=_column_axis(names, focus))
    present = [word for word in (*SHAPES, "Comparator") if word in set(shown["sign"])]
    pick = alt.selection_point(name=PICK, fields=["indicator_id", "area_code"])
    base = alt.Chart(shown[keep])
    tooltip = [
        alt.Tooltip("area_name:N", title="Area"),
        alt.Tooltip("short_name:N", title="Indicator"),
        alt.Tooltip("shown:N", title="Period"),
        alt.Tooltip("says:N", title="Value"),
    ]

    def by_sign(look: Callable[[str], object]) -> dict:
        """A channel that gives each sign its look."""
        return {"shorthand": "sign:N", "legend": None, "scale": alt.Scale(domain=present, range=[look(word) for word in present])}

    grounds = base.mark_rect(cursor="pointer", strokeWidth=1).encode(
        x=x,
        y=y,
        tooltip=tooltip,
        fill=alt.Fill(**by_sign(lambda word: _ground(word, palette))),
        stroke=alt.Stroke(**by_sign(lambda word: _edge(word, palette))),
    )
    # Without a name, Altair makes one out of all that is drawn, figures too.
    grounds.name = "cells"
    has_room = f"width > {_ROOM * len(names)}"
    words = base.mark_text(fontSize=12, color=palette.ink, cursor="pointer", opacity=alt.ExprRef(f"{has_room} ? 1 : 0"))
    marks = base.mark_text(fontSize=13, color=palette.ink, cursor="pointer", opacity=alt.ExprRef(f"{has_room} ? 0 : 1"))
    layers = [
        grounds.add_params(pick),
        words.encode(x=x, y=y, text=alt.Text("text:N"), tooltip=tooltip),
        marks.encode(x=x, y=y, text=alt.Text("mark:N"), tooltip=tooltip),
    ]
    empty = _empty(shown, list(names))
    if len(empty):
        layers.append(alt.Chart(empty).mark_text(fontSize=12, color=palette.muted, text="\u2013").encode(x=x, y=y))
    return framed(alt.layer(*layers), palette, height=ROW * len(order) + 80)


def table(cells: pd.DataFrame) -> Grid:
    """The same cells as words: value and outcome, the state where there is no value, a dash where there is no row at all."""
    shown = _worded(cells)
    headings = _columns(shown)
    indicators = shown.sort_values("display_order").drop_duplicates("indicator_id")
    says = dict(zip(zip(shown["indicator_id"], shown["column"], strict=True), shown["says"], strict=True))
    columns = {
        "Domain": list(indicators["domain"].map(DOMAINS)),
        "Indicator": list(indicators["short_name"]),
        "Period": list(indicators["shown"]),
    }
    for column, heading in headings.items():
        columns[heading] = [says.get((key, column), "\u2013") for key in indicators["indicator_id"]]
    codes = {heading: code for (code, heading) in headings.items() if code != _COMPARATOR}
    return Grid(pd.DataFrame(columns), list(indicators["indicator_id"]), codes)


def _worded(cells: pd.DataFrame) -> pd.DataFrame:
    """The cells with their sign and their texts: `text` in the cell, `mark` where it is narrow, `says` in words."""
    shown = with_signs(cells)
    is_comparator = shown["position"] == 0
    shown["sign"] = shown["sign"].mask(is_comparator, "Comparator")
    shown["column"] = shown["area_code"].mask(is_comparator, _COMPARATOR)
    numbers = [formatting.number(value, unit) for value, unit in zip(shown["value"], shown["unit"], strict=True)]
    facts = list(zip(numbers, shown["sign"], shown["state"], strict=True))
    shown["text"] = [
        number if sign == "Comparator" else f"{MARKS[sign]} {number}" if state == "value" else sign for number, sign, state in facts
    ]
    shown["mark"] = shown["sign"].map(MARKS).fillna("")
    shown["says"] = [
        sign if state != "value" else number if sign == "Comparator" else f"{number} {sign.lower()}"
        for number, sign, state in facts
    ]
    shown["shown"] = shown["period"].map(formatting.period)
    return shown


def _empty(shown: pd.DataFrame, columns: list[str]) -> pd.DataFrame:
    """The places of the grid that have no row at all."""
    held = set(zip(shown["indicator_id"], shown["column"], strict=True))
    places = itertools.product(dict.fromkeys(shown["indicator_id"]), columns)
    return pd.DataFrame([place for place in places if place not in held], columns=["indicator_id", "column"])


def _rows(shown: pd.DataFrame) -> tuple[list[str], dict[str, tuple[str, str]], list[str]]:
    """The rows from top to bottom, their labels without and with the period, and which of them are headings of domains."""
    indicators = shown.sort_values("display_order").drop_duplicates("indicator_id")
    names = zip(indicators["short_name"], indicators["shown"], strict=True)
    labels = {key: (name, f"{name}, {period}") for key, (name, period) in zip(indicators["indicator_id"], names, strict=True)}
    by_domain: dict[str, list[str]] = {}
    for domain, key in zip(indicators["domain"], labels, strict=True):
        by_domain.setdefault(domain, [f"domain {domain}"]).append(key)
    headings = {rows[0]: (DOMAINS[domain],) * 2 for domain, rows in by_domain.items()}
    return list(itertools.chain(*by_domain.values())), labels | headings, list(headings)


def _row_axis(labels: dict[str, tuple[str, str]], headings: list[str]) -> alt.Axis:
    """Names beside the rows, with the period where there is room."""
    is_heading = f"indexof({json.dumps(headings)}, datum.value) >= 0"
    return alt.Axis(
        labelExpr=f"({json.dumps(labels)})[datum.value][{_IS_PHONE} ? 0 : 1]",
        labelFontWeight={"condition": {"test": is_heading, "value": "bold"}, "value": "normal"},
        labelLimit=alt.ExprRef("clamp(windowSize()[0] / 3, 130, 300)"),
        labelFontSize=alt.ExprRef(f"{_IS_PHONE} ? 11 : 13"),
        ticks=False,
        domain=False,
    )


def _column_axis(names: dict[str, str], focus: str) -> alt.Axis:
    """Names over the columns: in lines where there is room, else slanted."""
    lines = {code: textwrap.wrap(name, 11) for code, name in names.items()}
    most = max(map(len, lines.values()))
    # Vega hangs lines from the axis downwards, so all are made equally long and lifted by their height.
    lines = {code: [""] * (most - len(each)) + each for code, each in lines.items()}
    return alt.Axis(
        orient="top",
        labelExpr=f"{_IS_NARROW} ? ({json.dumps(names)})[datum.value] : ({json.dumps(lines)})[datum.value]",
        labelAngle=alt.ExprRef(f"{_IS_NARROW} ? -90 : 0"),
        labelAlign=alt.ExprRef(f"{_IS_NARROW} ? 'left' : 'center'"),
        labelBaseline=alt.ExprRef(f"{_IS_NARROW} ? 'middle' : 'bottom'"),
        labelPadding=alt.ExprRef(f"{_IS_NARROW} ? 4 : {4 + 14 * (most - 1)}"),
        labelLineHeight=14,
        labelFontWeight={"condition": {"test": f"datum.value === {json.dumps(focus)}", "value": "bold"}, "value": "normal"},
        labelFontSize=12,
        labelLimit=150,
        labelOverlap=False,
        ticks=False,
        domain=False,
    )


def _columns(shown: pd.DataFrame) -> dict[str, str]:
    """The columns from left to right and their areas' names; of the comparator too, unless it is another area from row to row."""
    areas = shown.sort_values(["position", "area_code"]).drop_duplicates("column")
    names = dict(zip(areas["column"], areas["area_name"], strict=True))
    is_one = shown.loc[shown["position"] == 0, "area_name"].nunique() == 1
    return names if is_one or _COMPARATOR not in names else names | {_COMPARATOR: "Comparator"}


def _ground(sign: str, palette: Palette) -> str:
    """The cell's colour: a tint of the sign's, light enough for the number on it."""
    if sign == "Comparator":
        return palette.panel
    return _tint(palette.stroke(sign), palette.paper) if palette.fill(sign) != palette.paper else palette.paper


def _tint(colour: str, paper: str, strength: float = 0.3) -> str:
    channels = [[int(code[place : place + 2], 16) for place in (1, 3, 5)] for code in (colour, paper)]
    pairs = zip(*channels, strict=True)
    return "#" + "".join(f"{round(strength * over + (1 - strength) * under):02X}" for over, under in pairs)


def _edge(sign: str, palette: Palette) -> str:
    return palette.panel if sign == "Comparator" else palette.faint if sign == "Similar" else palette.stroke(sign)
