"""What stands out: an indicator a row, with why, how much and its years in small; its name is the way to the figure."""

import pandas as pd
import streamlit as st

from pcdash import wording
from pcdash.charts import sparkline, style
from pcdash.ui import blocks, state

_WIDTH = 160


def cards(rows: pd.DataFrame, points: pd.DataFrame) -> None:
    """One card per row of `queries.standing`, in the order given; `points` as `queries.short_series`."""
    palette = blocks.palette()
    for row in rows.itertuples():
        series = points[points["indicator_id"] == row.indicator_id]
        sign = style.sign(row.outcome)
        with st.container(horizontal=True, vertical_alignment="center", gap="small", key=f"card_{row.indicator_id}"):
            with st.container(gap=None):
                onward = state.link_parameters() | {"indicator": row.indicator_id}
                st.page_link("pages/trends.py", label=f"**{blocks.plain(row.short_name)}**", query_params=onward)
                why, figures = wording.stands_out.noted(row), wording.stands_out.card(row)
                st.markdown(f"{style.GLYPHS[sign]} {blocks.plain(why)}. {blocks.plain(figures)}")
            st.vega_lite_chart(
                sparkline.figures(series, sign=sign, unit=row.unit, palette=palette),
                sparkline.drawing(palette),
                width=_WIDTH,
                theme=None,
                alt=wording.stands_out.sparkline(row, series),
                key=f"spark_{row.indicator_id}",
            )
