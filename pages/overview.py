"""Overview, for a board: what is better, similar or worse in an area, and what changed since the baseline."""

import pandas as pd
import streamlit as st

from pcdash import formatting, queries, wording
from pcdash.charts import style, summary
from pcdash.ui import blocks, frame
from pcdash.ui.cache import ask
from pcdash.ui.selection import pick

CHANGES = {
    "improved": "\u25b2 Improved",
    "worsened": "\u25bc Worsened",
    "higher": "Higher",
    "lower": "Lower",
    "no_clear_change": "No clear change",
    "not_judged": "Not judged, no interval",
}

frame.require()
chosen = pick(("comparator",))
area, place = chosen.area, chosen.place
blocks.title(f"{area['area_name']}: overview")

rows = ask(queries.profile, area["area_type"], area["area_code"], chosen.comparator)
rows = rows[rows["state"] == "value"]
if rows.empty:
    st.info(f"No indicator has a figure for {area['area_name']} in the files that were loaded.")
    st.stop()

changes = ask(queries.improvement, area["area_type"], area["area_code"])
compared = rows[rows["comparator_name"].notna()]
comparator_name = compared["comparator_name"].iloc[0] if len(compared) else None
for sentence in wording.overview_sentences(
    area["area_name"],
    comparator_name,
    compared.loc[compared["polarity"] != "neutral", "outcome"].value_counts().to_dict(),
    changes["direction"].value_counts().to_dict(),
    place["baseline_period"],
):
    blocks.say(sentence)

merged = rows.merge(changes.drop(columns="domain"), on="indicator_id", how="left")
table = pd.DataFrame(
    {
        "Domain": merged["domain"].map(formatting.DOMAINS),
        "Indicator": merged["name"],
        "Period": merged["period"].map(formatting.period),
        "Value (95% interval)": [formatting.estimate(row.value, row.lower95, row.upper95, row.unit) for row in merged.itertuples()],
        comparator_name or "Comparator": [formatting.number(row.comparator_value, row.unit) for row in merged.itertuples()],
        "Compared": [style.sign(row.outcome) for row in merged.itertuples()],
        "Since the baseline": [
            f"{CHANGES[row.direction]} ({formatting.number(row.then_value, row.unit)} in {formatting.period(row.then_period)})"
            if isinstance(row.direction, str)
            else "No comparable earlier figure"
            for row in merged.itertuples()
        ],
        "Change (95% interval)": [
            formatting.change(row.change, row.change_lower95, row.change_upper95) for row in merged.itertuples()
        ],
        "Recent trend": merged["recent_trend"].map(formatting.RECENT_TRENDS),
        "Unit": merged["unit"],
    }
)
judged = rows[(rows["polarity"] != "neutral") & (rows["outcome"] != "not_compared")]
st.subheader("Indicators with an agreed direction, by domain", anchor=False)
blocks.chart_or_table(
    "overview",
    summary.outcomes_by_domain(judged, palette=blocks.palette()),
    table,
    alt=f"Number of indicators by domain that are better, similar or worse than {comparator_name} in {area['area_name']}",
    export=rows.assign(
        area_type=area["area_type"], area_code=area["area_code"], area_name=area["area_name"], indicator=rows["name"]
    ),
    signs=judged,
    filters=f"area={area['area_name']}; comparator={comparator_name}; newest period of each indicator",
)
st.caption(
    f"Newest period of each indicator. Better and worse mean that {comparator_name or 'the comparator'} lies outside the area's "
    "95% interval. A change since the baseline is beyond chance where its own 95% interval leaves out no change; figures of "
    "different definitions are never compared. A recent trend needs five comparable years in a row."
)
spread = ask(queries.spread_change, area["area_type"], area["area_code"]).dropna(subset=["now_spread_beyond_chance"])
if len(spread):
    blocks.say(wording.spread_sentence(area["area_name"], spread))
st.subheader("Every indicator", anchor=False)
st.dataframe(
    table, hide_index=True, width="stretch", height=520, alt=f"Every indicator of {area['area_name']} with its newest value"
)
