"""Overview, for a board: what improved, what worsened and what stands out in an area, down to the figure behind each statement."""

import pandas as pd
import streamlit as st

from pcdash import formatting, queries, wording
from pcdash.charts import rug, sparkline, style, summary
from pcdash.ui import blocks, frame, state
from pcdash.ui.cache import ask
from pcdash.ui.selection import pick

CARDS = 5
CHANGES = {
    "improved": "\u25b2 Improved",
    "worsened": "\u25bc Worsened",
    "higher": "Higher",
    "lower": "Lower",
    "no_clear_change": "No clear change",
    "not_judged": "Not judged, no interval",
}
ALL = "All domains"
OPEN = "_overview_opens_trends"


def follow(indicator_id: str, area_code: str) -> None:
    """Chooses the figure behind a cell of the grid and asks for the page that shows it; the comparator is shown there anyway."""
    state.put("indicator", indicator_id)
    if area_code in set(ask(queries.areas)["area_code"]):
        state.put("area", area_code)
    st.session_state[OPEN] = True


def cards(rows: pd.DataFrame, points: pd.DataFrame) -> None:
    """One card per indicator: why it is here, its name as the way to its years, its figures in a sentence, its years in small."""
    for row in rows.itertuples():
        series = points[points["indicator_id"] == row.indicator_id]
        sign = style.sign(row.outcome)
        with st.container(border=True, key=f"card_{row.indicator_id}"):
            words, picture = st.columns([3, 2], gap="medium", vertical_alignment="center")
            with words:
                why, figures = wording.overview.noted(row), wording.overview.card(row)
                st.markdown(f"**{blocks.plain(row.name)}**  \n{style.GLYPHS[sign]} {blocks.plain(why)}.  \n{blocks.plain(figures)}")
                blocks.say(f"Recent trend: {formatting.RECENT_TRENDS[row.recent_trend].lower()}", quiet=True)
                st.page_link(
                    "pages/trends.py",
                    label=f"{blocks.plain(row.short_name)} over the years",
                    icon=":material/arrow_forward:",
                    query_params=state.link_parameters() | {"indicator": row.indicator_id},
                )
            with picture:
                st.vega_lite_chart(
                    sparkline.figures(series, sign=sign, unit=row.unit, palette=blocks.palette()),
                    sparkline.drawing(blocks.palette()),
                    width="stretch",
                    theme=None,
                    alt=wording.overview.sparkline(row, series),
                    key=f"spark_{row.indicator_id}",
                )


frame.require()
if st.session_state.pop(OPEN, False):
    st.switch_page("pages/trends.py", query_params=state.link_parameters())
chosen = pick(("comparator",))
area, place = chosen.area, chosen.place
where = (area["area_type"], area["area_code"])
blocks.title(f"{area['area_name']}: overview")

everything = ask(queries.standing, *where, chosen.comparator)
rows = everything[everything["state"] == "value"]
if rows.empty:
    st.info(f"No indicator has a figure for {area['area_name']} in the files that were loaded.")
    st.stop()

compared = rows[rows["comparator_name"].notna()]
comparator_name = compared["comparator_name"].iloc[0] if len(compared) else None
baseline = formatting.period(place["baseline_period"])
spread = ask(queries.alikeness, *where)
said = [
    *wording.overview.changes(rows, place["baseline_period"]),
    wording.overview.standing_out(rows, comparator_name),
    wording.overview.alikeness(spread),
]
st.markdown("\n".join(f"- **{blocks.plain(lead)}:** {blocks.plain(sentence)}" for lead, sentence in said))
filters = f"area={area['area_name']}; comparator={comparator_name}; newest period of each indicator"

judged = rows[(rows["polarity"] != "neutral") & (rows["outcome"] != "not_compared")]
if len(judged):
    st.subheader("Number of indicators by domain", anchor=False)
    blocks.chart_or_table(
        "overview",
        summary.outcomes_by_domain(judged, palette=blocks.palette()),
        summary.counts(judged),
        alt=f"Number of indicators by domain that are better, similar or worse than {comparator_name} in {area['area_name']}",
        export=judged.assign(indicator=judged["name"]),
        signs=judged,
        filters=filters,
    )

noted = rows[rows["place"] <= CARDS]
points = ask(queries.short_series, *where, chosen.comparator, tuple(noted["indicator_id"]))
for_better = noted["noted"] == "improved"
left, right = st.columns(2, gap="large")
no_better = f"No indicator with an agreed direction improved beyond chance since {baseline}."
no_worse = f"No indicator is worse than {comparator_name or 'a comparator'} or worsened beyond chance since {baseline}."
for column, heading, mine, none in (
    (left, "Biggest improvements", noted[for_better], no_better),
    (right, "Biggest concerns", noted[~for_better], no_worse),
):
    with column:
        st.subheader(heading, anchor=False)
        if mine.empty:
            blocks.say(none)
        cards(mine.sort_values("place"), points)
