"""Counts of outcomes by domain: how much of what is measured is better, similar or worse."""

import altair as alt
import pandas as pd

from pcdash.charts.style import FRAME_HEIGHT, SHAPES, Palette, framed, require, with_signs
from pcdash.formatting import DOMAINS

ROW_HEIGHT = 38


def outcomes_by_domain(rows: pd.DataFrame, *, palette: Palette) -> alt.LayerChart:
    """One bar per domain, cut into the counts of each outcome, each piece with its number and word.

    `rows`: domain, outcome, state; one row per indicator.
    """
    require(rows, "domain", "outcome", "state")
    signs = with_signs(rows)
    counts = signs.groupby(["domain", "sign"], sort=False).size().rename("indicators").reset_index()
    order = [word for word in SHAPES if word in set(counts["sign"])]
    counts["position"] = counts["sign"].map({word: place for place, word in enumerate(order)})
    counts["domain_name"] = counts["domain"].map(DOMAINS)
    counts["words"] = counts["indicators"].astype(str) + " " + counts["sign"].str.lower()
    names = [DOMAINS[domain] for domain in DOMAINS if domain in set(counts["domain"])]
    y = alt.Y("domain_name:N", sort=names, title=None, axis=alt.Axis(ticks=False, domain=False, labelLimit=200))
    x = alt.X("indicators:Q", stack="zero", title="Number of indicators", axis=alt.Axis(tickMinStep=1, grid=False))
    colour = alt.Fill(
        "sign:N",
        scale=alt.Scale(domain=order, range=[palette.stroke(word) for word in order]),
        legend=None,
    )
    base = alt.Chart(counts)
    bars = base.mark_bar(height=24, stroke=palette.paper, strokeWidth=2).encode(
        y=y, x=x, fill=colour, order="position:Q", tooltip=["domain_name:N", "words:N"]
    )
    numbers = base.mark_text(color=palette.paper, fontSize=13, fontWeight="bold").encode(
        y=y, x=alt.X("indicators:Q", stack="zero", bandPosition=0.5), text="indicators:Q", order="position:Q", detail="sign:N"
    )
    return framed(alt.layer(bars, numbers).properties(height=FRAME_HEIGHT + ROW_HEIGHT * max(len(names), 2)), palette)
