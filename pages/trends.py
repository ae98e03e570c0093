"""Trends: an area over the years against its comparator, with the breaks where a definition changed."""

import pandas as pd
import streamlit as st

from pcdash import formatting, queries, wording
from pcdash.charts import control_chart, trend
from pcdash.ui import blocks, frame
from pcdash.ui.cache import ask
from pcdash.ui.selection import pick

frame.require()
chosen = pick(("indicator", "comparator"))
area, place, indicator = chosen.area, chosen.place, chosen.indicator
blocks.title(f"{area['area_name']}: trends")

key, unit = indicator["indicator_id"], indicator["unit"]
mine = ask(queries.series, key, area["area_type"], [area["area_code"]])
against = ask(queries.comparator_of, area["area_type"], area["area_code"], chosen.comparator)
series = mine
if against is not None:
    series = pd.concat([mine, ask(queries.series, key, against["area_type"], [against["area_code"]])], ignore_index=True)
elif chosen.comparator != "england":
    st.caption(f"{area['area_name']} is not part of such an area; choose another to compare with.")

values = mine[mine["state"] == "value"]
if values.empty and series[series["state"] == "value"].empty:
    blocks.no_figures(chosen, indicator)
    blocks.definition(indicator, None)
    st.stop()
kinds = values["period_kind"].unique() if len(values) else series["period_kind"].unique()
series = series[series["period_kind"].isin(kinds)]
if values.empty:
    st.markdown(f"{indicator['name']}: there is no figure for {area['area_name']}; {against['area_name']} is shown.")
    last = None
else:
    last = values.iloc[-1]
    figure = ask(queries.figure, key, area["area_type"], area["area_code"], last["period"])
    comparison = ask(queries.compared, key, area["area_type"], area["area_code"], last["period"], chosen.comparator)
    sentence = wording.value_sentence(indicator, figure, comparison, area["area_name"], last["period"])
    blocks.say(f"{sentence} {wording.trend_sentence(last['recent_trend'])}".strip())

table = pd.DataFrame(
    {
        "Area": series["area_name"],
        "Period": series["period"].map(formatting.period),
        "Value": [formatting.number(value, unit) for value in series["value"]],
        "95% interval": [
            formatting.interval(low, high, unit) for low, high in zip(series["lower95"], series["upper95"], strict=True)
        ],
        "Numerator": series["numerator"].map(formatting.count),
        "Denominator": series["denominator"].map(formatting.count),
        "Recent trend": series["recent_trend"].map(formatting.RECENT_TRENDS),
        "Definition changed": series["break_reason"].fillna(""),
    }
)
focus = area["area_name"] if len(values) else against["area_name"]
blocks.chart_or_table(
    "trends",
    trend.trend(series, unit=unit, palette=blocks.palette(), focus=focus, baseline=place["baseline_period"]),
    table,
    alt=f"{indicator['name']} in {focus} over time with its 95% interval" + (f" and in {against['area_name']}" if against else ""),
    export=series.assign(indicator=indicator["name"], unit=unit),
    filters=f"area={area['area_name']}; indicator={key}; comparator={chosen.comparator}",
)
breaks = series.dropna(subset="break_reason").drop_duplicates("period")
for row in breaks.itertuples():
    st.caption(f"Definition changed in {formatting.period(row.period)}: {row.break_reason}")
st.caption(
    "A recent trend is told of five comparable years in a row, where the change is beyond chance at 99.8% and no single year makes "
    "it (Fingertips' rule)."
)
if len(values) == 1:
    st.caption(f"{area['area_name']} has one point only, so there is no line to draw.")
control = ask(queries.control_chart, key, area["area_type"], area["area_code"])
if len(control):
    st.subheader("Control chart", anchor=False)
    blocks.say(wording.control_sentence(control))
    blocks.chart_or_table(
        "control",
        control_chart.control_chart(control, unit=unit, palette=blocks.palette()),
        pd.DataFrame(
            {
                "Period": control["period"].map(formatting.period),
                "Value": [formatting.number(value, unit) for value in control["value"]],
                "Mean": [formatting.number(value, unit) for value in control["mean"]],
                "Limits": [
                    formatting.interval(low, high, unit)
                    for low, high in zip(control["lower_limit"], control["upper_limit"], strict=True)
                ],
                "Says": control["variation"].map(formatting.VARIATIONS),
                "Signal": control["signal"].map(formatting.SIGNALS).fillna(""),
            }
        ),
        alt=f"Control chart of {indicator['name']} in {area['area_name']}: {wording.control_sentence(control)}",
        export=control.assign(indicator=indicator["name"], area_name=area["area_name"], unit=unit),
        filters=f"area={area['area_name']}; indicator={key}",
    )
    st.caption(
        "The mean, and the limits of ordinary variation (mean \u2213 2.66 times the mean difference between neighbours; "
        "NHS England's Making Data Count). A signal is a point outside the limits, seven points rising or falling, seven on one "
        "side of the mean, or two of three near a limit. Limits start anew where the definition changes."
    )
figure = ask(queries.figure, key, area["area_type"], area["area_code"], last["period"]) if last is not None else None
blocks.data_line(figure, last["period"] if last is not None else None)
blocks.definition(indicator, figure)
