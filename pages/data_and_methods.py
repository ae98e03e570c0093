"""Data and methods: what was loaded and refused, what each indicator means, what each column of the database means."""

import pandas as pd
import streamlit as st

from pcdash import queries
from pcdash.terms import formatting
from pcdash.terms.areas import AREA_TYPES
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
    files = ask(queries.provenance.source_files)
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
        column_config={"File": st.column_config.TextColumn(width=330), "Remark": st.column_config.TextColumn(width=260)},
        alt="Every file given to the build and what became of it",
    )
    st.header("Why rows were refused", anchor=False)
    refused = ask(queries.provenance.refusals)
    st.dataframe(
        refused.rename(columns={"file_label": "File", "reason": "Reason", "rows": "Rows", "first_row": "First such row"}),
        hide_index=True,
        width="stretch",
        alt="Reasons for refused rows by file",
    )
    st.caption("Every refused row is kept in marts.rejected_row with its number and content.")
    st.header("Attribution", anchor=False)
    st.markdown("\n".join(f"- {text}" for text in sorted(set(loaded["attribution"].dropna()))))
elif view == "Indicators":
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
    coverage = ask(queries.provenance.coverage)
    st.markdown("How many areas of each type have a value, by indicator and period.")
    coverage["area_type"] = coverage["area_type"].map(AREA_TYPES).map(formatting.capitalised)
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
elif view == "Methods":
    examples = {item.id: item for item in ask(queries.methods.worked)}
    results = sum(len(item.results) for item in examples.values())
    differing = [item.name for item in examples.values() if not item.agrees]
    st.markdown(
        f"{len(examples)} methods, each worked by hand on an example small enough for a calculator, and worked out again by the "
        "database behind this page, with the same code that made its figures. "
        + ("" if differing else f"All {results} results agree.")
    )
    if differing:
        st.error(f"The database differs from the working by hand: {formatting.listed(differing)}.")
    topic = st.selectbox("Method", list(examples), format_func=lambda key: examples[key].name, key="data_method")
    example = examples[topic]
    st.markdown(f"**What it answers**\n\n{blocks.plain(example.plain)}")
    working, answers = st.columns([3, 2], gap="large")
    with working:
        st.markdown("**Formula**")
        st.code(example.formula, language=None, wrap_lines=True)
        st.markdown(f"**Example**\n\n{blocks.plain(example.example)}")
        unbroken = [text.replace(" / ", "\u00a0/\u00a0").replace(" = ", "\u00a0=\u00a0") for text in example.steps]
        st.markdown("**By hand**\n\n" + "\n".join(f"{place}. {blocks.plain(text)}" for place, text in enumerate(unbroken, 1)))
    with answers:
        st.markdown("**By hand and by the database**")
        st.table(
            pd.DataFrame(
                {
                    "Result": [result.label for result in example.results],
                    "By hand": [result.hand for result in example.results],
                    "Database now": [result.computed for result in example.results],
                    "Agrees": ["Yes" if result.agrees else "No" for result in example.results],
                }
            ),
            border="horizontal",
            hide_index=True,
            alt=f"{example.name}: results by hand and by the database",
        )
        blocks.say(f"Source: {example.source}", quiet=True)
        with st.expander("What the database was asked (SQL)"):
            st.code(example.sql, language="sql", wrap_lines=True)
    st.header("All methods", anchor=False)
    st.dataframe(
        pd.DataFrame(
            {
                "Method": [item.name for item in examples.values()],
                "Results that agree": [
                    f"{sum(result.agrees for result in item.results)} of {len(item.results)}" for item in examples.values()
                ],
                "What it answers": [item.plain for item in examples.values()],
                "Source": [item.source for item in examples.values()],
            }
        ),
        hide_index=True,
        width="stretch",
        alt="Every method, what it answers, and how many of its results agree",
    )
elif view == "Checks":
    checks = ask(queries.provenance.checks)
    st.markdown("The build proves these promises before a database is put in place; a broken one stops it.")
    st.table(
        pd.DataFrame(
            {
                "Promise": checks["promise"],
                "Result": ["Holds" if not rows else f"{formatting.count(rows)} exceptions" for rows in checks["offending_rows"]],
                "Stops the build": checks["is_fatal"].map({True: "Yes", False: "No, reported"}),
                "Example": checks["example"].fillna(""),
            }
        ),
        border="horizontal",
        hide_index=True,
        alt="Checks and their results",
    )
else:
    words = ask(queries.provenance.dictionary)
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
