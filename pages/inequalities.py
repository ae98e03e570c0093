"""Inequalities: how an indicator differs from the most to the least deprived, how that changed, and where it is largest."""

import streamlit as st

from pcdash import queries
from pcdash.terms import formatting
from pcdash.ui import blocks, frame
from pcdash.ui.cache import ask
from pcdash.ui.selection import pick
from pcdash.views import inequalities as inequality_views
from pcdash.wording import inequalities as wording

frame.require()
chosen = pick(("indicator", "period"))
area, indicator = chosen.area, chosen.indicator
topic = indicator["indicator_id"]
blocks.title(f"{area.name}: inequalities by deprivation")

grouped = ask(queries.inequalities.areas, area)
if grouped.empty:
    st.info(wording.nothing(area.name))
    frame.end()
with_topic = grouped[[topic in held for held in grouped["indicators"]]]
grouping = inequality_views.choose(area, with_topic if len(with_topic) else grouped)
series = ask(queries.inequalities.series, topic, grouping.area, grouping.name)
row = None
if series.empty:
    st.info(wording.no_groups(indicator))
else:
    wanted = series[series["period"] == chosen.period]
    row = (wanted if len(wanted) else series.iloc[-1:]).iloc[0].to_dict()
    blocks.say(wording.gradient_sentence(indicator, grouping.area.name, row))
    if wanted.empty and chosen.period:
        period, shown = formatting.period(chosen.period), formatting.period(row["period"])
        blocks.say(f"There are no groups in {period}; this is {shown}.", quiet=True)
    inequality_views.groups(grouping, indicator, row)
    if len(series) > 1:
        st.header("Over time", anchor=False)
        inequality_views.over_time(grouping, indicator, series)
st.header(blocks.plain(f"All indicators, {grouping.area.name}"), anchor=False)
inequality_views.all_indicators(grouping)
if row:
    blocks.definition(indicator, row)
