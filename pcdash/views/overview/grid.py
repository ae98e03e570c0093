"""The grid of areas by indicators, and the way from one of its cells to the years behind it."""

from functools import partial

import pandas as pd
import streamlit as st

from pcdash import queries
from pcdash.charts import rug
from pcdash.terms.domains import DOMAINS
from pcdash.ui import blocks, state
from pcdash.ui.cache import ask
from pcdash.views.overview.sections import Standing

_EVERY_DOMAIN = "All domains"
_OPEN = "_overview_opens_trends"


def follow() -> None:
    """Goes to the years behind the cell that was chosen, if one was. Called after the pickers, which write this page's address."""
    if opened := st.session_state.pop(_OPEN, None):
        st.switch_page("pages/trends.py", query_params=state.link_parameters() | opened)


def areas_by_indicators(standing: Standing, cells: pd.DataFrame) -> None:
    """The parts of the area by every indicator, of one domain or all: `cells` as `queries.overview.rug`."""
    area = standing.chosen.area
    st.header("Areas by indicators", anchor=False)
    domain = _choose_domain(cells, standing.counted)
    if domain != _EVERY_DOMAIN:
        cells = cells[cells["domain"].map(DOMAINS) == domain]
    blocks.say("Choose a cell, here or in the table, to see the years behind it.")
    blocks.chart_or_table(
        "rug",
        lambda palette: rug.rug(cells, palette=palette, focus=area.code),
        lambda: rug.table(cells).table,
        alt=f"Grid of indicators by area, with value and outcome: {'; '.join(cells.drop_duplicates('area_code')['area_name'])}",
        export=cells,
        signs=cells[cells["position"] > 0],
        filters=f"area={area.name} and its parts; comparator={standing.comparator_name}; domain={domain}",
        on_select=_follow_chart,
        on_cell=partial(_follow_table, cells),
    )
    blocks.say(
        f"Each row has one period, the newest in which {area.name} has a figure, else the newest of any area here; a dash is "
        f"no figure in it. Better and worse mean that {standing.against} lies outside the area's own 95% interval, so small areas "
        "stand out less often than large ones; a figure without an interval is not compared.",
        quiet=True,
    )


def _choose_domain(cells: pd.DataFrame, counted: pd.DataFrame) -> str:
    """The domain that the reader chose; at first the one of which most is worse, as all in one grid are three screens high."""
    domains = [name for domain, name in DOMAINS.items() if domain in set(cells["domain"])]
    if len(domains) < 2:
        return _EVERY_DOMAIN
    worse = counted.loc[counted["outcome"] == "worse", "domain"].map(DOMAINS).value_counts()
    first = max(domains, key=lambda name: worse.get(name, 0))
    options = [*domains, _EVERY_DOMAIN]
    return st.segmented_control("Domain", options, default=first, required=True, key="rug_domain", label_visibility="collapsed")


def _follow_chart() -> None:
    """A click on a cell of the chart."""
    for hit in st.session_state["rug_chart"]["selection"].get(rug.PICK, [])[:1]:
        _follow_cell(hit["indicator_id"], hit["area_code"])


def _follow_table(cells: pd.DataFrame) -> None:
    """A cell chosen in the table."""
    grid = rug.table(cells)
    for line, heading in st.session_state["rug_table"]["selection"]["cells"][:1]:
        _follow_cell(grid.indicator_ids[line], grid.area_codes.get(heading))


def _follow_cell(indicator_id: str, area_code: str | None) -> None:
    """Asks for the page that shows the figure behind a cell of the grid; the comparator's is shown with the area's own."""
    is_area = area_code in set(ask(queries.geography.areas)["area_code"])
    st.session_state[_OPEN] = {"indicator": indicator_id} | ({"area": area_code} if is_area else {})
