"""The views of the survey page, each a chart of answers with its words, table and download."""

from dataclasses import dataclass

import pandas as pd
import streamlit as st

from pcdash import queries
from pcdash.charts import answers, benchmark, style
from pcdash.charts.specification import Chart
from pcdash.terms import formatting
from pcdash.terms.areas import ENGLAND, Area
from pcdash.ui import blocks
from pcdash.ui.cache import ask
from pcdash.wording import survey as wording
from pcdash.wording.benchmark import ends_sentence, outcomes_sentence

YEARS, PRACTICES = "Through the years", "Practice by practice"


@dataclass(frozen=True)
class Subject:
    """Whose patients answered, and what they are compared with."""

    area: Area
    comparator: str


def glance(subject: Subject, rows: pd.DataFrame) -> None:
    """Every question in its newest year, the newest survey first: `rows` as `queries.survey.glance`."""
    bars = ask(queries.survey.glance_answers, subject.area)
    labels = [f"{row['short_name']}\n{_joined(row['period'], wording.people(row))}" for row in rows.to_dict("records")]
    blocks.chart_or_table(
        "survey",
        lambda palette: answers.diverging(
            rows.assign(key=rows["indicator_id"], label=labels, group=rows["era"]),
            bars.assign(key=bars["indicator_id"]),
            palette=palette,
        ),
        lambda: _table(rows, {"Question": rows["name"], "Survey": rows["period"]}),
        alt=f"Answers to each survey question in its newest year, as bars. {wording.survey_sentence(subject.area.name, rows)}",
        export=rows,
        signs=rows,
        filters=f"area={subject.area.name}; domain=survey; comparator={subject.comparator}",
    )
    blocks.say(f"{wording.READING} {wording.NUMBERS}", quiet=True)
    blocks.say(wording.ERAS, quiet=True)


def one_question(subject: Subject, indicator: dict, years: pd.DataFrame, borough: Area | None, is_carried: bool) -> dict | None:
    """One question in the view that the reader chooses; returns the figure that is explained, None without one.

    `is_carried`: the subject itself has a figure. `borough`: whose practices can be set beside each other, None for a practice.
    """
    views = ([YEARS] if is_carried else []) + ([PRACTICES] if borough else [])
    view = st.segmented_control("View", views, default=views[0], required=True, key=f"survey_view_{len(views)}_{views[0]}")
    if view == YEARS:
        return through_the_years(subject, indicator, years)
    return practice_by_practice(subject, indicator, borough.code)


def through_the_years(subject: Subject, indicator: dict, years: pd.DataFrame) -> dict:
    """One question year by year, each survey's stretch on its own; returns the newest figure."""
    newest = years[years["state"] == "value"].iloc[0].to_dict()
    answered = wording.answer_sentence(newest)
    blocks.say(f"{answered} {wording.people_sentence(newest, indicator['denominator'])}")
    bars = ask(queries.survey.years_answers, indicator["indicator_id"], subject.area)
    labels = [_joined(row["period"], wording.people(row)) for row in years.to_dict("records")]
    blocks.chart_or_table(
        "survey_years",
        lambda palette: answers.diverging(
            years.assign(key=years["period"], label=labels, group=years["era"]),
            bars.assign(key=bars["period"]),
            palette=palette,
        ),
        lambda: _table(years, {"Survey": years["period"], "Stretch": years["era"]}),
        alt=f"Answers to {indicator['name']} in {subject.area.name} year by year. {answered} "
        f"{wording.before_sentence(years)}".strip(),
        export=years,
        signs=years,
        filters=f"area={subject.area.name}; indicator={indicator['indicator_id']}; comparator={subject.comparator}",
    )
    return newest


