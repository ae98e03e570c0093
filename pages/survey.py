"""Survey: what patients say, question by question, as they answered it, with the number of people behind each figure."""

import streamlit as st

from pcdash import queries
from pcdash.terms.areas import Area
from pcdash.ui import blocks, frame
from pcdash.ui.cache import ask
from pcdash.ui.selection import pick
from pcdash.views import survey as survey_views
from pcdash.wording import survey as wording

frame.require()
LEVELS = ["Whole area", "One practice"]
# The picker of practices stands with the others, above the switch that asks for it.
is_practice = st.session_state.get("survey_level") == LEVELS[1]
chosen = pick(("practice", "comparator") if is_practice else ("comparator",))
area = chosen.area
subject = survey_views.Subject(area, chosen.comparator)
if is_practice and chosen.practice:
    practices = ask(queries.geography.practices).set_index("area_code")
    subject = survey_views.Subject(
        Area("practice", chosen.practice, practices.loc[chosen.practice, "area_name"]), chosen.comparator
    )
blocks.title(f"{subject.area.name}: patient survey")
st.segmented_control("Answers of", LEVELS, default=LEVELS[0], required=True, key="survey_level", label_visibility="collapsed")

catalogue = ask(queries.catalogue.indicators)
questions = catalogue[catalogue["domain"] == "survey"].set_index("indicator_id")
rows = ask(queries.survey.glance, subject.area, chosen.comparator)
if len(rows):
    blocks.say(wording.survey_sentence(subject.area.name, rows))
    survey_views.glance(subject, rows)
else:
    pooled = "" if is_practice else " An area is pooled from its practices, where their file says how many people answered."
    st.info(f"No survey file that was loaded gives results for {subject.area.name}.{pooled}")

figure, indicator = None, None
carried = set(rows["indicator_id"])
asked = [key for key in questions.index if key in carried or (not is_practice and bool(questions.loc[key, "has_practices"]))]
if asked:
    st.header("One question", anchor=False)
    first = asked.index(wording.OVERALL) if wording.OVERALL in asked else 0
    topic = st.selectbox("Question", asked, index=first, format_func=lambda key: questions.loc[key, "name"], key="survey_question")
    indicator = questions.loc[topic].to_dict() | {"indicator_id": topic}
    blocks.say(f"As asked. {indicator['question'] or indicator['name']}")
    years = ask(queries.survey.years, topic, subject.area, chosen.comparator)
    figure = survey_views.one_question(subject, indicator, years, chosen.borough if not is_practice else None, topic in carried)
    if figure:
        blocks.data_line(figure, figure["period"])

printed = ask(queries.survey.strategy, area) if not is_practice else []
if len(printed):
    st.header("As in the Harrow strategy of 2018", anchor=False)
    survey_views.strategy_table(subject, printed)
if figure:
    blocks.definition(indicator, figure)
