"""Every indicator of a practice against its comparator, in a picture or a table."""

import pandas as pd
import streamlit as st

from pcdash import queries, wording
from pcdash.charts import spine, style
from pcdash.terms import formatting
from pcdash.terms.domains import CARE, DOMAINS
from pcdash.terms.outcomes import RECENT_TRENDS
from pcdash.ui import blocks
from pcdash.ui.cache import ask


def show(practice: dict, rows: pd.DataFrame, comparator: str) -> str | None:
    """All indicators in a picture or a table; the indicator whose row was clicked just now."""
    st.header("Every indicator", anchor=False)
    present = [domain for domain in DOMAINS if domain in set(rows["domain"])]
    groups = {"Care": [domain for domain in present if domain in CARE], "All": present}
    groups = {name: held for name, held in groups.items() if held} | {DOMAINS[domain]: [domain] for domain in present}
    domain = st.segmented_control(
        "Domain", list(groups), default=next(iter(groups)), required=True, key="profile_domain", label_visibility="collapsed"
    )
    rows = rows[rows["domain"].isin(groups.get(domain, present))]
    event = blocks.chart_or_table(
        "profile",
        lambda palette: spine.spine(rows, palette=palette),
        lambda: _table(rows, comparator),
        alt=f"Spine chart of {practice['area_name']} against {comparator}: {len(rows)} indicators, right is better",
        export=rows.drop(columns=["gap", "ended", "is_yearly"]).assign(area_type="practice", area_code=practice["area_code"]),
        signs=rows,
        filters=f"practice={practice['area_code']}; comparator={comparator}; domain={domain}",
        on_select="rerun",
    )
    blocks.say(
        f"The line in the middle is {comparator}; right of it is the better side, or the higher one where no direction is agreed. "
        "The pale bar holds the middle eight practices in ten, the darker the middle half; the thin line is the 95% interval, and "
        "ends in an arrow where it goes on beyond the picture. Click a row for its trend and definition.",
        quiet=True,
    )
    blocks.say(
        "Rank 1 is the highest value among the comparator's practices. Patients to match: how many more (fewer where lower is "
        "better) would bring the practice to the comparator, events of a rate, with the 95% interval; below zero it is beyond "
        "already. Survey figures count answers, not patients.",
        quiet=True,
    )
    blocks.say(wording.practice_profile.sources_line(rows, ask(queries.provenance.source_files)), quiet=True)
    return _clicked(event)


def _clicked(event: object) -> str | None:
    """The row that was clicked since the last run: a click adds it to the chart's selection, the next one takes it away."""
    picks = event["selection"].get("pick") or [] if event else []
    now = {pick["indicator_id"] for pick in picks}
    before = st.session_state.get("_profile_picks", set())
    if event:
        st.session_state["_profile_picks"] = now
    return next(iter(now ^ before), None) if event else None


def _table(rows: pd.DataFrame, comparator: str) -> pd.DataFrame:
    """The same figures as text."""
    return pd.DataFrame(
        {
            "Domain": rows["domain"].map(DOMAINS),
            "Indicator": rows["name"],
            "Period": rows["period"].map(formatting.period),
            "Value (95% interval)": formatting.estimates_or_states(rows),
            comparator: [formatting.comparator_value(row.comparator_value, row.unit, row.kind) for row in rows.itertuples()],
            "Compared": [style.sign(row.outcome, row.state) for row in rows.itertuples()],
            "Rank": formatting.ranks(rows),
            "Recent trend": rows["why_no_trend"].where(rows["why_no_trend"] != "", rows["recent_trend"].map(RECENT_TRENDS)),
            "Patients to match (95% interval)": rows["gap"],
            "Series": rows["ended"],
            "Unit": rows["unit"],
        }
    )
