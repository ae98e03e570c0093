"""Practice profile, for clinicians: one practice on every indicator, and how many patients a gap means."""

import streamlit as st

from pcdash import queries, wording
from pcdash.terms import formatting
from pcdash.terms.areas import Area
from pcdash.ui import blocks, frame
from pcdash.ui.cache import ask, ask_ahead
from pcdash.ui.selection import pick
from pcdash.views.practice_profile import behind, every_indicator, finder, one_indicator, standing

frame.require()
chosen = pick(("practice", "comparator"))
if chosen.practice is None:
    st.info(f"No practice of {chosen.area.name} is known to the files that were loaded.")
    frame.end()
answer = ask_ahead(queries.figures.profile, Area("practice", chosen.practice), chosen.comparator)
about = queries.practice_profile
for question in (about.adjustments, about.trigger_summary, about.triggers, about.similar_practices):
    ask_ahead(question, chosen.practice)
finder.show_sought(chosen)
practices = ask(queries.geography.practices)
practice = practices[practices["area_code"] == chosen.practice].iloc[0].to_dict()
blocks.title(practice["area_name"])
blocks.say(wording.practice_profile.practice_line(practice))
facts = wording.practice_profile.patients_line(practice, ask(about.facts, chosen.practice))
blocks.say(f"{facts} {wording.practice_profile.rating_line(practice)}".strip())
if not formatting.is_missing(practice["closed"]):
    finder.show_closed(practice)

profile = answer()
if profile.empty:
    st.info("No indicator has a figure for this practice in the files that were loaded.")
    finder.show_nearest(practice)
    frame.end()
profile = wording.practice_profile.with_words(profile)
comparator_name = next(iter(profile["comparator_name"].dropna()), "the comparator")
standing.show(profile, comparator_name)
row_clicked = every_indicator.show(practice, profile, comparator_name)
if row_clicked:
    st.session_state["profile_indicator"] = row_clicked

st.header("One indicator", anchor=False)
rows = profile.set_index("indicator_id", drop=False)
topic = one_indicator.choose(profile)
one_indicator.show(practice, rows.loc[topic].to_dict(), chosen.comparator, "indicator_trend")
behind.show_adjustments(practice)
behind.show_standards(practice)
behind.show_similar(practice, chosen.comparator)
finder.show_nearest(practice)
if row_clicked:
    one_indicator.open_over(practice, rows.loc[row_clicked].to_dict(), chosen.comparator)
