"""Practice profile, for clinicians: one practice on every indicator, and how many patients a gap means."""

import pandas as pd
import streamlit as st

from pcdash import formatting, queries, wording
from pcdash.charts import spine, style
from pcdash.ui import blocks, frame, state
from pcdash.ui.cache import ask
from pcdash.ui.selection import pick

frame.require()
chosen = pick(("practice", "comparator"))
practices = ask(queries.practices)
if chosen.practice is None:
    st.info(f"No practice of {chosen.area['area_name']} is known to the files that were loaded.")
    st.stop()
practice = practices[practices["area_code"] == chosen.practice].iloc[0].to_dict()
blocks.title(practice["area_name"])

facts = [practice["area_code"], practice["postcode"], practice["locality_name"], practice["pcn_name"], practice["place_name"]]
if not formatting.is_missing(practice["list_size"]):
    facts.append(f"{formatting.count(practice['list_size'])} registered patients ({formatting.period(practice['list_period'])})")
blocks.say(" \u00b7 ".join(fact for fact in facts if isinstance(fact, str)))
if not formatting.is_missing(practice["closed"]):
    st.warning(f"This practice closed on {formatting.day(practice['closed'])}. Its figures end there.")
    if isinstance(practice["successor_name"], str):
        st.button(
            f"Go to {practice['successor_name']}, which took over",
            on_click=state.put,
            args=("practice", practice["successor_code"]),
        )

rows = ask(queries.profile, "practice", chosen.practice, chosen.comparator)
if rows.empty:
    st.info("No indicator has a figure for this practice in the files that were loaded.")
    st.stop()
domains = ["All domains", *(formatting.DOMAINS[domain] for domain in formatting.DOMAINS if domain in set(rows["domain"]))]
domain = st.segmented_control("Domain", domains, default="All domains", required=True, key="profile_domain")
if domain != "All domains":
    rows = rows[rows["domain"].map(formatting.DOMAINS) == domain]

compared = rows[rows["comparator_name"].notna()]
name = compared["comparator_name"].iloc[0] if len(compared) else "the comparator"
counts = compared["outcome"].value_counts()
st.markdown(
    f"Against {name}, {counts.get('better', 0)} indicators are better, {counts.get('similar', 0)} similar and "
    f"{counts.get('worse', 0)} worse. Right of the line is always the better side; where no direction is agreed, right is higher. "
    "Each row runs from the lowest to the highest practice, the darker part holds the middle half."
)
table = pd.DataFrame(
    {
        "Domain": rows["domain"].map(formatting.DOMAINS),
        "Indicator": rows["name"],
        "Period": rows["period"].map(formatting.period),
        "Value (95% interval)": [
            formatting.estimate(row.value, row.lower95, row.upper95, row.unit)
            if row.state == "value"
            else formatting.STATES[row.state]
            for row in rows.itertuples()
        ],
        str(name): [formatting.number(row.comparator_value, row.unit) for row in rows.itertuples()],
        "Compared": [style.sign(row.outcome, row.state) for row in rows.itertuples()],
        "Rank": [
            "" if formatting.is_missing(row.rank) else f"{formatting.ordinal(row.rank)} of {formatting.count(row.of)}"
            for row in rows.itertuples()
        ],
        "Recent trend": rows["recent_trend"].map(formatting.RECENT_TRENDS),
        "Patients to match": [wording.patients_gap(row._asdict(), row._asdict()) for row in rows.itertuples()],
        "Unit": rows["unit"],
    }
)
on_spine = spine.positions(rows)
if on_spine.empty:
    st.info(f"Fewer than four practices of {name} have figures, too few for a spine chart. The table has them all.")
    st.dataframe(table, hide_index=True, width="stretch", alt=f"Every indicator of {practice['area_name']}")
else:
    blocks.chart_or_table(
        "profile",
        spine.spine(rows, palette=blocks.palette()),
        table,
        alt=f"Spine chart of {practice['area_name']} against {name}: {len(on_spine)} indicators, right is better",
        export=rows.assign(
            area_type="practice", area_code=chosen.practice, area_name=practice["area_name"], indicator=rows["name"]
        ),
        signs=on_spine,
        filters=f"practice={chosen.practice}; comparator={name}; domain={domain}",
    )
    left_out = len(rows) - len(on_spine)
    if left_out:
        st.caption(f"{left_out} more indicators have no figure, no comparator or no spread to draw; the table has them.")
st.caption(
    "Rank 1 is the highest value among practices of the comparator. Patients to match: how many more (or fewer) would bring the "
    "practice there."
)

if chosen.comparator == "similar":
    peers = ask(queries.similar_practices, chosen.practice)
    st.subheader("The similar practices", anchor=False)
    blocks.say(wording.SIMILAR if len(peers) else wording.NO_SIMILAR)
    if len(peers):
        st.dataframe(
            pd.DataFrame(
                {
                    "Practice": peers["peer_name"],
                    "Code": peers["peer_code"],
                    "Registered patients": peers["list_size"].map(formatting.count),
                    "Aged 65 and over": [formatting.number(value, "%") for value in peers["aged_65_plus"]],
                    "Deprivation score": [formatting.number(value) for value in peers["deprivation_score"]],
                    "How unlike": peers["distance"].map("{:.2f}".format),
                }
            ),
            hide_index=True,
            width="stretch",
            alt=f"The practices most like {practice['area_name']}",
        )

summary = ask(queries.trigger_summary, chosen.practice)
if summary is not None:
    st.subheader("Outcome standards", anchor=False)
    blocks.say(wording.trigger_sentence(practice["area_name"], summary))
    judged = ask(queries.triggers, chosen.practice)
    reached = judged[judged["level"] > 0]
    if len(reached):
        st.dataframe(
            pd.DataFrame(
                {
                    "Trigger": reached["level"].map({1: "Level one", 2: "Level two"}),
                    "Standard": reached["name"],
                    "Period": reached["period"].map(formatting.period),
                    "Practice": [formatting.number(row.value, row.unit) for row in reached.itertuples()],
                    "England": [formatting.number(row.england_value, row.unit) for row in reached.itertuples()],
                    "Level one limit": [formatting.number(row.level_one_limit, row.unit) for row in reached.itertuples()],
                    "Level two limit": [formatting.number(row.level_two_limit, row.unit) for row in reached.itertuples()],
                }
            ),
            hide_index=True,
            width="stretch",
            alt=f"Standards on which {practice['area_name']} reaches a trigger",
        )
    st.caption(
        "Level one and two: beyond the 95% and the 99.8% control limit of England for a practice of this size, or a limit that the "
        "scheme sets. Review identified: nine triggers, or three of level two. It is a reason to talk, not a verdict."
    )

st.subheader("What each indicator measures", anchor=False)
catalogue = ask(queries.indicators).set_index("indicator_id")
topic = st.selectbox(
    "Indicator to explain", list(rows["indicator_id"]), format_func=lambda key: catalogue.loc[key, "name"], key="profile_indicator"
)
blocks.definition(catalogue.loc[topic].to_dict() | {"indicator_id": topic}, rows[rows["indicator_id"] == topic].iloc[0].to_dict())