blocks.say(
    f"At most {CARDS} each, of the indicators with an agreed direction and a figure since the baseline. Improvements changed for "
    "the better beyond chance. Concerns: first those that worsened and are worse than "
    f"{comparator_name or 'the comparator'}, then those that worsened, then those worse and not improved. Within each, the change "
    "that is largest against its own uncertainty (its standard error) comes first; where nothing changed, the distance. Brackets "
    f"hold 95% intervals. In the small charts the thick line is {area['area_name']}, the thin one the comparator, and a gap a "
    "changed definition.",
    quiet=True,
)

st.subheader("Areas by indicators", anchor=False)
cells = ask(queries.rug, *where, place["place_code"], chosen.comparator)
domains = [formatting.DOMAINS[domain] for domain in formatting.DOMAINS if domain in set(cells["domain"])]
shown = ALL
if len(domains) > 1:
    options = [ALL, *domains]
    shown = st.segmented_control("Domain", options, default=ALL, required=True, key="rug_domain", label_visibility="collapsed")
if shown != ALL:
    cells = cells[cells["domain"].map(formatting.DOMAINS) == shown]
blocks.say("Choose a cell, here or in the table, to see the years behind it.")
grid = rug.table(cells)


def follow_chart() -> None:
    """A click on a cell of the chart."""
    for hit in st.session_state["rug_chart"]["selection"].get(rug.PICK, [])[:1]:
        follow(hit["indicator_id"], hit["area_code"])


def follow_table() -> None:
    """A cell chosen in the table."""
    for line, heading in st.session_state["rug_table"]["selection"]["cells"][:1]:
        follow(grid.indicator_ids[line], grid.area_codes.get(heading, ""))


blocks.chart_or_table(
    "rug",
    rug.rug(cells, palette=blocks.palette(), focus=area["area_code"]),
    grid.table,
    alt=f"Grid of {', '.join(cells.drop_duplicates('area_code')['area_name'])} by indicators, with value and outcome in each cell",
    export=cells.assign(indicator=cells["name"]),
    signs=cells[cells["position"] > 0],
    filters=f"{filters}; domain={shown}",
    on_select=follow_chart,
    on_cell=follow_table,
)
blocks.say(
    f"Each row has one period, the newest in which {area['area_name']} has a figure. A dash: no figure in that period. Better and "
    f"worse mean that {comparator_name or 'the comparator'} lies outside the area's own 95% interval, so small areas differ less "
    "often than large ones.",
    quiet=True,
)

st.subheader("Spread between practices", anchor=False)
if spread.empty:
    blocks.say(f"No indicator has figures of at least four practices of {area['area_name']} in two comparable periods.")
else:
    st.dataframe(
        wording.overview.spread_table(spread),
        hide_index=True,
        width="stretch",
        height=min(36 * (len(spread) + 1), 320),
        alt=f"Spread between the practices of {area['area_name']} at the baseline and now, by indicator",
        key="spread_table",
    )
    blocks.say(
        "The middle half are the practices between the lowest and the highest quarter. The ratio is the standard deviation between "
        "practices now over then: below 1 they are more alike, and where its 95% interval (Morgan and Pitman) leaves out 1 that is "
        "beyond chance. Practices under 750 patients are left out. Less spread says nothing about the level.",
        quiet=True,
    )

st.subheader("Every indicator", anchor=False)
table = pd.DataFrame(
    {
        "Domain": rows["domain"].map(formatting.DOMAINS),
        "Indicator": rows["name"],
        "Period": rows["period"].map(formatting.period),
        "Value (95% interval)": [formatting.estimate(row.value, row.lower95, row.upper95, row.unit) for row in rows.itertuples()],
        comparator_name or "Comparator": [formatting.number(row.comparator_value, row.unit) for row in rows.itertuples()],
        "Compared": [style.sign(row.outcome) for row in rows.itertuples()],
        "Since the baseline": [
            f"{CHANGES[row.direction]} ({formatting.number(row.then_value, row.unit)} in {formatting.period(row.then_period)})"
            if isinstance(row.direction, str)
            else "No comparable earlier figure"
            for row in rows.itertuples()
        ],
        "Change (95% interval)": [
            formatting.change(row.change, row.change_lower95, row.change_upper95) for row in rows.itertuples()
        ],
        "Recent trend": rows["recent_trend"].map(formatting.RECENT_TRENDS),
        "Unit": rows["unit"],
    }
)
blocks.download("every_indicator", rows.assign(indicator=rows["name"]), filters)
st.dataframe(
    table, hide_index=True, width="stretch", height=520, alt=f"Every indicator of {area['area_name']} with its newest value"
)
st.caption(
    f"Newest period of each indicator. A change since the baseline ({baseline}, or the first comparable period after it) is beyond "
    "chance where its own 95% interval leaves out no change; figures of different definitions are never compared. A recent trend "
    "needs five comparable years in a row."
)
blocks.say(wording.overview.data_line(rows, ask(queries.source_files), ask(queries.build_info)["built_at"]), quiet=True)
