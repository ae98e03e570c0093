"""A figure in a sentence: what, how much, how sure, and compared with what."""

import pandas as pd

from pcdash.terms import formatting
from pcdash.terms.outcomes import STATES

THAN = {
    "better": "better than",
    "worse": "worse than",
    "similar": "similar to",
    "lower": "lower than",
    "higher": "higher than",
}
_DIRECTION = {
    "higher_better": "Higher is better.",
    "lower_better": "Lower is better.",
    "neutral": "No direction is agreed: higher is neither better nor worse.",
}


def value_sentence(indicator: dict, figure: dict | None, comparison: dict | None, area_name: str, period: str) -> str:
    """One or two sentences: the area's value with its interval, how it compares, and how many patients that is.

    `indicator` as a row of `queries.indicators`, `figure` and `comparison` as `queries.figure` and `queries.compared` return them.
    """
    when = formatting.period(period)
    if figure is None:
        return f"{indicator['name']}: there is no figure for {area_name} in {when}."
    if figure["state"] != "value":
        return f"{indicator['name']}, {area_name}, {when}: {STATES[figure['state']].lower()}."
    unit = indicator["unit"]
    compared = comparison["comparator_value"] if comparison else None
    places = formatting.places_apart(figure["value"], compared, unit)
    value = formatting.with_unit(figure["value"], unit, places)
    limits = formatting.interval(figure["lower95"], figure["upper95"], unit)
    text = f"{indicator['name']}: {value} in {area_name}, {when}" + (f" (95% interval {limits})" if limits else "")
    if comparison is None:
        return f"{text}."
    name = formatting.comparator(comparison["comparator_name"], indicator["kind"])
    against = f"{name} ({formatting.number(compared, unit, places)})"
    if comparison["outcome"] == "not_compared" and indicator["kind"] == "count":
        return f"{text}. Not compared: a count grows with the people it is of, and they are not known here."
    if comparison["outcome"] == "not_compared":
        return (
            f"{text}. {comparison['comparator_name']} has {formatting.number(compared, unit, places)}; "
            "without an interval the two are not judged."
        )
    return f"{text}, {THAN[comparison['outcome']]} {against}.{_patients(indicator, comparison)}"


def sources_sentence(sources: pd.DataFrame) -> str:
    """The publications behind an indicator's figures: `sources` as `queries.provenance.sources_of_indicator`."""
    if sources.empty:
        return "No file that was loaded carries it."
    found = [
        f"{row.publication_title}, {row.publisher} ({formatting.counted(row.files, 'file')}, "
        f"{formatting.span(row.first_period, row.last_period)})"
        for row in sources.itertuples()
    ]
    return f"Figures loaded from: {'; '.join(found)}."


def direction(indicator: dict) -> str:
    """Which way is good, in words."""
    return _DIRECTION[indicator["polarity"]]


def cycle(indicator: dict) -> str:
    """What of an indicator that builds up or swings in a cycle is compared over time; empty for every other."""
    years = indicator["cycle_years"]
    if formatting.is_missing(years):
        return ""
    if years == 1:
        return "It swings within the year, so a month or quarter is compared only with the same one of another year."
    begins = formatting.period(indicator["cycle_from_period"])
    length = formatting.count(years)
    return f"It builds up over {length} years, one such cycle from {begins} on: only the same point of each is compared."


def higher_ones(rank: float, of: float, others: str) -> str:
    """`125 of the 152 other practices are higher`: where a value lies, without making a place in a competition of it.

    `rank` is 1 for the highest of `of`, ties sharing the better one; empty where there is no rank, or no other.
    """
    if formatting.is_missing(rank) or formatting.is_missing(of) or of < 2:
        return ""
    higher = int(rank) - 1
    among = f"the {formatting.count(of - 1)} other {others}"
    return f"{formatting.count(higher) if higher else 'none'} of {among} {'is' if higher < 2 else 'are'} higher"


def patients_gap(indicator: dict, comparison: dict) -> str:
    """`1,155 more (1,032 to 1,278)`: patients to the comparator's value, where reaching it would be an improvement; else empty."""
    gap = comparison.get("patients_to_comparator")
    if comparison.get("outcome") != "worse" or formatting.is_missing(gap):
        return ""
    low, high = comparison["patients_to_comparator_lower95"], comparison["patients_to_comparator_upper95"]
    word = "more" if gap > 0 else "fewer"
    smallest, largest = sorted((abs(low), abs(high)))
    return f"{formatting.count(abs(gap))} {word} ({formatting.count(smallest)} to {formatting.count(largest)})"


def pooled_note(figure: dict) -> str:
    """How many members make up a pooled figure, where any is missing; empty where it is complete or published as such."""
    counted, expected = figure.get("areas_counted"), figure.get("areas_expected")
    if formatting.is_missing(counted) or formatting.is_missing(expected):
        return ""
    unit = "practices" if figure.get("pooled_from") == "practice" else "areas"
    if counted >= expected:
        return (
            f"Pooled from all {formatting.count(counted)} {unit}: the sum of their numerators over the sum of their denominators."
        )
    return f"Pooled from {formatting.count(counted)} of {formatting.count(expected)} {unit}: the others returned no figure."


def _patients(indicator: dict, comparison: dict) -> str:
    gap = patients_gap(indicator, comparison)
    if not gap or indicator["domain"] == "survey":
        return ""
    number, _, rest = gap.partition(" ")
    word, _, limits = rest.partition(" ")
    return f" About {number} {word} patients {limits} would match it."
