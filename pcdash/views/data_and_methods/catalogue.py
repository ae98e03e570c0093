"""What each indicator means, which codes carry it, and where there are figures of it."""

from collections.abc import Iterable

import pandas as pd
import streamlit as st

from pcdash import queries
from pcdash.terms import formatting
from pcdash.terms.areas import AREA_TYPES
from pcdash.terms.domains import DOMAINS
from pcdash.terms.outcomes import STANDINGS
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


EVERY = "Every level", "Every domain"


def coverage() -> None:
    """How many areas have a value: indicators and levels down, periods across, of the level and domain that the reader picks."""
    rows = ask(queries.provenance.coverage)
    rows["level"] = rows["area_type"].map(AREA_TYPES).map(formatting.capitalised)
    rows["domain"] = rows["domain"].map(DOMAINS)
    with st.container(horizontal=True, key="coverage_pickers"):
        level = st.selectbox("Level", [EVERY[0], *_present(rows["level"], AREA_TYPES.values())], key="coverage_level", width=320)
        domain = st.selectbox("Domain", [EVERY[1], *_present(rows["domain"], DOMAINS.values())], key="coverage_domain", width=320)
    shown = rows[((rows["level"] == level) | (level == EVERY[0])) & ((rows["domain"] == domain) | (domain == EVERY[1]))]
    if shown.empty:
        blocks.say("No indicator of this domain has a figure at this level.")
        return
    blocks.say(
        f"{formatting.counted(shown['indicator_id'].nunique(), 'indicator')} with figures. Each number is how many areas have a "
        "value; an empty cell is none."
    )
    blocks.download("coverage", shown, f"level={level}; domain={domain}")
    st.dataframe(
        coverage_matrix(shown),
        hide_index=True,
        width="stretch",
        height=560,
        column_config={
            "Indicator": st.column_config.TextColumn(width=210, pinned=True),
            "Level": st.column_config.TextColumn(width=130),
        },
        alt="Number of areas with a value by indicator and level, in each period",
        key="coverage_table",
    )


def coverage_matrix(rows: pd.DataFrame) -> pd.DataFrame:
    """One row per indicator and level, one column per period in order of time, each cell the number of areas or empty."""
    periods = rows.drop_duplicates("period").sort_values(["period_end", "period"])["period"]
    wide = rows.pivot(index=["indicator_id", "name", "level"], columns="period", values="areas")
    order = rows[["indicator_id", "name", "level"]].drop_duplicates()
    wide = wide.reindex(index=pd.MultiIndex.from_frame(order), columns=periods)
    cells = wide.map(lambda areas: "" if formatting.is_missing(areas) else formatting.count(areas))
    cells.columns = [formatting.period(label) for label in periods]
    return cells.reset_index().drop(columns="indicator_id").rename(columns={"name": "Indicator", "level": "Level"})


def _present(values: pd.Series, known: Iterable[str]) -> list[str]:
    """What is there of a list, in its order."""
    return [word for word in map(formatting.capitalised, known) if word in set(values)]
