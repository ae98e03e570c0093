"""What was loaded and refused, and why."""

import pandas as pd
import streamlit as st

from pcdash import queries
from pcdash.terms import formatting
from pcdash.ui import blocks
from pcdash.ui.cache import ask


def files() -> None:
    """Every file that the build was given, why rows were refused, and whom the figures are owed to."""
    files = ask(queries.provenance.source_files)
    loaded = files[files["status"] == "loaded"]
    st.markdown(
        f"The build was given {len(files)} files and loaded {len(loaded)}: {formatting.count(loaded['rows_in'].sum())} rows, of "
        f"which {formatting.count(loaded['rows_refused'].sum())} were refused, each with its reason."
    )
    blocks.download("files", files, "every file")
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
    blocks.download("refused", ask(queries.provenance.refused_rows), "every refused row with its reason")
    st.dataframe(
        refused.rename(columns={"file_label": "File", "reason": "Reason", "rows": "Rows", "first_row": "First such row"}),
        hide_index=True,
        width="stretch",
        alt="Reasons for refused rows by file",
    )
    st.caption(
        "Every refused row is kept in marts.rejected_row with its number, its reason and its areas' codes, and nothing else of it."
    )
    st.header("Attribution", anchor=False)
    st.markdown("\n".join(f"- {text}" for text in sorted(set(loaded["attribution"].dropna()))))
