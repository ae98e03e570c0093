"""The members of an area side by side, each over the comparator's line."""

import pandas as pd
import streamlit as st

from pcdash import queries, wording
from pcdash.charts import small_multiples
from pcdash.terms import formatting
from pcdash.ui import blocks, state
from pcdash.ui.cache import ask
from pcdash.ui.selection import Selection
from pcdash.views.benchmark.group import LEVELS
from pcdash.views.trends.line import points_table


def choose_level(chosen: Selection) -> str:
    """Which members of the area stand side by side."""
    levels = {
        "locality": ["practice"],
        "borough": ["locality", "practice"],
        "system": ["borough", "practice"],
    }[chosen.area.type]
    if len(levels) == 1:
        return levels[0]
    return state.choose(
        "level", "Areas", {name: LEVELS[name] for name in levels}, levels[0], widget=st.segmented_control, required=True
    )


def side_by_side(chosen: Selection, level: str, reference: pd.DataFrame) -> None:
    """A small line for each member of the area over that of the reference; words where no member has a figure."""
    area, indicator = chosen.area, chosen.indicator
    key, unit = indicator["indicator_id"], indicator["unit"]
    members = ask(queries.trends.member_series, key, area, level, reference["period_kind"].iloc[0])
    shown = members[members["state"] == "value"]
    name = reference["area_name"].iloc[0]
    if shown.empty:
        blocks.say(f"{indicator['name']} has no figures for the {LEVELS[level].lower()} of {area.name}.")
        return
    newest = shown.sort_values("period_end").drop_duplicates("area_code", keep="last")
    drawn = pd.concat([shown["value"], reference.loc[reference["state"] == "value", "value"]])
    ends = drawn.min(), drawn.max()
    low, high = (formatting.number(end, unit, formatting.places_apart(*ends, unit)) for end in ends)
    blocks.say(
        f"Each of the {shown['area_code'].nunique():,} {LEVELS[level].lower()} of {area.name} that have figures, all on "
        f"one scale from {low} to {high}, which holds {name} too (dashed). The number is the newest figure; a "
        "line that ends early has no newer one, and one that breaks none in between.",
        quiet=True,
    )
    blocks.chart_or_table(
        "members",
        lambda palette: small_multiples.small_multiples(
            members,
            reference,
            unit=unit,
            palette=palette,
            highlight=state.kept("practice") if level == "practice" else None,
        ),
        lambda: points_table(members, unit),
        alt=f"{indicator['name']} over time in each of the {LEVELS[level].lower()} of {area.name}, each beside {name}. "
        f"{wording.benchmark.ends_sentence(newest, unit)} These are the newest figures of each.",
        export=members,
        filters=f"area={area.name}; indicator={key}; level={level}",
    )
