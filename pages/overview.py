"""Overview, for a board: what improved, what worsened and what stands out in an area, down to the figure behind each statement."""

import streamlit as st

from pcdash import queries
from pcdash.ui import blocks, frame
from pcdash.ui.cache import ask_ahead
from pcdash.ui.selection import pick
from pcdash.views.overview import grid, sections

frame.require()
chosen = pick(("comparator",))
grid.follow()
area, comparator = chosen.area, chosen.comparator
standing = ask_ahead(queries.overview.standing, area, comparator)
alikeness = ask_ahead(queries.overview.alikeness, area)
cells = ask_ahead(queries.overview.rug, area, chosen.borough.code, comparator)
localities = ask_ahead(queries.overview.locality_outcomes, chosen.borough.code, comparator)
blocks.title(f"{area.name}: overview")

rows = standing()
rows = rows[rows["state"] == "value"]
if rows.empty:
    st.info(f"No indicator has a figure for {area.name} in the files that were loaded.")
    frame.end()

shown = sections.Standing(chosen, rows)
sections.answer(shown, localities())
sections.what_stands_out(shown)
grid.areas_by_indicators(shown, cells())
sections.spread_between_practices(shown, alikeness())
sections.every_indicator(shown)
