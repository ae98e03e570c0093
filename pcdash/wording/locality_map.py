"""What the map says in words: who stands out, where a member lies, what the colours mean, whose the boundaries are."""

import re

import pandas as pd

from pcdash.terms import formatting
from pcdash.terms.outcomes import OUTCOMES, STATES
from pcdash.wording.figures import higher_ones

NO_MAP = (
    "There is no map: neither a boundary of the borough nor the position of any of its practices is loaded. The list has every "
    "figure. The page \u201cData and methods\u201d says what was loaded."
)
# One and several of each kind of area that can stand in the list.
NAMES = {
    "practice": ("practice", "practices"),
    "locality": ("locality", "localities"),
    "borough": ("borough", "boroughs"),
    "sub_icb": ("NHS sub-area (CCG or sub-ICB)", "NHS sub-areas (CCGs or sub-ICBs)"),
    "region": ("region", "regions"),
}
_FIFTHS = ("the highest fifth", "the second highest fifth", "the middle fifth", "the second lowest fifth", "the lowest fifth")
_LAYERS = {"lsoa": "small areas (LSOAs)", "wd": "wards", "lad": "districts", "ctyua": "counties and unitary authorities"}
_ORDER = ("better", "similar", "worse", "higher", "lower")


def stand_out_sentence(members: pd.DataFrame, member_type: str) -> str:
    """`Of 43 practices with a figure, 9 are better than England, 27 similar and 7 worse.` `members` as `queries.map_members`."""
    valued = members[members["state"] == "value"]
    head = f"{formatting.count(len(valued))} {_name(member_type, len(valued))} with a figure"
    counts = valued["outcome"].value_counts()
    found = [word for word in _ORDER if counts.get(word)]
    if not found:
        return f"{head}: none is judged against a comparator."
    names = valued["comparator_name"].dropna().unique()
    against = names[0] if len(names) == 1 else "their own comparator"
    first, *rest = found
    parts = [f"{_are(counts[first])} {first} {'to' if first == 'similar' else 'than'} {against}"]
    parts += [f"{counts[word]} {word}" for word in rest]
    if counts.get("not_compared"):
        parts.append(f"{counts['not_compared']} not compared")
    return f"Of {head}, {formatting.listed(parts)}."


def ends_sentence(members: pd.DataFrame, unit: str) -> str:
    """`Highest: A, 70.1% (65.0 to 75.0); lowest: B, 40.2% (35.1 to 45.3).` Those that share an end are all named or counted."""
    valued = members[members["state"] == "value"]
    if valued["value"].nunique() < 2:
        return ""
    ends = []
    for word, value in (("highest", valued["value"].max()), ("lowest", valued["value"].min())):
        there = valued[valued["value"] == value]
        who = formatting.listed(list(there["area_name"])) if len(there) <= 3 else f"{len(there)} that share it"
        row = there.iloc[0]
        estimate = formatting.estimate(value, row["lower95"], row["upper95"], unit) if len(there) == 1 else ""
        ends.append(f"{word}: {who}, {estimate or formatting.number(value, unit)}")
    return f"{formatting.capitalised('; '.join(ends))}."


def counts_through_time(through_time: pd.DataFrame, member_type: str) -> str:
    """How many members were better, worse, lower or higher in the first and in the last of the periods."""
    periods = through_time["period"].unique()
    first, last = (through_time[through_time["period"] == periods[place]] for place in (0, -1))
    return " ".join(
        f"{formatting.period(rows['period'].iloc[0])}: {stand_out_sentence(rows, member_type)}" for rows in (first, last)
    )


def wider_sentence(level: dict, place: str, period: str, own: str | None) -> str:
    """Why there is no map, and what stands in its place: `level` as a row of `queries.locality_map.levels`; `own` is marked."""
    kind, (found, members) = level["member_type"], (level["with_figure"], level["members"])
    some = f"all {formatting.count(found)}" if found == members else f"{formatting.count(found)} of {formatting.count(members)}"
    here = f", {own} among them" if own else f", {place} not among them"
    marked = f"; \u25b6 marks {own}" if own else ""
    return (
        f"No practice of {place} has a figure in {formatting.period(period)}. The finest level that has is that of "
        f"{NAMES[kind][1]}: {some} in {level['parent_name']}{here}. The shapes "
        f"that are loaded end at the borough's boundary, so a ranked list stands in the map's place{marked}."
    )


