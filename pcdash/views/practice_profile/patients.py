"""Who a practice's patients are: the population pyramid against its borough and England."""

import pandas as pd
import streamlit as st

from pcdash import queries, wording
from pcdash.charts import pyramid
from pcdash.terms import formatting
from pcdash.ui import blocks
from pcdash.ui.cache import ask

_SEXES = {"Male": "Men", "Female": "Women"}


def show(practice: dict) -> None:
    """The newest list that tells sex and age, in a picture or a table."""
    rows = ask(queries.practice_profile.list_ages, practice["area_code"])
    if rows.empty:
        st.info("No file that was loaded tells the sex and age of this practice's patients.")
        return
    period = rows["period"].iloc[0]
    others = [name for name in dict.fromkeys(rows["area_name"]) if name != practice["area_name"]]
    beside = f" against {formatting.listed(others)}" if others else ""
    blocks.say(wording.practice_patients.list_sentence(rows))
    blocks.chart_or_table(
        "list_ages",
        lambda palette: pyramid.pyramid(rows, palette=palette),
        lambda: _table(rows),
        alt=f"Patients of {practice['area_name']} by sex and age, {formatting.period(period)}, share of the list{beside}",
        export=rows,
        filters=f"practice={practice['area_code']}; lists by sex and age",
        legend=pyramid.LEGEND,
    )
    source = rows.loc[rows["area_type"] == "practice", "source_id"].iloc[0]
    blocks.data_line({"source_id": source}, period)


def _table(rows: pd.DataFrame) -> pd.DataFrame:
    """The same figures as text: a line per age group, for each sex the practice's patients and every area's share."""
    table = pd.DataFrame({"Age": list(dict.fromkeys(rows["age"]))})
    for sex, word in _SEXES.items():
        for area_type, name in dict(zip(rows["area_type"], rows["area_name"], strict=True)).items():
            group = rows[(rows["sex"] == sex) & (rows["area_type"] == area_type)].set_index("age").reindex(table["Age"])
            if area_type == "practice":
                table[f"{word}, patients"] = [formatting.count(value) for value in group["patients"]]
                name = "share of the list"
            table[f"{word}, {name}"] = [formatting.number(value, "%") for value in group["share_of_list"]]
    return table