def practice_by_practice(subject: Subject, indicator: dict, place_code: str) -> dict | None:
    """One question at each practice of the area in a year; returns the first figure, None where there is none."""
    topic = indicator["indicator_id"]
    period = st.selectbox("Survey of", ask(queries.catalogue.periods, topic, place_code), key="survey_year")
    practices = ask(queries.figures.members, topic, subject.area, "practice", period, subject.comparator)
    valued = practices[practices["state"] == "value"]
    if valued.empty:
        st.info(f"No practice of {subject.area.name} has a result for this question in {period}.")
        return None
    bars = ask(queries.survey.practice_answers, topic, period, list(valued["area_code"]))

    def draw(palette: style.Palette) -> Chart:
        if bars["answer"].nunique() <= 2:
            return benchmark.ranked_intervals(practices, unit="%", palette=palette)
        shown = valued.assign(key=valued["area_code"], label=valued["area_name"], group="")
        return answers.diverging(shown, bars.assign(key=bars["area_code"]), palette=palette)

    blocks.chart_or_table(
        "survey_practices",
        draw,
        lambda: blocks.figure_table(practices, "%"),
        alt=f"Practices of {subject.area.name} by positive answers to {indicator['name']}, {period}, highest first. "
        f"{outcomes_sentence(practices, 'practice')} {ends_sentence(practices, '%')}",
        export=practices,
        signs=valued,
        filters=f"area={subject.area.name}; indicator={topic}; period={period}; comparator={subject.comparator}",
    )
    if valued["lower95"].isna().all():
        blocks.say("The file gives no number of answers, so there is no interval and no judgement.", quiet=True)
    if without := len(practices) - len(valued):
        blocks.say(f"{without} of {len(practices)} practices have no figure; the table says why.", quiet=True)
    return valued.iloc[0].to_dict()


def strategy_table(subject: Subject, rows: pd.DataFrame) -> None:
    """The patient survey table that the area's strategy printed, and what of it is missing: `rows` as `queries.survey.strategy`."""
    blocks.say(f"{wording.strategy_sentence(subject.area.name, rows)} {wording.STRATEGY_NOTE}")
    held = rows[rows["why_missing"].isna()]
    columns = {"Question and answer": [blocks.plain(f"{row.question} {row.answer}") for row in held.itertuples()]}
    own = {
        "2018": formatting.estimates(held, "%"),
        "England": [formatting.number(value, "%") for value in held["england_value"]],
        "Points apart": [formatting.change(value, None, None) or "\u2013" for value in held["difference"]],
        "Compared": [style.sign(outcome) for outcome in held["outcome"]],
        "2017": [formatting.number(value, "%") for value in held["value_before"]],
    }
    if rows["value"].notna().any():
        columns |= own
    columns["Printed in the strategy"] = [wording.printed(row) for row in held.to_dict("records")]
    st.table(pd.DataFrame(columns).set_index("Question and answer"))
    for row in rows[rows["why_missing"].notna()].to_dict("records"):
        said = f"The strategy printed {wording.printed(row)}."
        blocks.say(f"\u201c{row['question']}\u201d ({row['answer']}) is {row['why_missing']}. {said}", quiet=True)
    blocks.download(
        "survey_strategy",
        rows.assign(
            area_type=subject.area.type,
            area_code=subject.area.code,
            comparator_type=ENGLAND.type,
            question_and_answer=rows["question"] + " " + rows["answer"],
        ),
        f"area={subject.area.name}; table=Harrow strategy 2018",
    )


def _table(rows: pd.DataFrame, first: dict) -> pd.DataFrame:
    signs = style.with_signs(rows)
    return pd.DataFrame(
        {
            **first,
            "Positive answers": [formatting.number(value, "%") for value in rows["value"]],
            "95% interval": [formatting.interval(row.lower95, row.upper95) for row in rows.itertuples()],
            "Comparator": [formatting.number(value, "%") for value in rows["comparator_value"]],
            "Compared": [row.sign if row.state == "value" else row.sign_help for row in signs.itertuples()],
            "People": [formatting.count(value) for value in rows["unweighted_base"]],
            "Weighted answers": [formatting.count(value) for value in rows["weighted_base"]],
        }
    )


def _joined(*words: str) -> str:
    return " \u00b7 ".join(word for word in words if word)