def position_sentence(row: dict, member_type: str) -> str:
    """How many of the comparator's others are higher than one member, and in which fifth it lies; empty where it was not ranked."""
    if formatting.is_missing(row["comparator_name"]):
        return ""
    others = f"{NAMES[member_type][1]} {_within(row['comparator_name'], member_type)}"
    higher = formatting.capitalised(higher_ones(row["rank"], row["of"], others))
    fifth = "" if formatting.is_missing(row["quintile"]) else f"; it lies in {_FIFTHS[int(row['quintile']) - 1]}"
    return higher and f"{higher}{fifth}."


def fifths_title(members: pd.DataFrame, member_type: str) -> str:
    """What the legend of fifths says: among how many of which."""
    ranked = members.dropna(subset=["quintile"])
    sizes, names = ranked["of"].unique(), ranked["comparator_name"].unique()
    plural = NAMES[member_type][1]
    if len(names) != 1:
        return f"Fifth among the {plural} of its own group"
    number = f"{formatting.count(sizes[0])} " if len(sizes) == 1 else ""
    return f"Fifth of {number}{plural} {_within(names[0], member_type)}"


def value_title(unit: str) -> str:
    """What the legend of values says."""
    return f"Value ({unit})"


def boundaries_line(shapes: pd.DataFrame, *, synthetic: bool) -> str:
    """Whose the boundaries are, as their licence asks; of the demonstration, that they are none."""
    if synthetic:
        return "Map: invented tiles in the rough outline of the borough; no real boundary. Positions of practices are invented."
    layers = sorted(set(shapes["boundary_layer"].dropna()))
    named = formatting.listed([_layer(layer) for layer in layers])
    source = f"Map source: Office for National Statistics, {named}. " if layers else ""
    return (
        f"{source}Office for National Statistics licensed under the Open Government Licence v.3.0. "
        "Contains OS data \u00a9 Crown copyright and database right 2026. British National Grid."
    )


def measure_title(measure: str, small_areas: pd.DataFrame) -> str:
    """What the legend of shaded small areas says; `measure` is a column of `queries.small_areas`."""
    if measure == "imd_decile":
        return f"Deprivation {small_areas['imd_year'].max():.0f}: tenth of England, 1 most deprived"
    return "Share of its patients with its main locality"


def map_notes(level: str, method: str, members: pd.DataFrame, centres: pd.DataFrame) -> list[str]:
    """How the map is to be read, and who is not on it; `centres` as `map_shapes.locality_centres`."""
    notes, without = [], centres[~centres["has_shape"].astype(bool)]
    if level == "locality":
        if centres["has_shape"].any():
            notes.append("A locality's shape is made of the small areas most of whose registered patients it has.")
        notes += _absent(
            members[~members["area_code"].isin(centres["area_code"])],
            level,
            "neither a shape nor the position of a practice of it is known",
        )
    else:
        around = " Small grey dots are practices of other areas, there for orientation only." if level == "practice" else ""
        notes.append(f"A larger mark has a longer list of patients.{around}")
        notes += _absent(members[members["easting"].isna()], "practice", "the position of its postcode is not loaded")
    if len(without):
        notes.append(_schematic(without, centres, level))
    if level == "small_area":
        notes.append("No indicator is published for small areas: the shading says who lives there. A blank one has no figure.")
    elif method != "outcome":
        shape = "A mark's shape and outline tell" if level == "practice" or len(without) else "The mark tells"
        notes.append(f"{shape} the comparison; the colour says only where the value lies, not whether that is good.")
    return notes


