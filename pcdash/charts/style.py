"""How every chart looks: colours for both themes, the three signs of an outcome, and the frame around a chart.

An outcome carries word, shape and colour at once, so that it survives print, colour blindness and a screen reader. The light
colours were measured for contrast and for three kinds of colour blindness; the dark ones are the same hues, lighter.
"""

import functools
from collections.abc import Iterable
from dataclasses import dataclass

import altair as alt
import pandas as pd
from altair.utils import schemapi

from pcdash.terms.outcomes import OUTCOMES, STATES

# Checking each part while a chart is put together repeats the check of the whole chart, and takes half the time of a page.
schemapi.disable_debug_mode()

# Words of the five states as a mark on a map or chart can carry them.
STATE_WORDS = {"suppressed": "Suppressed", "missing": "No figure", "not_applicable": "Does not apply", "closed": "Closed"}
SHAPES = {
    "Better": "circle",
    "Similar": "circle",
    "Worse": "diamond",
    "Lower": "triangle-down",
    "Higher": "triangle-up",
    "Not compared": "square",
    "Suppressed": "cross",
    "No figure": "stroke",
    "Does not apply": "triangle-left",
    "Closed": "triangle-right",
}
# Streamlit fits a chart into its height, so that legend and axes take room from the rows unless it is added.
FRAME_HEIGHT = 52
# The same shapes as characters, for the legend.
GLYPHS = {
    "Better": ":blue[\u25cf]",
    "Similar": ":gray[\u25cb]",
    "Worse": ":orange[\u25c6]",
    "Lower": ":violet[\u25bc]",
    "Higher": ":violet[\u25b2]",
    "Not compared": ":gray[\u25a1]",
    "Suppressed": ":gray[\u271a]",
    "No figure": ":gray[\u2013]",
    "Does not apply": ":gray[\u25c1]",
    "Closed": ":gray[\u25b7]",
}
FONT = "Arial, Helvetica, sans-serif"


@dataclass(frozen=True)
class Palette:
    """The colours of one theme. `hollow` fills marks that say "similar" or "nothing to say"."""

    better: str
    similar: str
    worse: str
    lower: str
    higher: str
    none: str
    ink: str
    muted: str
    faint: str
    paper: str
    panel: str

    def stroke(self, sign: str) -> str:
        """Outline of a sign's mark."""
        known = {"Better": self.better, "Worse": self.worse, "Similar": self.similar, "Lower": self.lower, "Higher": self.higher}
        return known.get(sign, self.none)

    def fill(self, sign: str) -> str:
        """Inside of a sign's mark: hollow unless it says better, worse, lower or higher."""
        return self.stroke(sign) if sign in ("Better", "Worse", "Lower", "Higher") else self.paper


LIGHT = Palette(
    better="#005EB8",
    similar="#768692",
    worse="#D5660F",
    lower="#330072",
    higher="#7C6BB3",
    none="#8A949B",
    ink="#212B32",
    muted="#4C6272",
    faint="#D8DDE0",
    paper="#FFFFFF",
    panel="#F0F4F5",
)
DARK = Palette(
    better="#5FB0F5",
    similar="#A3AEB6",
    worse="#F59A4C",
    lower="#D5C7F7",
    higher="#9A85DB",
    none="#7F8B94",
    ink="#E8EDEE",
    muted="#AEB7BD",
    faint="#37444D",
    paper="#10171C",
    panel="#1D2830",
)


def sign(outcome: str, state: str = "value") -> str:
    """The word that a mark stands for: the outcome's, or the state's where there is no value."""
    return STATE_WORDS.get(state) or OUTCOMES.get(outcome, OUTCOMES["not_compared"])


def with_signs(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows with `sign`, from `outcome` and `state`, and `sign_help`, the state in full where there is no value."""
    signs = [sign(outcome, state) for outcome, state in zip(rows["outcome"], rows["state"], strict=True)]
    return rows.assign(sign=signs, sign_help=rows["state"].map(STATES).fillna(""))


def signs_present(rows: pd.DataFrame) -> list[str]:
    """The signs among the rows, in the fixed order, for the legend that the page writes as text."""
    present = set(with_signs(rows)["sign"])
    return [word for word in SHAPES if word in present]


def legend(rows: pd.DataFrame) -> str:
    """Shape and word of each sign on the chart, as markup; where all rows share a comparator, its name and the confidence."""
    names = rows["comparator_name"].dropna().unique() if "comparator_name" in rows else []
    head = f"Compared with {names[0]}, 95% confidence:\u2003" if len(names) == 1 else ""
    return head + "\u2003".join(f"{GLYPHS[word]}\u00a0{word.replace(' ', chr(0xA0))}" for word in signs_present(rows))


def sign_encodings(signs: Iterable[str], palette: Palette) -> dict:
    """Fill, stroke and shape by `sign`. The legend is text on the page, where it wraps and is read aloud."""
    present = [word for word in SHAPES if word in set(signs)]
    ranges = {
        "fill": [palette.fill(word) for word in present],
        "stroke": [palette.stroke(word) for word in present],
        "shape": [SHAPES[word] for word in present],
    }
    channels = {"fill": alt.Fill, "stroke": alt.Stroke, "shape": alt.Shape}
    return {
        name: channels[name]("sign:N", scale=alt.Scale(domain=present, range=values), legend=None)
        for name, values in ranges.items()
    }


def framed(chart: alt.LayerChart, palette: Palette, *, height: float | alt.Step) -> alt.LayerChart:
    """The chart, at a height, with the project's fonts, quiet axes and no box around it, on a transparent ground.

    The chart itself is changed: Altair's own methods copy it, and a copy takes as long as drawing it.
    """
    chart.height = height
    chart.config = _config(palette)
    return chart


@functools.cache
def _config(palette: Palette) -> alt.Config:
    words = {"labelColor": palette.ink, "titleColor": palette.muted, "labelFontSize": 13}
    titles = {"titleFontSize": 13, "titleFontWeight": "normal"}
    lines = {"gridColor": palette.faint, "domainColor": palette.muted, "tickColor": palette.muted}
    return alt.Config(
        background="transparent",
        font=FONT,
        autosize=alt.AutoSizeParams(type="fit-x", contains="padding"),
        view=alt.ViewConfig(stroke=None),
        axis=alt.AxisConfig(**words, **titles, **lines, labelLimit=260),
        legend=alt.LegendConfig(**words, **titles, titleLimit=600),
        title=alt.TitleConfig(color=palette.ink, fontSize=15, anchor="start"),
        header=alt.HeaderConfig(**words),
    )


def value_scale(unit: str, *, padding: int) -> alt.Scale:
    """A scale that holds all figures with room for their marks, `padding` pixels at each end; not drawn from 0.

    A percentage's scale ends there: rounded up to the next tick, one that reaches 100% would be labelled 105% or 110%.
    """
    return alt.Scale(zero=False, nice=unit != "%", padding=padding)


def label_expression(unit: str) -> str:
    """How an axis writes its numbers: thousands separated, with a percent sign where the unit is one."""
    return "format(datum.value, ',') + '%'" if unit == "%" else "format(datum.value, ',')"


def require(rows: pd.DataFrame, *columns: str) -> None:
    """Raises ValueError naming the first column that a chart needs and the frame has not."""
    for column in columns:
        if column not in rows:
            raise ValueError(f"the chart needs a column '{column}'; it got {', '.join(map(str, rows.columns))}")
