"""What each indicator means, which codes carry it, and where there are figures of it."""

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
        st.markdown("No national file carries it; it comes by a local return.")
    else:
        blocks.download("codes", codes, f"indicator={topic}")
        st.dataframe(
            codes[["publication", "code", "from_period", "to_period", "break_reason", "note"]]
            .fillna("")
            .rename(
                columns={
                    "publication": "Publication",
                    "code": "Code",
                    "from_period": "From",
                    "to_period": "To",
                    "break_reason": "Not comparable with earlier years because",
                    "note": "Note",
                }
            ),
            hide_index=True,
            width="stretch",
            alt=f"Codes that carry {indicator['name']}",
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
