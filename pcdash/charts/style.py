"""How every chart looks: colours for both themes, the three signs of an outcome, and the frame around a chart.

An outcome carries word, shape and colour at once, so that it survives print, colour blindness and a screen reader. The light
colours were measured for contrast and for three kinds of colour blindness; the dark ones are the same hues, lighter.
"""

from dataclasses import dataclass

import altair as alt
import pandas as pd

from pcdash.formatting import OUTCOMES, STATES

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
FRAME_HEIGHT = 84
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


def sign_encodings(rows: pd.DataFrame, palette: Palette, title: str | None) -> dict:
    """Fill, stroke and shape by `sign`, with one legend that names only the signs present."""
    present = [word for word in SHAPES if word in set(rows["sign"])]
    legend = alt.Legend(orient="top", direction="horizontal", title=title, symbolSize=110, symbolStrokeWidth=2)
    return {
        "fill": alt.Fill(
            "sign:N", scale=alt.Scale(domain=present, range=[palette.fill(word) for word in present]), legend=legend, title=title
        ),
        "stroke": alt.Stroke(
            "sign:N", scale=alt.Scale(domain=present, range=[palette.stroke(word) for word in present]), legend=legend, title=title
        ),
        "shape": alt.Shape(
            "sign:N", scale=alt.Scale(domain=present, range=[SHAPES[word] for word in present]), legend=legend, title=title
        ),
    }


def framed(chart: alt.TopLevelMixin, palette: Palette) -> alt.TopLevelMixin:
    """The chart with the project's fonts, quiet axes and no box around it, on a transparent ground."""
    return (
        chart.configure(background="transparent", font=FONT, autosize=alt.AutoSizeParams(type="fit-x", contains="padding"))
        .configure_view(stroke=None)
        .configure_axis(
            labelColor=palette.ink,
            titleColor=palette.muted,
            labelFontSize=13,
            titleFontSize=13,
            titleFontWeight="normal",
            gridColor=palette.faint,
            domainColor=palette.muted,
            tickColor=palette.muted,
            labelLimit=260,
        )
        .configure_legend(
            labelColor=palette.ink,
            titleColor=palette.muted,
            labelFontSize=13,
            titleFontSize=13,
            titleFontWeight="normal",
            titleLimit=600,
            layout={"top": {"anchor": "start", "bounds": "full"}},
        )
        .configure_title(color=palette.ink, fontSize=15, anchor="start")
        .configure_header(labelColor=palette.ink, titleColor=palette.muted, labelFontSize=13)
    )


def label_expression(unit: str) -> str:
    """How an axis writes its numbers: thousands separated, with a percent sign where the unit is one."""
    return "format(datum.value, ',') + '%'" if unit == "%" else "format(datum.value, ',')"


def require(rows: pd.DataFrame, *columns: str) -> None:
    """Raises ValueError naming the first column that a chart needs and the frame has not."""
    for column in columns:
        if column not in rows:
            raise ValueError(f"the chart needs a column '{column}'; it got {', '.join(map(str, rows.columns))}")
