"""The pickers in the frame, and what they chose, ready for a page."""

from dataclasses import dataclass

import pandas as pd
import streamlit as st

from pcdash import queries
from pcdash.terms import formatting
from pcdash.terms.areas import Area
from pcdash.ui import finding, glossary, state
from pcdash.ui.cache import ask

# The indicator shown first: the strategy's best known, else the commonest condition, else the first with practice figures.
_FIRST_INDICATORS = ("dm_hba1c_59", "prev_diabetes")
# Room for the longest names; the other pickers share what is left of a row.
_WIDTH_OF_NAMES = 460
# What the pickers choose, in the words of the button that they lie behind on a phone.
_WORDS = {"practice": "practice", "indicator": "indicator", "period": "period", "comparator": "comparison"}
# The terms that the pickers' choices need explained.
_AREAS, _COMPARED = "borough, locality, system", "comparator, ICB, sub-ICB, network, similar practices"
_AREA_PREFIX = {"locality": "\u2003", "system": "System: "}


@dataclass(frozen=True)
class Selection:
    """What the reader chose: `place` is the row of the area's borough, `indicator` one of the catalogue; None where not chosen."""

    area: Area
    place: dict
    practice: str | None
    indicator: dict | None
    period: str | None
    comparator: str

    @property
    def is_locality(self) -> bool:
        """Whether the chosen area is one locality of the place."""
        return self.area.type == "locality"

    @property
    def borough(self) -> Area:
        """The borough that the chosen area lies in; of a system, the first of its places."""
        return Area("borough", self.place["place_code"], self.place["place_name"])


def pick(wanted: tuple[str, ...], *, settled: bool = True) -> Selection:
    """Shows the pickers named in `wanted` in one row and returns the selection.

    A page with choices of its own in the address asks for `settled=False` and calls `state.settle()` after them.
    """
    areas, places = ask(queries.geography.areas), ask(queries.geography.places)
    area_names = {row.area_code: _AREA_PREFIX.get(row.area_type, "") + row.area_name for row in areas.itertuples()}
    with st.container(horizontal=True, vertical_alignment="bottom", key="pickers"):
        # Opened and closed by the browser alone; the style sheet shows it, and heeds it, on a phone only.
        st.html(f"<details><summary>Change: {', '.join(['area', *(_WORDS[name] for name in wanted)])}</summary></details>")
        code = state.choose("area", "Area", area_names, areas["area_code"].iloc[0], help=glossary.met(_AREAS))
        row = areas[areas["area_code"] == code].iloc[0]
        area = Area(row["area_type"], row["area_code"], row["area_name"])
        place = places[places["place_code"] == row["place_code"]].iloc[0].to_dict()
        practice = _practice(area, place) if "practice" in wanted else None
        indicator = _indicator() if "indicator" in wanted else None
        period = _period(indicator, place) if "period" in wanted and indicator else None
        comparator = (
            state.choose("comparator", "Compare with", _comparators(place), "england", help=glossary.met(_COMPARED))
            if "comparator" in wanted
            else "england"
        )
    if settled:
        state.settle()
    return Selection(area, place, practice, indicator, period, comparator)


def place_name() -> str:
    """The name of the place that the chosen area lies in, of a system its own; of the first area before any choice."""
    areas = ask(queries.geography.areas).set_index("area_code")
    chosen = state.kept("area")
    area = areas.loc[chosen if chosen in areas.index else areas.index[0]]
    return area["area_name"] if area["area_type"] == "system" else area["place_name"]


def _practice(area: Area, place: dict) -> str | None:
    practices = ask(queries.geography.practices)
    practices = practices[practices["place_code"] == place["place_code"]]
    if area.type == "locality":
        practices = practices[practices["locality_code"] == area.code]
    practices = practices.sort_values(["closed", "area_name"], na_position="first").fillna({"postcode": "no postcode"})
    options = {
        row.area_code: f"{row.area_name} \u00b7 {row.area_code} \u00b7 {row.postcode}{'' if pd.isna(row.closed) else ' (closed)'}"
        for row in practices.itertuples()
    }
    return state.choose(
        "practice",
        "Practice: type a name, code or postcode",
        options,
        next(iter(options), None),
        width=_WIDTH_OF_NAMES,
        accept_new_options=True,
        filter_mode="contains",
        on_change=_take_practice,
        args=(tuple(options),),
    )


def _take_practice(listed: tuple[str, ...]) -> None:
    if text := state.typed("practice", listed):
        finding.open_typed(text, ("practice",))


def _indicator() -> dict:
    catalogue = ask(queries.catalogue.indicators)
    names = {
        row.indicator_id: f"{row.name}{'' if row.has_values else ' (no data loaded)'}"
        for row in catalogue.sort_values("has_values", ascending=False, kind="stable").itertuples()
    }
    local = list(catalogue.loc[catalogue["has_practices"].astype(bool), "indicator_id"])
    default = next((name for name in (*_FIRST_INDICATORS, *local) if name in local), next(iter(names)))
    chosen = state.choose("indicator", "Indicator", names, default, width=_WIDTH_OF_NAMES)
    return catalogue[catalogue["indicator_id"] == chosen].iloc[0].to_dict()


def _period(indicator: dict, place: dict) -> str | None:
    found = ask(queries.catalogue.periods, indicator["indicator_id"], place["place_code"])
    return state.choose("period", "Period", {label: formatting.period(label) for label in found}, found[0] if found else None)


def _comparators(place: dict) -> dict[str, str]:
    named = {"england": "England"}
    for kind in ("region", "icb", "system"):
        parent = ask(queries.geography.comparator_of, Area("borough", place["place_code"]), kind)
        if parent is not None:
            named[kind] = parent.name
    own = {"sub_icb": "Own NHS sub-area", "pcn": "Own network", "locality": "Own locality", "similar": "Similar practices"}
    return named | {"borough": place["place_name"]} | own
