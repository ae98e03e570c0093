"""How an indicator differs with deprivation, in a sentence, and what its measures mean."""

import pandas as pd

from pcdash.terms import formatting

PRACTICES = "Practices by deprivation of their patients"
SLOPE = (
    "**Slope index of inequality.** The groups are lined up from the most to the least deprived, each as wide as its share of the "
    "population, and a straight line is fitted through them. The index is the fitted difference between the two ends of the whole "
    "population: it uses every group, not only the outer two."
)
RELATIVE = (
    "**Relative index.** The line's least deprived end divided by its most deprived end. 1 means no difference, 2 twice as high "
    "for the least deprived, 0.5 half as high."
)
GAP = "**Gap.** The least deprived group less the most deprived group, as they were observed."
OF_PRACTICES = (
    "**Practices, not people.** Each practice belongs to one group by the average deprivation score of its patients; the five "
    "groups hold about as many practices each. A practice among the most deprived has patients who are not, and the other way "
    "round, so the differences between people are likely to be larger than those shown here."
)
OF_RESIDENTS = (
    "**Groups of residents or areas.** The publication itself gives these groups; the grouping's name says what is grouped. Small "
    "areas and whole counties differ: the larger the area, the less it says about any one resident."
)
LEGEND = "Each sign says how the most deprived fare beside the least deprived, judged by whether the slope's interval leaves 0 out."
DIFFERENCE = "Least deprived less most deprived: above 0 it is higher for the least deprived, below 0 for the most deprived."
RATIOS = (
    "Newest period of each indicator, sorted by relative size. Right of \u00d71: higher for the least deprived; left: for the "
    "most deprived."
)
FARE = {
    "most_deprived_worse": "Most deprived fare worse",
    "least_deprived_worse": "Least deprived fare worse",
    "most_deprived_higher": "Higher for the most deprived",
    "least_deprived_higher": "Higher for the least deprived",
    "no_clear_gradient": "No clear gradient",
}


def fare(direction: object) -> str:
    """Who fares worse, in words; where a slope could not be fitted, that."""
    return FARE.get(direction, "No slope: a group has no interval")


def is_of_practices(grouping_name: str) -> bool:
    """Whether the groups hold practices, not residents."""
    return grouping_name == PRACTICES


def group_name(place: float, last: float) -> str:
    """`group 1 of 5 (most deprived)`."""
    which = {1: " (most deprived)", last: " (least deprived)"}.get(place, "")
    return f"group {place:.0f} of {last:.0f}{which}"


def difference(row: dict, measure: str, unit: str) -> str:
    """`+5.9 points (+5.4 to +6.3)`: slope index or gap in the indicator's unit; an en dash where there is none."""
    if formatting.is_missing(row[measure]):
        return "\u2013"
    head, _, limits = formatting.change(row[measure], row[f"{measure}_lower95"], row[f"{measure}_upper95"]).partition(" ")
    return f"{head} {'points' if unit == '%' else unit} {limits}".strip()


def ratio(row: dict) -> str:
    """`0.58 (0.56 to 0.61)`, the relative index; an en dash where there is none."""
    if formatting.is_missing(row["relative_index"]):
        return "\u2013"
    index, low, high = (formatting.rounded(row[f"relative_index{end}"], 2) for end in ("", "_lower95", "_upper95"))
    return f"{index} ({low} to {high})"


def gradient_sentence(indicator: dict, area_name: str, row: dict) -> str:
    """One sentence with everything: who fares worse, both ends of the line, slope and relative index, and the gap."""
    unit, which = indicator["unit"], "practices" if is_of_practices(row["grouping_name"]) else "groups"
    head = f"{indicator['name']}, {area_name}, {formatting.period(row['period'])}: "
    gap = f"the gap between the outer groups is {difference(row, 'gap', unit)}"
    if formatting.is_missing(row["slope_index"]):
        return f"{head}{gap}; no slope could be fitted, since a group has no interval."
    places = formatting.places_apart(row["most_deprived_end"], row["least_deprived_end"], unit)
    ends = [formatting.with_unit(row[name], unit, places) for name in ("most_deprived_end", "least_deprived_end")]
    return (
        f"{head}{_who(row['direction'], which)}. The fitted line runs from {ends[0]} at the most deprived end to {ends[1]} at the "
        f"least deprived end, a difference of {difference(row, 'slope_index', unit)} (slope index) and a ratio of {ratio(row)} "
        f"(relative index); {gap}."
    )


def over_time_sentence(series: pd.DataFrame, measure: str, unit: str) -> str:
    """`+7.2 points (+4.3 to +10.2) in 2024/25, +5.1 points (+3 to +7.2) in 2013/14.` The newest and the oldest that there is."""
    known = series.dropna(subset=[measure])
    if known.empty:
        return "There is none in any period."
    rows = [known.iloc[place].to_dict() for place in ((-1, 0) if len(known) > 1 else (-1,))]
    return ", ".join(f"{difference(row, measure, unit)} in {formatting.period(row['period'])}" for row in rows) + "."


def nothing(area_name: str) -> str:
    """Why there is no group at all."""
    return (
        f"No indicator has groups by deprivation for {area_name} or an area above it. Groups of practices need the practices' own "
        "figures and deprivation scores, and at least ten practices; groups of residents come with a publication."
    )


def no_groups(indicator: dict) -> str:
    """Why one indicator has no groups."""
    return (
        f"\u201c{indicator['name']}\u201d has no groups by deprivation here: it needs practices' counts or a publication with "
        "groups of residents. The indicators that have them are listed below."
    )


def glance_sentence(rows: pd.DataFrame) -> str:
    """How many indicators differ with deprivation, and who fares worse: `rows` as `queries.inequality_glance`."""
    counts = rows["direction"].value_counts()
    most, least = (int(counts.get(word, 0)) for word in ("most_deprived_worse", "least_deprived_worse"))
    open_ended = int(counts.get("most_deprived_higher", 0) + counts.get("least_deprived_higher", 0))
    return (
        f"Of {len(rows)} indicators grouped this way, {most + least + open_ended} differ with deprivation beyond chance: the most "
        f"deprived fare worse on {most}, the least deprived on {least}; {open_ended} have no agreed direction."
    )


def largest_sentence(rows: pd.DataFrame) -> str:
    """Which indicator has the largest relative difference: `rows` as `queries.inequality_glance`; empty without any."""
    known = rows.dropna(subset=["relative_index"])
    return "" if known.empty else f"The largest: {known['name'].iloc[0]}, {ratio(known.iloc[0].to_dict())}."


def _who(direction: str, which: str) -> str:
    return {
        "most_deprived_worse": f"the most deprived {which} fare worse",
        "least_deprived_worse": f"the least deprived {which} fare worse",
        "most_deprived_higher": f"it is higher for the most deprived {which}, with no direction agreed",
        "least_deprived_higher": f"it is higher for the least deprived {which}, with no direction agreed",
        "no_clear_gradient": "no clear gradient, chance could explain the slope",
    }[direction]
