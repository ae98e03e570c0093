"""What each indicator means, which codes carry it, and where there are figures of it."""

import pandas as pd
import streamlit as st

from pcdash import queries
from pcdash.terms import formatting
from pcdash.terms.areas import AREA_TYPES
from pcdash.ui import blocks
from pcdash.ui.cache import ask


def indicators() -> None:
    """One indicator of the catalogue, with the codes that carry it."""
    catalogue = ask(queries.catalogue.indicators)
    topic = st.selectbox(
        "Indicator",
        list(catalogue["indicator_id"]),
        format_func=lambda key: catalogue.set_index("indicator_id").loc[key, "name"],
        key="data_indicator",
    )
    indicator = catalogue[catalogue["indicator_id"] == topic].iloc[0].to_dict()
    blocks.definition(indicator, None)
    codes = ask(queries.catalogue.indicator_sources, topic)
    st.markdown("**Which code carries it**")
    if codes.empty:
        st.markdown("No publication that is read here carries it; it comes by a local return.")
    else:
        blocks.download("codes", codes, f"indicator={topic}")
        st.dataframe(
            codes[["publication", "code", "from_period", "to_period", "age", "break_reason", "note"]]
            .fillna("")
            .rename(
                columns={
                    "publication": "Publication",
                    "code": "Code",
                    "from_period": "From",
                    "to_period": "To",
                    "age": "Other ages",
                    "break_reason": "Not comparable with earlier years because",
                    "note": "Note",
                }
            ),
            hide_index=True,
            width="stretch",
            alt=f"Codes that carry {indicator['name']}",
        )


STANDINGS = {"goes_on": "Goes on", "ended": "Ended", "local_return": "By local return only"}


def series() -> None:
    """Which indicators can still be measured from national files, since when not, and what came after."""
    series = ask(queries.catalogue.series)
    ended, local = ((series["standing"] == word).sum() for word in ("ended", "local_return"))
    st.markdown(
        f"Of {len(series)} indicators, {len(series) - ended - local} can still be measured from national files, {ended} were "
        f"ended by their publishers, and {local} come by local returns only."
    )
    blocks.download("series", series, "every indicator")
    st.dataframe(
        pd.DataFrame(
            {
                "Indicator": series["name"],
                "National files": series["standing"].map(STANDINGS),
                "From": series["from_period"].fillna(""),
                "To": series["to_period"].fillna(""),
                "Newest figure here": series["newest_period"].fillna("").map(formatting.period),
                "What came after": series["after"].fillna(""),
            }
        ),
        hide_index=True,
        width="stretch",
        height=560,
        column_config={"What came after": st.column_config.TextColumn(width=420)},
        alt="Which indicators can still be measured",
    )


def coverage() -> None:
    """How many areas of each type have a value, by indicator and period."""
    coverage = ask(queries.provenance.coverage)
    st.markdown("How many areas of each type have a value, by indicator and period.")
    coverage["area_type"] = coverage["area_type"].map(AREA_TYPES).map(formatting.capitalised)
    blocks.download("coverage", coverage, "areas with a value by indicator, level and period")
    st.dataframe(
        coverage.drop(columns="indicator_id").rename(
            columns={"name": "Indicator", "area_type": "Level", "period": "Period", "areas": "Areas with a value"}
        ),
        hide_index=True,
        width="stretch",
        height=560,
        column_config={"Level": st.column_config.TextColumn(width=200)},
        alt="Number of areas with a value by indicator, level and period",
    )
