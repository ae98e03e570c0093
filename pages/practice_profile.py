"""Practice profile, for clinicians: one practice on every indicator, and how many patients a gap means."""

import streamlit as st

from pcdash import queries, wording
from pcdash.terms import formatting
from pcdash.terms.areas import Area
from pcdash.ui import blocks, frame
from pcdash.ui.cache import ask, ask_ahead
from pcdash.ui.selection import pick
from pcdash.views.practice_profile import behind, every_indicator, finder, neighbours, one_indicator, patients, standing

frame.require()
chosen = pick(("practice", "comparator"))
if chosen.practice is None:
    st.info(f"No practice of {chosen.area.name} is known to the files that were loaded.")
    frame.end()
answer = ask_ahead(queries.figures.profile, Area("practice", chosen.practice), chosen.comparator)
practices = ask(queries.geography.practices)
practice = practices[practices["area_code"] == chosen.practice].iloc[0].to_dict()
blocks.title(practice["area_name"])
blocks.say(wording.practice_profile.practice_line(practice))
facts = wording.practice_patients.patients_line(practice, ask(queries.practice_profile.facts, chosen.practice))
blocks.say(f"{facts} {wording.practice_profile.rating_line(practice)}".strip())
if not formatting.is_missing(practice["closed"]):
    finder.show_closed(practice)

profile = answer()
if profile.empty:
    st.info("No indicator has a figure for this practice in the files that were loaded.")
    neighbours.show(practice, chosen.comparator)
    frame.end()
profile = wording.practice_profile.with_words(profile)
comparator_name = next(iter(profile["comparator_name"].dropna()), "the comparator")
standing.show(profile, comparator_name)
row_clicked = every_indicator.show(practice, profile, comparator_name)
if row_clicked:
    st.session_state["profile_indicator"] = row_clicked

st.header("More about this practice", anchor=False)
more = {
    "One indicator": lambda: one_indicator.show_chosen(practice, profile, chosen.comparator),
    "Patients": lambda: patients.show(practice),
    "Adjustments": lambda: behind.show_adjustments(practice),
    "Outcome standards": lambda: behind.show_standards(practice),
    "Neighbours": lambda: neighbours.show(practice, chosen.comparator),
}
part = st.segmented_control(
    "Show", list(more), default="One indicator", required=True, key="profile_part", label_visibility="collapsed"
)
more[part]()
if row_clicked:
    one_indicator.open_over(practice, profile.set_index("indicator_id", drop=False).loc[row_clicked].to_dict(), chosen.comparator)
