"""What stands behind a practice's figures: adjustments and the outcome standards."""

import pandas as pd
import streamlit as st

from pcdash import queries, wording
from pcdash.charts import adjustments
from pcdash.terms import formatting
from pcdash.terms.areas import ENGLAND
from pcdash.terms.outcomes import OUTCOMES
from pcdash.ui import blocks
from pcdash.ui.cache import ask


def show_adjustments(practice: dict) -> None:
    """QOF achievement with and without personalised care adjustments, side by side."""
    rows = ask(queries.practice_profile.adjustments, practice["area_code"])
    if rows.empty:
        st.info("No file that was loaded tells this practice's personalised care adjustments.")
        return
    blocks.say(f"{wording.practice_profile.ADJUSTMENTS} {wording.practice_profile.adjustments_sentence(rows)}")
    blocks.chart_or_table(
        "adjustments",
        lambda palette: adjustments.adjustments(rows, palette=palette),
        lambda: _adjustments_table(rows),
        alt=f"QOF achievement of {practice['area_name']} with and without personalised care adjustments: {len(rows)} indicators",
        export=rows.assign(area_type="practice", area_code=practice["area_code"], comparator_type=ENGLAND.type),
        filters=f"practice={practice['area_code']}; quality figure",
    )


def _adjustments_table(rows: pd.DataFrame) -> pd.DataFrame:
    """The same figures as text, with their intervals."""
    cells = {
        "Quality figure: patients receiving the intervention": ("value", True),
        "England, quality figure": ("value_england", False),
        "Net of adjustments": ("net", True),
        "England, net": ("net_england", False),
        "Adjustment rate": ("rate", True),
        "England, rate": ("rate_england", False),
    }
    table = pd.DataFrame({"Indicator": rows["name"], "Year": rows["period"]})
    for head, (column, has_interval) in cells.items():
        lower, upper = (
            rows.get(f"{column}_{end}") if has_interval else rows[column] * float("nan") for end in ("lower95", "upper95")
        )
        table[head] = [formatting.estimate(*parts, "%") for parts in zip(rows[column], lower, upper, strict=True)]
    table["Rate against England"] = [OUTCOMES[outcome] for outcome in rows["rate_outcome"]]
    return table


def show_standards(practice: dict) -> None:
    """The outcome standards: triggers with their reasons and the review category."""
    summary = ask(queries.practice_profile.trigger_summary, practice["area_code"])
    if summary is None:
        st.info("No standard of the scheme has a figure for this practice in its newest year.")
        return
    blocks.say(wording.practice_profile.trigger_sentence(practice["area_name"], summary))
    judged = ask(queries.practice_profile.triggers, practice["area_code"])
    reached = judged[judged["level"] > 0]
    if len(reached):
        own = f"practice={practice['area_code']}; outcome standards"
        blocks.download("standards", judged.assign(area_type="practice", comparator_type=ENGLAND.type), own)
        st.dataframe(
            pd.DataFrame(
                {
                    "Trigger": reached["level"].map({1: "Level one", 2: "Level two"}),
                    "Standard": reached["name"],
                    "Period": reached["period"].map(formatting.period),
                    "Practice": [formatting.number(row.value, row.unit) for row in reached.itertuples()],
                    "England": [formatting.number(row.england_value, row.unit) for row in reached.itertuples()],
                    "Level one beyond": [formatting.number(row.level_one_limit, row.unit) for row in reached.itertuples()],
                    "Level two beyond": [formatting.number(row.level_two_limit, row.unit) for row in reached.itertuples()],
                }
            ),
            hide_index=True,
            width="stretch",
            alt=f"Standards on which {practice['area_name']} reaches a trigger",
        )
    blocks.say(wording.practice_profile.scheme_sentence(ask(queries.practice_profile.review_categories), judged), quiet=True)
