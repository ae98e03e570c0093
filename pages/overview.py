"""Overview, for a board: what improved, what worsened and what stands out in an area, down to the figure behind each statement."""

import streamlit as st

from pcdash import queries, wording
from pcdash.charts import rug, summary
from pcdash.terms import formatting
from pcdash.terms.domains import DOMAINS
from pcdash.ui import blocks, frame, state
from pcdash.ui.cache import ask, ask_ahead
from pcdash.ui.selection import pick
from pcdash.views.overview.cards import cards

CARDS = 5
EVERY_DOMAIN = "All domains"
OPEN = "_overview_opens_trends"


def follow_cell(indicator_id: str, area_code: str | None) -> None:
    """Asks for the page that shows the figure behind a cell of the grid; the comparator's is shown with the area's own."""
    is_area = area_code in set(ask(queries.geography.areas)["area_code"])
    st.session_state[OPEN] = {"indicator": indicator_id} | ({"area": area_code} if is_area else {})


frame.require()
chosen = pick(("comparator",))
# After the pickers, which write this page's address last.
if opened := st.session_state.pop(OPEN, None):
    st.switch_page("pages/trends.py", query_params=state.link_parameters() | opened)
area, place = chosen.area, chosen.place
ask_ahead(queries.overview.standing, area, chosen.comparator)
ask_ahead(queries.overview.alikeness, area)
ask_ahead(queries.overview.rug, area, place["place_code"], chosen.comparator)
blocks.title(f"{area.name}: overview")

rows = ask(queries.overview.standing, area, chosen.comparator)
rows = rows[rows["state"] == "value"]
if rows.empty:
    st.info(f"No indicator has a figure for {area.name} in the files that were loaded.")
    frame.end()

compared = rows[rows["comparator_name"].notna()]
comparator_name = compared["comparator_name"].iloc[0] if len(compared) else None
against = comparator_name or "the comparator"
baseline = formatting.period(place["baseline_period"])
spread = ask(queries.overview.alikeness, area)
said = [
    *wording.overview.changes(rows, place["baseline_period"]),
    wording.overview.standing_out(rows, comparator_name),
    wording.overview.alikeness(spread),
]
st.markdown("\n".join(f"- **{blocks.plain(lead)}:** {blocks.plain(sentence)}" for lead, sentence in said))
filters = f"area={area.name}; comparator={comparator_name}; newest period of each indicator"

judged = rows[(rows["polarity"] != "neutral") & (rows["outcome"] != "not_compared")]
if len(judged):
    st.header("Number of indicators by domain", anchor=False)
    blocks.chart_or_table(
        "overview",
        lambda palette: summary.outcomes_by_domain(judged, palette=palette),
        lambda: summary.counts(judged),
        alt=f"Number of indicators by domain that are better, similar or worse than {against} in {area.name}",
        export=judged.assign(indicator=judged["name"]),
        signs=judged,
        filters=filters,
    )

noted = rows[rows["place"] <= CARDS].sort_values("place")
points = ask(queries.overview.short_series, area, chosen.comparator, tuple(noted["indicator_id"]))
left, right = st.columns(2, gap="large")
for column, heading, mine, none in (
    (left, "Biggest improvements", noted[noted["noted"] == "improved"], f"improved beyond chance since {baseline}"),
    (
        right,
        "Biggest concerns",
        noted[noted["noted"] != "improved"],
        f"worsened beyond chance since {baseline}, or is worse than {against} without having improved",
    ),
):
    with column:
        st.header(heading, anchor=False)
        if mine.empty:
            blocks.say(f"No indicator with an agreed direction {none}.")
        cards(mine, points)
blocks.say(wording.overview.rule(area.name, comparator_name, CARDS), quiet=True)

st.header("Areas by indicators", anchor=False)
cells = ask(queries.overview.rug, area, place["place_code"], chosen.comparator)
domains = [DOMAINS[domain] for domain in DOMAINS if domain in set(cells["domain"])]
domain = EVERY_DOMAIN
if len(domains) > 1:
    options = [EVERY_DOMAIN, *domains]
    domain = st.segmented_control(
        "Domain", options, default=EVERY_DOMAIN, required=True, key="rug_domain", label_visibility="collapsed"
    )
if domain != EVERY_DOMAIN:
    cells = cells[cells["domain"].map(DOMAINS) == domain]
blocks.say("Choose a cell, here or in the table, to see the years behind it.")


def follow_chart() -> None:
    """A click on a cell of the chart."""
    for hit in st.session_state["rug_chart"]["selection"].get(rug.PICK, [])[:1]:
        follow_cell(hit["indicator_id"], hit["area_code"])


def follow_table() -> None:
    """A cell chosen in the table."""
    grid = rug.table(cells)
    for line, heading in st.session_state["rug_table"]["selection"]["cells"][:1]:
        follow_cell(grid.indicator_ids[line], grid.area_codes.get(heading))


blocks.chart_or_table(
    "rug",
    lambda palette: rug.rug(cells, palette=palette, focus=area.code),
    lambda: rug.table(cells).table,
    alt=f"Grid of indicators by area, with value and outcome: {'; '.join(cells.drop_duplicates('area_code')['area_name'])}",
    export=cells.assign(indicator=cells["name"]),
    signs=cells[cells["position"] > 0],
    filters=f"area={area.name} and its parts; comparator={comparator_name}; domain={domain}",
    on_select=follow_chart,
    on_cell=follow_table,
)
blocks.say(
    f"Each row has one period, the newest in which {area.name} has a figure, else the newest of any area here; a dash is "
    f"no figure in it. Better and worse mean that {against} lies outside the area's own 95% interval, so small areas stand out "
    "less often than large ones; a figure without an interval is not compared.",
    quiet=True,
)

st.header("Spread between practices", anchor=False)
if spread.empty:
    blocks.say(f"No indicator has figures of at least four practices of {area.name} in two comparable periods.")
else:
    st.dataframe(
        wording.overview.spread_table(spread),
        hide_index=True,
        width="stretch",
        height=min(36 * (len(spread) + 1), 320),
        alt=f"Spread between the practices of {area.name} then and now, by indicator",
        key="spread_table",
    )
    blocks.say(wording.overview.SPREAD_RULE, quiet=True)

st.header("Every indicator", anchor=False)
blocks.download("every_indicator", rows.assign(indicator=rows["name"]), filters)
st.dataframe(
    wording.overview.every_indicator(rows, comparator_name),
    hide_index=True,
    width="stretch",
    height=min(36 * (len(rows) + 1), 520),
    alt=f"Every indicator of {area.name} with its newest value",
    key="every_table",
)
blocks.say(
    f"Newest period of each indicator. The baseline is {baseline}, or the first comparable period after it. A change is beyond "
    "chance where its own 95% interval leaves out no change; figures of different definitions are never compared. A recent trend "
    "needs five comparable years in a row.",
    quiet=True,
)
blocks.say(
    wording.overview.data_line(rows, ask(queries.provenance.source_files), ask(queries.provenance.build_info)["built_at"]),
    quiet=True,
)
