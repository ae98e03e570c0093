"""Survey: what patients say, question by question, with the number who answered."""

import pandas as pd
import streamlit as st

from pcdash import formatting, queries
from pcdash.charts import benchmark, style
from pcdash.ui import blocks, frame
from pcdash.ui.cache import ask
from pcdash.ui.selection import pick

frame.require()
chosen = pick(("comparator",))
area, place = chosen.area, chosen.place
blocks.title(f"{area['area_name']}: patient survey")

rows = ask(queries.profile, area["area_type"], area["area_code"], chosen.comparator)
rows = rows[(rows["domain"] == "survey") & (rows["state"] == "value")]
catalogue = ask(queries.indicators)
questions = catalogue[catalogue["domain"] == "survey"].set_index("indicator_id")
if len(rows):
    name = rows["comparator_name"].dropna()
    name = name.iloc[0] if len(name) else "the comparator"
    counts = rows["outcome"].value_counts()
    st.markdown(
        f"Of {len(rows)} questions with results for {area['area_name']}, {counts.get('better', 0)} are better than {name}, "
        f"{counts.get('similar', 0)} similar and {counts.get('worse', 0)} worse. The interval allows for the survey's weighting."
    )
    shown = rows.assign(area_code=rows["indicator_id"], area_name=rows["short_name"])
    table = pd.DataFrame(
        {
            "Question": [questions.loc[key, "question"] or questions.loc[key, "name"] for key in rows["indicator_id"]],
            "Year": rows["period"],
            "Positive answers": [formatting.estimate(row.value, row.lower95, row.upper95, row.unit) for row in rows.itertuples()],
            name: [formatting.number(row.comparator_value, row.unit) for row in rows.itertuples()],
            "Compared": [style.sign(row.outcome) for row in rows.itertuples()],
            "Weighted answers": rows["denominator"].map(formatting.count),
        }
    )
    blocks.chart_or_table(
        "survey",
        benchmark.ranked_intervals(shown, unit="%", palette=blocks.palette()),
        table,
        alt=f"Positive answers by question in {area['area_name']}, newest year of each, with 95% intervals",
        export=rows.assign(
            area_type=area["area_type"], area_code=area["area_code"], area_name=area["area_name"], indicator=rows["name"]
        ),
        signs=shown,
        filters=f"area={area['area_name']}; domain=survey; comparator={name}",
    )
    st.caption(
        "Newest year of each question; questions of different years are not comparable, and the survey changed in 2018 and 2024."
    )
else:
    st.info(
        f"No survey file that was loaded gives results for {area['area_name']}. They are pooled from practices where the practice "
        "file carries how many people answered."
    )

asked = [key for key in questions.index if bool(questions.loc[key, "has_practices"])]
if asked:
    st.subheader("Practice by practice", anchor=False)
    topic = st.selectbox("Question", asked, format_func=lambda key: questions.loc[key, "name"], key="survey_question")
    years = ask(queries.periods, topic, place["place_code"])
    year = st.segmented_control("Year", years, default=years[0], required=True, key="survey_year")
    indicator = questions.loc[topic].to_dict() | {"indicator_id": topic}
    parent = (area["area_type"], area["area_code"])
    practices = ask(queries.members, topic, *parent, "practice", year, chosen.comparator)
    st.markdown(f"Asked: \u201c{indicator['question'] or indicator['name']}\u201d")
    if practices[practices["state"] == "value"].empty:
        st.info(f"No practice of {area['area_name']} has a result for this question in {year}.")
    else:
        blocks.chart_or_table(
            "survey_practices",
            benchmark.ranked_intervals(practices, unit="%", palette=blocks.palette()),
            blocks.figure_table(practices, "%"),
            alt=f"Practices of {area['area_name']} ranked by positive answers to {indicator['name']}, {year}",
            export=practices.assign(indicator=indicator["name"], unit="%", sex=indicator["sex"], age=indicator["age"]),
            signs=practices[practices["state"] == "value"],
            filters=f"area={area['area_name']}; indicator={topic}; period={year}; comparator={chosen.comparator}",
        )
        if practices["lower95"].isna().all():
            st.caption("The file gives no number of answers, so there is no interval and no judgement.")
        blocks.data_line(practices.iloc[0].to_dict(), year)
        blocks.definition(indicator, practices.iloc[0].to_dict())
