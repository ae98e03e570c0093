"""Cards of indicators that stand out: why, how much, its years in small, and the way to the figure."""

import pandas as pd
import streamlit as st

from pcdash import wording
from pcdash.charts import sparkline, style
from pcdash.terms.outcomes import RECENT_TRENDS
from pcdash.ui import blocks, state


def cards(rows: pd.DataFrame, points: pd.DataFrame) -> None:
    """One card per row of `queries.standing`, in the order given; `points` as `queries.short_series`."""
    palette = blocks.palette()
    for row in rows.itertuples():
        series = points[points["indicator_id"] == row.indicator_id]
        sign = style.sign(row.outcome)
        with st.container(border=True, key=f"card_{row.indicator_id}"):
            words, picture = st.columns([3, 2], gap="medium", vertical_alignment="center")
            with words:
                why, figures = wording.overview.noted(row), wording.overview.card(row)
                # Two spaces before the end of a line make a line of its own.
                st.markdown(f"**{blocks.plain(row.name)}**  \n{style.GLYPHS[sign]} {blocks.plain(why)}.  \n{blocks.plain(figures)}")
                blocks.say(f"Recent trend: {RECENT_TRENDS[row.recent_trend].lower()}", quiet=True)
            with picture:
                st.vega_lite_chart(
                    sparkline.figures(series, sign=sign, unit=row.unit, palette=palette),
                    sparkline.drawing(palette),
                    width="stretch",
                    theme=None,
                    alt=wording.overview.sparkline(row, series),
                    key=f"spark_{row.indicator_id}",
                )
            st.page_link(
                "pages/trends.py",
                label=f"{blocks.plain(row.short_name)} over the years",
                icon=":material/arrow_forward:",
                query_params=state.link_parameters() | {"indicator": row.indicator_id},
            )
