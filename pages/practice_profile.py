"""Practice profile, for clinicians: one practice on every indicator, and how many patients a gap means."""

import streamlit as st

from pcdash import queries, wording
from pcdash.terms import formatting
from pcdash.terms.areas import Area
from pcdash.ui import blocks, frame
from pcdash.ui.cache import ask, ask_ahead
from pcdash.ui.selection import pick
from pcdash.views.practice_profile import finder as practice_finder
from pcdash.views.practice_profile import sections as practice_views

frame.require()
chosen = pick(("practice", "comparator"))
practices = ask(queries.geography.practices)
if chosen.practice is None:
    st.info(f"No practice of {chosen.area.name} is known to the files that were loaded.")
    frame.end()
ask_ahead(queries.figures.profile, Area("practice", chosen.practice), chosen.comparator)
for question in (
    queries.practice_profile.adjustments,
    queries.practice_profile.trigger_summary,
    queries.practice_profile.triggers,
    queries.practice_profile.similar_practices,
):
    ask_ahead(question, chosen.practice)
practice_finder.show_sought(chosen)
practice = practices[practices["area_code"] == chosen.practice].iloc[0].to_dict()
blocks.title(practice["area_name"])
blocks.say(wording.practice_profile.practice_line(practice))
facts = wording.practice_profile.patients_line(practice, ask(queries.practice_profile.facts, chosen.practice))
blocks.say(f"{facts} {wording.practice_profile.rating_line(practice)}".strip())
if not formatting.is_missing(practice["closed"]):
    practice_finder.show_closed(practice)

profile = ask(queries.figures.profile, Area("practice", chosen.practice), chosen.comparator)
if profile.empty:
    st.info("No indicator has a figure for this practice in the files that were loaded.")
    practice_finder.show_nearest(practice)
    frame.end()
profile = profile.assign(
    trend=[wording.practice_profile.trend_marker(row.recent_trend, row.polarity) for row in profile.itertuples()],
    gap=[" ".join(wording.practice_profile.patients_to_match(row._asdict()).split(" ")[:2]) for row in profile.itertuples()],
)
names = profile["comparator_name"].dropna()
comparator_name = names.iloc[0] if len(names) else "the comparator"
practice_views.show_standing(profile, comparator_name)
row_clicked = practice_views.show_spine(practice, profile, comparator_name)
if row_clicked:
    st.session_state["profile_indicator"] = row_clicked

st.header("One indicator", anchor=False)
named = dict(zip(profile["indicator_id"], profile["name"], strict=True))
if st.session_state.get("profile_indicator") not in named:
    judged_worse = profile.loc[profile["outcome"] == "worse", "indicator_id"]
    st.session_state["profile_indicator"] = next(iter(judged_worse), next(iter(named)))
topic = st.selectbox("Indicator to explain", list(named), format_func=named.get, key="profile_indicator")
rows_by_name = profile.set_index("indicator_id", drop=False)
practice_views.show_indicator(practice, rows_by_name.loc[topic].to_dict(), chosen.comparator, "indicator_trend")
practice_views.show_adjustments(practice)
practice_views.show_standards(practice)
practice_views.show_similar(practice, chosen.comparator)
practice_finder.show_nearest(practice)
if row_clicked:
    practice_views.open_indicator(practice, rows_by_name.loc[row_clicked].to_dict(), chosen.comparator)
