"""Data and methods: what was loaded and refused, what each indicator means, what each column of the database means."""

import pandas as pd
import streamlit as st

from pcdash import formatting, queries
from pcdash.ui import blocks, frame, state
from pcdash.ui.cache import ask

frame.require()
state.settle()
blocks.title("Data and methods")
view = st.segmented_control(
    "Show",
    ["Files", "Indicators", "Coverage", "Methods", "Checks", "Data dictionary"],
    default="Files",
    required=True,
    key="data_view",
)

if view == "Files":
    files = ask(queries.source_files)
    loaded = files[files["status"] == "loaded"]
    st.markdown(
        f"The build was given {len(files)} files and loaded {len(loaded)}: {formatting.count(loaded['rows_in'].sum())} rows, of "
        f"which {formatting.count(loaded['rows_refused'].sum())} were refused, each with its reason."
    )
    st.dataframe(
        pd.DataFrame(
            {
                "File": files["file_label"],
                "What became of it": files["status"].str.capitalize(),
                "Publication": files["publication_title"].fillna(""),
                "Period": files["period"].fillna("").map(formatting.period),
                "Edition": files["edition"].map(formatting.day),
                "Rows": files["rows_in"].map(formatting.count),
                "Loaded": files["rows_loaded"].map(formatting.count),
                "Refused": files["rows_refused"].map(formatting.count),
                "Remark": files["message"].fillna(""),
                "Encoding": files["encoding"].fillna(""),
                "SHA-256": files["sha256"],
            }
        ),
        hide_index=True,
        width="stretch",
        height=560,
        alt="Every file given to the build and what became of it",
    )
    st.subheader("Why rows were refused", anchor=False)
    refused = ask(queries.refusals)
    st.dataframe(
        refused.rename(columns={"file_label": "File", "reason": "Reason", "rows": "Rows", "first_row": "First such row"}),
        hide_index=True,
        width="stretch",
        alt="Reasons for refused rows by file",
    )
    st.caption("Every refused row is kept in marts.rejected_row with its number and content.")
    st.subheader("Attribution", anchor=False)
    st.markdown("\n".join(f"- {text}" for text in sorted(set(loaded["attribution"].dropna()))))
elif view == "Indicators":
    catalogue = ask(queries.indicators)
    topic = st.selectbox(
        "Indicator",
        list(catalogue["indicator_id"]),
        format_func=lambda key: catalogue.set_index("indicator_id").loc[key, "name"],
        key="data_indicator",
    )
    indicator = catalogue[catalogue["indicator_id"] == topic].iloc[0].to_dict()
    blocks.definition(indicator, None)
    codes = ask(queries.indicator_sources, topic)
    st.markdown("**Which code carries it**")
    if codes.empty:
        st.markdown("No national file carries it; it comes by a local return.")
    else:
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
elif view == "Coverage":
    coverage = ask(queries.coverage)
    st.markdown("How many areas of each type have a value, by indicator and period.")
    coverage["area_type"] = coverage["area_type"].map(formatting.AREA_TYPES).str.capitalize()
    st.dataframe(
        coverage.drop(columns="indicator_id").rename(
            columns={"name": "Indicator", "area_type": "Level", "period": "Period", "areas": "Areas with a value"}
        ),
        hide_index=True,
        width="stretch",
        height=560,
        alt="Number of areas with a value by indicator, level and period",
    )
elif view == "Methods":
    st.markdown(
        """
**Percentages** carry Wilson's interval. With x of n patients, z = 1.96 for 95% and 3.09 for 99.8%:
limits = (2x + z\u00b2 \u2213 z\u221a(z\u00b2 + 4x(1 \u2212 x/n))) / (2(n + z\u00b2)).

**Rates and standardised ratios** carry the exact Poisson interval below 10 events and Byar's approximation from 10.

**Directly standardised rates** use the European Standard Population 2013 and Dobson's interval, and are not shown below 10 events.

**Groups are pooled, never averaged**: the sum of numerators over the sum of denominators of the members on the last day of the
period. England and regions need 95% of their practices, smaller groups 75%.

**Compared** means that the comparator's value lies outside the area's 95% interval. Better and worse are said only where the
strategy or the evidence sets a direction; else lower and higher.

**QOF** figures are patients receiving the intervention: personalised care adjustments (exceptions before 2019/20) stay in the
denominator. The figure net of adjustments and the adjustment rate are further categories of the same indicator.

**Survey** percentages are weighted; their interval rests on the people who answered divided by a design effect of 1.54.

**Zero, missing, suppressed, not applicable and closed** are five different things and are never shown as one another.
"""
    )
elif view == "Checks":
    checks = ask(queries.checks)
    st.markdown("The build proves these promises before a database is put in place; a broken one stops it.")
    st.dataframe(
        pd.DataFrame(
            {
                "Promise": checks["promise"],
                "Result": ["Holds" if not rows else f"{formatting.count(rows)} exceptions" for rows in checks["offending_rows"]],
                "Stops the build": checks["is_fatal"].map({True: "Yes", False: "No, reported"}),
                "Example": checks["example"].fillna(""),
            }
        ),
        hide_index=True,
        width="stretch",
        alt="Checks and their results",
    )
else:
    words = ask(queries.dictionary)
    st.markdown("Every table and view that pages read, straight from the database's own comments.")
    st.dataframe(
        words.rename(
            columns={"object": "View", "about": "What it holds", "column": "Column", "type": "Type", "meaning": "Meaning"}
        ),
        hide_index=True,
        width="stretch",
        height=600,
        alt="Data dictionary",
    )
