"""Every method on a small example, by hand and by the database."""

from collections.abc import Iterable

import pandas as pd
import streamlit as st

from pcdash import queries
from pcdash.terms import formatting
from pcdash.ui import blocks
from pcdash.ui.cache import ask


def methods() -> None:
    """The methods, one of them in full."""
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
    blocks.download("methods", _results(examples.values()), "every method and result")
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


def _results(examples: Iterable) -> pd.DataFrame:
    """One row per result of each method, for the download."""
    return pd.DataFrame(
        [
            {
                "Method": item.name,
                "Result": result.label,
                "By hand": result.hand,
                "Database now": result.computed,
                "Agrees": "Yes" if result.agrees else "No",
                "Results that agree": f"{sum(each.agrees for each in item.results)} of {len(item.results)}",
                "What it answers": item.plain,
                "Source": item.source,
            }
            for item in examples
            for result in item.results
        ]
    )
