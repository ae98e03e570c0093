"""A chart as a picture that stands alone: with its title, its legend, its notes, its source and the attribution."""

import textwrap

import altair as alt
import pandas as pd
import vl_convert

from pcdash.charts import picture_legend
from pcdash.charts.specification import Chart, specification
from pcdash.charts.style import Palette

WIDTH = 1000
_LETTERS = 120


def image(chart: Chart, form: str, *, title: str, lines: list[str], legend: str, palette: Palette) -> bytes:
    """The chart as "png" (twice its size, for print) or "svg", `lines` under its title, wrapped; `legend` as the page writes it."""
    spec = specification(chart)
    spec["datasets"] = {
        name: alt.to_values(data)["values"] if isinstance(data, pd.DataFrame) else data for name, data in spec["datasets"].items()
    }
    spec["background"] = palette.paper
    spec["padding"] = 24
    if legend:
        spec["layer"] = [*spec["layer"], *picture_legend.layers(legend, palette)]
    spec["width"] = WIDTH
    spec["title"] = {
        "text": textwrap.wrap(title, _LETTERS),
        "subtitle": [part for line in lines for part in textwrap.wrap(line, _LETTERS + 20)],
        "anchor": "start",
        "color": palette.ink,
        "subtitleColor": palette.ink,
        "fontSize": 17,
        "subtitleFontSize": 13,
        "subtitlePadding": 6,
        "offset": 14,
    }
    if form == "svg":
        return vl_convert.vegalite_to_svg(spec).encode("utf-8")
    return vl_convert.vegalite_to_png(spec, scale=2)
