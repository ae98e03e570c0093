"""The practices like this one and those near it, each with a link to its profile."""

from urllib.parse import urlencode

import pandas as pd
import streamlit as st

from pcdash import queries, wording
from pcdash.terms import formatting
from pcdash.ui import blocks, state
from pcdash.ui.cache import ask


def show(practice: dict, comparator_type: str) -> None:
    """One table of the similar and the nearest practices; what similar means, and how to compare with them."""
    place = _place(practice)
    rows = ask(queries.practice_finder.neighbours, practice["area_code"], place.get("easting"), place.get("northing"))
    has_similar = rows["distance"].notna().any()
    blocks.say(wording.practice_profile.SIMILAR if has_similar else wording.practice_profile.NO_SIMILAR)
    if has_similar and comparator_type != "similar":
        st.button("Compare with similar practices", on_click=state.put, args=("comparator", "similar"))
    if not place:
        blocks.say("The place of this practice's postcode is not known to the files that were loaded.")
    elif "found" in place:
        blocks.say(f"The place of this practice's postcode is not known; distances are from {place['found']}.")
    if len(rows):
        rows["why"] = [" and ".join(_why(row)) for row in rows.itertuples()]
        own = f"practice={practice['area_code']}; similar and nearest practices"
        blocks.download("neighbours", rows.drop(columns="is_near"), own)
        st.table(_table(rows), border="horizontal", hide_index=True, alt=f"Practices like {practice['area_name']} or near it")
        blocks.say(
            "Kilometres in a straight line, where both postcodes are known. A name without a link lies outside the boroughs here.",
            quiet=True,
        )


def _place(practice: dict) -> dict:
    """Easting and northing of the practice, else of its postcode or district with what was `found`; empty where not known."""
    if not formatting.is_missing(practice["easting"]):
        return {"easting": float(practice["easting"]), "northing": float(practice["northing"])}
    postcode = practice["postcode"]
    return ask(queries.practice_finder.postcode_position, postcode) or {} if isinstance(postcode, str) else {}


def _table(rows: pd.DataFrame) -> pd.DataFrame:
    """A line per practice, the most alike first."""
    return pd.DataFrame(
        {
            "Practice": [_named(row) for row in rows.itertuples()],
            "Postcode": rows["postcode"].fillna(""),
            "Why": rows["why"],
            "Kilometres": [formatting.number(value) for value in rows["kilometres"]],
            "Patients": [formatting.count(value) for value in rows["list_size"]],
            "Aged 65+": [formatting.number(value, "%") for value in rows["aged_65_plus"]],
            "Deprivation score": [formatting.number(value) for value in rows["deprivation_score"]],
            "How unlike (0: the same)": [
                "" if formatting.is_missing(value) else formatting.rounded(value, 2) for value in rows["distance"]
            ],
        }
    )


def _named(row: object) -> str:
    """The practice's name, as a link where it has a profile here; the other choices go along."""
    name = blocks.plain(row.area_name)
    if not isinstance(row.place_name, str):
        return name
    address = state.link_parameters() | {"area": row.place_code, "practice": row.area_code}
    return f"[{name}](practice_profile?{urlencode(address)})"


def _why(row: object) -> list[str]:
    return ["similar"] * (not formatting.is_missing(row.distance)) + ["near"] * bool(row.is_near)
