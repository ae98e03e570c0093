"""How a figure becomes a mark's colour on a map: by its outcome against the comparator, its fifth, or its value.

Shape and outline always carry the outcome, and a mark without a value always the shape of its state, so that changing the colours
never hides what is better, similar or worse, or makes a missing figure look like a low one. The ramp is one hue without judgement.
"""

from dataclasses import dataclass

import altair as alt
import pandas as pd

from pcdash.charts.style import DARK, Palette, sign_encodings, with_signs
from pcdash.terms import formatting

METHODS = ("outcome", "fifth", "value")
FIFTHS = ("1 highest", "2", "3", "4", "5 lowest")
# From low to high: away from the ground, whichever it is.
_RAMP_ON_LIGHT = ("#DDEFEA", "#A5D3CA", "#62AFA8", "#2A827F", "#0B5150")
_RAMP_ON_DARK = ("#17403F", "#22706D", "#3CA09A", "#7CCBC2", "#CDEFE9")
_JUDGED = ("Better", "Worse", "Lower", "Higher")


@dataclass(frozen=True)
class Classes:
    """A way to colour figures; `lowest` and `highest` span the value ramp, so that several maps can share one scale."""

    method: str
    unit: str
    title: str
    lowest: float = 0.0
    highest: float = 1.0

    def fill(self, palette: Palette, *, legend: bool) -> alt.Fill:
        """The colour of rows that have a class. Not for outcomes, whose colours belong to their signs."""
        if self.method == "fifth":
            scale = alt.Scale(domain=list(FIFTHS), range=list(ramp(palette))[::-1])
            shown = alt.Legend(title=self.title, orient="top", direction="horizontal", symbolType="square", symbolSize=220)
            return alt.Fill("fifth:N", scale=scale, legend=shown if legend else None)
        scale = alt.Scale(domain=[self.lowest, self.highest], range=list(ramp(palette)), clamp=True)
        return alt.Fill("value:Q", scale=scale, legend=gradient_legend(self.title, self.unit) if legend else None)


def classes_of(rows: pd.DataFrame, *, method: str, unit: str, title: str) -> Classes:
    """The classes that these rows fall into; `rows`: value, state.

    The value ramp spans the values there are, but as the whiskers of a box plot do: what lies further from the middle half than one
    and a half times its width has the colour of the end, and the title says so. One unusual list would make all others look alike.
    """
    values = rows.loc[rows["state"] == "value", "value"].dropna()
    if values.empty:
        return Classes(method, unit, title)
    low, high = values.quantile(0.25), values.quantile(0.75)
    reach = 1.5 * (high - low)
    usual = values[values.between(low - reach, high + reach)] if reach else values
    lowest, highest = float(usual.min()), float(usual.max())
    said = title if len(usual) == len(values) else f"{title}; the ends hold all beyond"
    return Classes(method, unit, said, lowest, highest if highest > lowest else lowest + 1)


def ramp(palette: Palette) -> tuple[str, ...]:
    """Five steps of one hue from low to high."""
    return _RAMP_ON_DARK if palette is DARK else _RAMP_ON_LIGHT


def gradient_legend(title: str, unit: str, values: list[float] | None = None) -> alt.Legend:
    """A band of the ramp with its numbers, narrow enough for a phone."""
    numbers = {"values": values} if values else {"tickCount": 3}
    # The band's ends are named too, and these are no round numbers.
    words = "format(datum.value, abs(datum.value) < 1000 ? ',.3~r' : ',.0f')"
    return alt.Legend(
        title=title,
        orient="top",
        direction="horizontal",
        gradientLength=240,
        gradientThickness=12,
        labelOverlap="greedy",
        labelSeparation=8,
        labelExpr=f"{words} + '%'" if unit == "%" else words,
        **numbers,
    )


def described(rows: pd.DataFrame, unit: str) -> pd.DataFrame:
    """The rows with what marks and tooltips say: sign, estimate, fifth (None without one)."""
    signed = with_signs(rows)
    return signed.assign(
        estimate=formatting.estimates_or_states(rows, unit),
        fifth=[None if formatting.is_missing(number) else FIFTHS[int(number) - 1] for number in signed["quintile"]],
    )


def has_class(rows: pd.DataFrame, classes: Classes) -> pd.Series:
    """Which rows the ramp can colour: those with a value, by fifths only those that were ranked."""
    valued = rows["state"] == "value"
    return valued & rows["fifth"].notna() if classes.method == "fifth" else valued


def sign_fill(rows: pd.DataFrame, palette: Palette) -> alt.Fill:
    """The colour of a shape by its sign; the sign itself stands as a mark upon it."""
    signs = list(dict.fromkeys(rows["sign"]))
    return alt.Fill("sign:N", scale=alt.Scale(domain=signs, range=[palette.stroke(word) for word in signs]), legend=None)


def mark_layers(
    rows: pd.DataFrame, classes: Classes, palette: Palette, *, legend: bool, outline: float = 2.6
) -> list[tuple[pd.DataFrame, dict]]:
    """Rows, as `described`, in groups that are drawn alike, with the encodings of each: by outcome one group, else two.

    `outline` is the width of a judged mark's outline where the class has taken the fill; all others have a thin one.
    """
    if classes.method == "outcome":
        return [(rows, sign_encodings(rows["sign"], palette))] if len(rows) else []
    coloured = has_class(rows, classes)
    layers = []
    if coloured.any():
        signs = sign_encodings(rows[coloured]["sign"], palette)
        judged = alt.FieldOneOfPredicate(field="sign", oneOf=list(_JUDGED))
        width = alt.StrokeWidthValue(1, condition={"test": judged, "value": outline})
        encodings = signs | {"fill": classes.fill(palette, legend=legend), "strokeWidth": width}
        layers.append((rows[coloured], encodings))
    if not coloured.all():
        layers.append((rows[~coloured], sign_encodings(rows[~coloured]["sign"], palette)))
    return layers
