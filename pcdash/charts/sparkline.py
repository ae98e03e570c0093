"""A series in the space of a few words: an area over the years, with its comparator beside it.

Altair takes long to make and check a chart, and a page has ten of these. So the drawing is made once for a theme, and all that
differs between them, looks and labels too, is in the figures.
"""

import functools

import altair as alt
import pandas as pd

from pcdash.charts.specification import without_figures
from pcdash.charts.style import SHAPES, Palette, framed, require
from pcdash.terms import formatting
from pcdash.terms.gaps import stretches

HEIGHT = 80
# Longer series have no room for a dot per period.
_DOTTED = 16


def figures(series: pd.DataFrame, *, sign: str, unit: str, palette: Palette) -> pd.DataFrame:
    """The points of one sparkline, one row per period, for `drawing` of the same palette.

    `series`: period, period_end, value, segment, comparator_name, comparator_value; one row per period, oldest first. `sign` is
    the outcome's word, as `style.sign` says it.
    """
    require(series, "period", "period_end", "value", "segment", "comparator_name", "comparator_value")
    last = len(series) - 1
    theirs, names = list(series["comparator_value"]), list(series["comparator_name"])
    named, side, lift = _place_of_name(list(series["value"]), theirs)
    places = range(last + 1)
    labels = [formatting.period(period) for period in series["period"]]
    return pd.DataFrame(
        {
            "year": (series["period_end"].dt.year + series["period_end"].dt.day_of_year / 366).round(3).array,
            "value": series["value"].array,
            "comparator": theirs,
            "stretch": stretches(series["period"], series["segment"]),
            "Period": labels,
            "Value": [formatting.number(value, unit) for value in series["value"]],
            "dot": 16 if len(series) <= _DOTTED else 4,
            "end": [int(place == last) for place in places],
            "shape": SHAPES[sign],
            "fill": palette.fill(sign),
            "stroke": palette.stroke(sign),
            "tick": [label if place in (0, last) else "" for place, label in enumerate(labels)],
            "tick_side": ["right" if place == last and last else "left" for place in places],
            "name": [names[place] if place == named else "" for place in places],
            "name_side": side,
            "name_lift": lift,
        }
    )


@functools.lru_cache(maxsize=4)
def drawing(palette: Palette) -> dict:
    """The area as a thick line that ends in the mark of its outcome, its comparator as a thin one with its name.

    A Vega-Lite specification without data. Lines stop where a definition changes and where a period has no figure. Only the first
    and the last period are named: a sparkline shows which way, the page it leads to how much.
    """
    x = alt.X(
        "year:Q",
        title=None,
        axis=alt.Axis(labels=False, ticks=False, grid=False),
        scale=alt.Scale(zero=False, nice=False, padding=8),
    )
    scale = alt.Scale(zero=False, nice=False, padding=10)
    y, beside = (alt.Y(f"{column}:Q", title=None, axis=None, scale=scale) for column in ("value", "comparator"))
    base = alt.Chart()
    looks = {name: alt.ExprRef(f"datum.{name}") for name in ("shape", "fill", "stroke")}
    name = {"align": alt.ExprRef("datum.name_side"), "dy": alt.ExprRef("datum.name_lift"), "fontSize": 12}
    dots = base.mark_point(size=alt.ExprRef("datum.dot"), filled=True, opacity=1, color=palette.ink)
    end = base.mark_point(size=110, strokeWidth=2, opacity=alt.ExprRef("datum.end"), **looks)
    ticks = base.mark_text(align=alt.ExprRef("datum.tick_side"), dy=16, fontSize=12, color=palette.ink)
    layers = (
        base.mark_line(strokeWidth=1.25, color=palette.muted).encode(x=x, y=beside, detail=alt.Detail("stretch:N")),
        base.mark_line(strokeWidth=2.5, color=palette.ink).encode(x=x, y=y, detail=alt.Detail("stretch:N")),
        dots.encode(x=x, y=y, tooltip=[alt.Tooltip("Period:N"), alt.Tooltip("Value:N")]),
        end.encode(x=x, y=y),
        base.mark_text(color=palette.muted, **name).encode(x=x, y=beside, text=alt.Text("name:N")),
        ticks.encode(x=x, y=alt.YValue(alt.ExprRef("height")), text=alt.Text("tick:N")),
    )
    return without_figures(framed(alt.layer(*layers), palette, height=HEIGHT))


def _place_of_name(values: list[float], theirs: list[float]) -> tuple[int | None, str, int]:
    """Where the comparator's name stands: above its highest point or below its lowest, whichever no line crosses.

    The place in the series (None without a comparator), the side of the name that is there, and how far below the point it is.
    """
    known = [(value, place) for place, value in enumerate(theirs) if not formatting.is_missing(value)]
    if not known:
        return None, "left", 0
    highest, lowest = max(known, key=lambda point: point[0]), min(known, key=lambda point: point[0])
    is_above = highest[0] - max(values) >= min(values) - lowest[0]
    place = (highest if is_above else lowest)[1]
    share = place / max(len(values) - 1, 1)
    return place, "left" if share < 0.3 else "right" if share > 0.7 else "center", -10 if is_above else 12
