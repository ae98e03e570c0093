"""Where a practice stands: what is worse and what is better than its comparator, and what a gap means."""

import pandas as pd
import streamlit as st

from pcdash import wording
from pcdash.charts import style
from pcdash.ui import blocks

_LISTED = 5


def show(rows: pd.DataFrame, comparator: str) -> None:
    """The answer without a click: what is worse and what is better, and what a gap means.

    What can be said in patients comes first, then the furthest from the comparator among its practices.
    """
    blocks.say(wording.practice_profile.standing_sentence(rows, comparator))
    outcomes = [outcome for outcome in ("worse", "better") if (rows["outcome"] == outcome).any()]
    for place, outcome in zip(st.columns(len(outcomes), gap="large") if outcomes else [], outcomes, strict=True):
        found = rows[rows["outcome"] == outcome].assign(in_patients=rows["gap"] != "", far=rows["position"].abs())
        found = found.sort_values(["in_patients", "far"], ascending=False)
        with place:
            st.markdown(f"**{style.GLYPHS[outcome.capitalize()]} {outcome.capitalize()} than {blocks.plain(comparator)}**")
            lines = [
                f"- {blocks.plain(wording.practice_profile.standing_line(row._asdict()))}"
                for row in found.head(_LISTED).itertuples()
            ]
            if len(found) > _LISTED:
                lines.append(f"- and {len(found) - _LISTED} more below")
            st.markdown("\n".join(lines))
