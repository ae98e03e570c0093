"""Where a practice stands: what is worse and what is better than its comparator, and what a gap means."""

import pandas as pd
import streamlit as st

from pcdash import wording
from pcdash.charts import style
from pcdash.ui import blocks

_LISTED = 3


def show(rows: pd.DataFrame, comparator: str) -> None:
    """The answer without a click: what is worse and what is better, and what a gap means.

    What can be said in patients comes first, then the furthest from the comparator among its practices; what has ended comes last.
    """
    blocks.say(wording.practice_profile.standing_sentence(rows, comparator))
    outcomes = [outcome for outcome in ("worse", "better") if (rows["outcome"] == outcome).any()]
    for place, outcome in zip(st.columns(len(outcomes), gap="large") if outcomes else [], outcomes, strict=True):
        found = rows[rows["outcome"] == outcome].assign(
            goes_on=rows["ended"] == "", in_patients=rows["gap"] != "", far=rows["position"].abs()
        )
        found = found.sort_values(["goes_on", "in_patients", "far"], ascending=False)
        with place:
            st.markdown(f"**{style.GLYPHS[outcome.capitalize()]} {outcome.capitalize()} than {blocks.plain(comparator)}**")
            lines = [
                f"- {blocks.plain(wording.practice_profile.standing_line(row._asdict()))}"
                for row in found.head(_LISTED).itertuples()
            ]
            lines += [f"- {words}" for words in [wording.practice_profile.more_below(found.iloc[_LISTED:])] if words]
            st.markdown("\n".join(lines))
