"""Counts of outcomes by domain: how much of what is measured is better, similar or worse."""

from collections import Counter

import altair as alt
import pandas as pd

from pcdash.charts.style import SHAPES, Palette, framed, require, with_signs
from pcdash.terms.domains import DOMAINS

ROW_HEIGHT = 26


def counts(rows: pd.DataFrame) -> pd.DataFrame:
    """The numbers of indicators by domain and outcome, and of those that improved and worsened, as a reader's table.

    `rows`: domain, outcome, state, direction; one row per indicator.
    """
    outcomes = Counter(zip(rows["domain"], with_signs(rows)["sign"], strict=True))
    directions = Counter(zip(rows["domain"], rows["direction"], strict=True))
    domains = [domain for domain in DOMAINS if domain in set(rows["domain"])]
    words = [word for word in SHAPES if word in {word for _, word in outcomes}]
    return pd.DataFrame(
        {"Domain": [DOMAINS[domain] for domain in domains]}
        | {word: [outcomes[domain, word] for domain in domains] for word in words}
        | {kind.capitalize(): [directions[domain, kind] for domain in domains] for kind in ("improved", "worsened")}
    )


def outcomes_by_domain(rows: pd.DataFrame, *, palette: Palette) -> alt.LayerChart:
    """One bar per domain, cut into the counts of each outcome, each piece with its number and word; beside it what changed.

    `rows`: domain, outcome, state, direction; one row per indicator.
    """
    require(rows, "domain", "outcome", "state", "direction")
    changed = counts(rows)
    order = [word for word in SHAPES if word in changed]
    changed["indicators"] = changed[order].sum(axis=1)
    changed["words"] = [
        ", ".join(f"{number} {word}" for number, word in ((improved, "improved"), (worsened, "worsened")) if number)
        for improved, worsened in zip(changed["Improved"], changed["Worsened"], strict=True)
    ]
    pieces = pd.DataFrame(
        [
            {"Domain": row["Domain"], "sign": word, "position": place, "indicators": number, "words": f"{number} {word.lower()}"}
            for row in changed.to_dict("records")
            for place, word in enumerate(order)
            if (number := row[word])
        ]
    )
    names = list(changed["Domain"])
    y = alt.Y("Domain:N", sort=names, title=None, axis=alt.Axis(ticks=False, domain=False, labelLimit=200))
    x = alt.X("indicators:Q", stack="zero", axis=None)
    colour = alt.Fill(
        "sign:N",
        scale=alt.Scale(domain=order, range=[palette.stroke(word) for word in order]),
        legend=None,
    )
    base = alt.Chart(pieces)
    bars = base.mark_bar(height=20, stroke=palette.paper, strokeWidth=2).encode(
        y=y, x=x, fill=colour, order=alt.Order("position:Q"), tooltip=[alt.Tooltip("Domain:N"), alt.Tooltip("words:N")]
    )
    numbers = base.mark_text(color=palette.paper, fontSize=13, fontWeight="bold").encode(
        y=y,
        x=alt.X("indicators:Q", stack="zero", bandPosition=0.5),
        text=alt.Text("indicators:Q"),
        order=alt.Order("position:Q"),
        detail=alt.Detail("sign:N"),
    )
    # On a phone the bars need the room.
    size = alt.ExprRef("windowSize()[0] < 700 ? 0 : 13")
    beside = alt.Chart(changed).mark_text(align="left", dx=8, fontSize=size, color=palette.muted)
    beside = beside.encode(y=y, x=alt.X("indicators:Q"), text=alt.Text("words:N"))
    return framed(alt.layer(bars, numbers, beside), palette, height=ROW_HEIGHT * max(len(names), 2))
