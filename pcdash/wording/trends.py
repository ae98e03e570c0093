"""What a series says: its recent trend, and its newest point against ordinary variation."""

import pandas as pd

from pcdash.terms import formatting
from pcdash.terms.areas import AREA_TYPES
from pcdash.terms.gaps import gaps
from pcdash.terms.outcomes import ASSURANCES, SIGNALS, VARIATIONS


def trend_sentence(recent_trend: str) -> str:
    """The recent trend in words; empty where it cannot be calculated."""
    words = {
        "getting_better": "It has been getting better over the last five years.",
        "getting_worse": "It has been getting worse over the last five years.",
        "increasing": "It has been increasing over the last five years.",
        "decreasing": "It has been decreasing over the last five years.",
        "no_change": "Over the last five years there is no clear trend.",
    }
    return words.get(recent_trend, "")


def since_sentence(own: pd.DataFrame, unit: str) -> str:
    """`57.7% in 2024/25; 56.2% in 2019/20, where its definition begins.` `own`: the known points of one area, oldest first."""
    last, first = own.iloc[-1], own[own["segment"] == own["segment"].iloc[-1]].iloc[0]
    places = formatting.places_apart(first["value"], last["value"], unit)
    newest, oldest = (
        f"{formatting.with_unit(row['value'], unit, places)} in {formatting.period(row['period'])}" for row in (last, first)
    )
    if first["period"] == last["period"]:
        return f"{newest}."
    return f"{newest}; {oldest}, where {'its definition' if own['segment'].nunique() > 1 else 'the line'} begins."


def control_sentence(chart: pd.DataFrame) -> str:
    """What the newest point of a control chart says; `chart` as `queries.control_chart`."""
    last = chart.iloc[-1]
    says = VARIATIONS[last["variation"]].lower()
    why = "" if formatting.is_missing(last["signal"]) else f", {SIGNALS[last['signal']].lower()}"
    trial = " The limits are trial limits: fewer than 13 points stand behind them." if last["is_trial"] else ""
    return f"Newest point, {formatting.period(last['period'])}: {says}{why}.{trial}"


def gaps_sentence(series: pd.DataFrame) -> str:
    """The periods that each area has no figure for, between its first and its last; empty where there are none.

    `series`: area_name and period of the points that have a value.
    """
    who: dict[tuple, list[str]] = {}
    for name, labels in series.groupby("area_name", sort=False)["period"]:
        if found := gaps(labels):
            who.setdefault(tuple(found), []).append(name)
    return " ".join(
        f"{formatting.listed(names)}: no figure for {_some([formatting.span(*gap) for gap in found])}; the line breaks there."
        for found, names in who.items()
    )


def baseline_sentence(chart: pd.DataFrame, baseline: int | None) -> str:
    """What the limits of a control chart rest on, where that is not all points of the newest definition."""
    if baseline is None:
        return ""
    own = chart.loc[chart["segment"] == chart["segment"].iloc[-1], "period"]
    return (
        f"Mean and limits rest on {baseline} points, {formatting.span(own.iloc[0], own.iloc[baseline - 1])}; later ones are judged "
        "by them."
    )


def bands_sentence(bands: pd.DataFrame, area_type: str) -> str:
    """What the grey bands hold; `bands` as `queries.decile_bands`. Empty without any."""
    if bands.empty:
        return ""
    newest = bands.iloc[-1]
    members = {"practice": "practices", "borough": "boroughs", "locality": "localities", "sub_icb": "NHS sub-areas"}
    kind = members.get(newest["area_type"], f"{AREA_TYPES[newest['area_type']]}s")
    # A part is named for what it is: the figures of London's boroughs are not those of England's.
    whose = newest["comparator_name"] if formatting.is_missing(newest["only_in"]) else newest["only_in"]
    text = (
        f"Grey: how the {kind} of {whose} that have a figure spread ({formatting.count(newest['areas'])} in "
        f"{formatting.period(newest['period'])}). Half of them lie in the darker band, eight in ten in the lighter; the dotted "
        "line is their middle."
    )
    if newest["area_type"] == area_type:
        return text
    own = AREA_TYPES.get(area_type, "area")
    return f"{text} Single {kind} differ more than a whole {own}, so within the bands is not the same as usual."


def target_sentence(target: dict, unit: str) -> str:
    """What is aimed at, by when, and who says so; `target` as `queries.target`."""
    bounds = [
        f"{words} {formatting.with_unit(target[key], unit)}"
        for key, words in (("at_least", "at least"), ("at_most", "at most"))
        if not formatting.is_missing(target[key])
    ]
    due = "" if formatting.is_missing(target["due"]) else f" by {formatting.day(target['due'])}"
    note = "" if formatting.is_missing(target["note"]) else f" {target['note'].rstrip('.')}."
    return f"Target: {formatting.listed(bounds)}{due}.{note} Source: {target['source']}."


def event_words(event: object) -> str:
    """One event of `queries.events` for the list below a chart: when, what, who says so."""
    when = f"{event.occurred_on:%B %Y}"
    if event.event_kind == "definition":
        return f"{when}: definition changed, so the line stops. {event.title}"
    if event.event_kind == "closure":
        return f"{event.title} ({when})."
    return f"{when}: {event.title}. Source: {event.source}."


def unusual_words(time: object) -> str:
    """One time of `queries.trends.unusual_times` for the list below a chart: from when to when, what, who says so."""
    return f"{time.starts_on:%B %Y} to {time.ends_on:%B %Y}: {time.title}. Source: {time.source}."


def assurance_sentence(chart: pd.DataFrame) -> str:
    """Whether the target will be met as things are; `chart` as `queries.control_chart`. Empty without a target."""
    last = chart.iloc[-1]
    if formatting.is_missing(last["assurance"]):
        return ""
    # The limits say how the series varies; a newest point that is a signal is one that they do not hold for.
    aside = "" if formatting.is_missing(last["signal"]) else ", the newest signal left aside"
    return f"{ASSURANCES[last['assurance']]}{aside}."


def _some(spans: list[str], most: int = 4) -> str:
    """The first few, and how many more."""
    rest = len(spans) - most
    return formatting.listed(spans if rest <= 1 else [*spans[:most], f"{rest} more stretches"])