def small_area_table(small_areas: pd.DataFrame) -> pd.DataFrame:
    """The small areas as a reader's table; columns that no file filled are left out."""
    table = pd.DataFrame(
        {
            "Small area": small_areas["area_name"],
            "Deprivation, tenth of England": [formatting.count(value) for value in small_areas["imd_decile"]],
            "Registered patients": [formatting.count(value) for value in small_areas["patients"]],
            "Main locality": small_areas["locality_name"].fillna("\u2013"),
            "Of them with the main locality": [formatting.number(value, "%") for value in small_areas["percent_here"]],
        }
    )
    return table.loc[:, (table != "\u2013").any()]


def through_time_sentence(periods: list[str], available: int, current: str) -> str:
    """Which periods the small maps show."""
    shown = formatting.listed([formatting.period(label) for label in periods])
    some = f" of {available}" if available > len(periods) else ""
    here = f"\u25b6 marks {formatting.period(current)}, shown above."
    return f"The same map in {len(periods)}{some} periods on one scale: {shown}. {here}"


def periods_table(through_time: pd.DataFrame, unit: str) -> pd.DataFrame:
    """One row per area, one column per period, each cell the value and how it compares, or why there is none."""
    cells = [
        f"{formatting.number(row.value, unit)} \u00b7 {OUTCOMES[row.outcome]}" if row.state == "value" else STATES[row.state]
        for row in through_time.itertuples()
    ]
    table = through_time.assign(cell=cells, heading=through_time["period"].map(formatting.period))
    wide = table.pivot(index=["area_name", "area_code"], columns="heading", values="cell")
    wide = wide[list(dict.fromkeys(table["heading"]))].fillna("Not there then").reset_index()
    return wide.drop(columns="area_code").rename(columns={"area_name": "Area"}).rename_axis(columns=None)


def breaks_sentence(breaks: list[tuple[str, str, str]]) -> str:
    """What a dagger stands for; `breaks` as `map_periods.breaks_shown`."""
    reasons = [f"\u2020 From {formatting.period(since)} the definition differs: {why.rstrip('.')}." for _, since, why in breaks]
    return " ".join(reasons)


def line_sentence(members: pd.DataFrame, unit: str) -> str:
    """What the line of the ranked list stands for; empty without a comparator."""
    against = members.dropna(subset=["comparator_value"])
    if against.empty:
        return ""
    if against["comparator_value"].nunique() > 1:
        return "Ticks: each one's own comparator."
    return f"Line: {against['comparator_name'].iloc[0]}, {formatting.with_unit(against['comparator_value'].iloc[0], unit)}."


def _absent(rows: pd.DataFrame, kind: str, reason: str) -> list[str]:
    """Who of a kind is not on the map, counted and named, and why."""
    if rows.empty:
        return []
    named = formatting.listed(list(rows["area_name"]))
    are = "is" if len(rows) == 1 else "are"
    return [f"{formatting.count(len(rows))} {_name(kind, len(rows))} {are} not on the map, because {reason}: {named}."]


def _schematic(without: pd.DataFrame, centres: pd.DataFrame, level: str) -> str:
    """Which localities have no shape, and what stands for it."""
    all_of_them = len(without) == len(centres)
    who = "localities have" if all_of_them else f"{formatting.listed(list(without['area_name']))} {_have(len(without))}"
    stands = "Each mark" if level == "locality" else "Each name"
    return (
        f"Schematic: no file says where the patients live, so {who} no shape. {stands} stands amid the locality's practices, "
        "joined to them by lines; dashed outlines are wards."
    )


def _have(number: int) -> str:
    return "has" if number == 1 else "have"


def _name(kind: str, number: int) -> str:
    return NAMES[kind][0 if number == 1 else 1]


def _layer(layer: str) -> str:
    kind, year = re.fullmatch(r"(\D+)(\d*)", layer).groups()
    return f"{_LAYERS.get(kind, kind)} of 20{year}" if year else _LAYERS.get(kind, kind)


def _within(comparator: str, member_type: str) -> str:
    """Localities are only known of the places that were loaded, never of a whole region."""
    if member_type == "locality":
        return "compared here"
    return "like it" if comparator == "similar practices" else f"in {comparator}"


def _are(number: int) -> str:
    return f"{number} {'is' if number == 1 else 'are'}"
