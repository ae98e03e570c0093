"""The sentence above a figure, written from the data: what, how much, how sure, and compared with what."""

import pandas as pd

from pcdash import formatting

_THAN = {
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


SIMILAR = (
    "The ten open practices nearest in list size, share of patients aged 65 and over and deprivation, on the newest figures. "
    "Their pooled figure is the comparator. Similar in these three things, not in everything."
)
NO_SIMILAR = "Too little is known of this practice (list size, ages, deprivation) to choose similar ones."


def value_sentence(indicator: dict, figure: dict | None, comparison: dict | None, area_name: str, period: str) -> str:
    """One or two sentences: the area's value with its interval, how it compares, and how many patients that is.

    `indicator` as a row of `queries.indicators`, `figure` and `comparison` as `queries.figure` and `queries.compared` return them.
    """
    when = formatting.period(period)
    if figure is None:
        return f"{indicator['name']}: there is no figure for {area_name} in {when}."
    if figure["state"] != "value":
        return f"{indicator['name']}, {area_name}, {when}: {formatting.STATES[figure['state']].lower()}."
    unit = indicator["unit"]
    value = formatting.with_unit(figure["value"], unit)
    limits = formatting.interval(figure["lower95"], figure["upper95"], unit)
    text = f"{indicator['name']}: {value} in {area_name}, {when}" + (f" (95% interval {limits})" if limits else "")
    if comparison is None:
        return f"{text}."
    against = f"{comparison['comparator_name']} ({formatting.number(comparison['comparator_value'], unit)})"
    if comparison["outcome"] == "not_compared":
        return (
            f"{text}. {comparison['comparator_name']} has {formatting.number(comparison['comparator_value'], unit)}; "
            "without an interval the two are not judged."
        )
    return f"{text}, {_THAN[comparison['outcome']]} {against}.{_patients(indicator, comparison)}"


def direction(indicator: dict) -> str:
    """Which way is good, in words."""
    return _DIRECTION[indicator["polarity"]]


def patients_gap(indicator: dict, comparison: dict) -> str:
    """`1,155 more (1,032 to 1,278)`: patients to the comparator's value, where reaching it would be an improvement; else empty."""
    gap = comparison.get("patients_to_comparator")
    if comparison.get("outcome") != "worse" or formatting.is_missing(gap):
        return ""
    low, high = comparison["patients_to_comparator_lower95"], comparison["patients_to_comparator_upper95"]
    word = "more" if gap > 0 else "fewer"
    smallest, largest = sorted((abs(low), abs(high)))
    return f"{formatting.count(abs(gap))} {word} ({formatting.count(smallest)} to {formatting.count(largest)})"


def _patients(indicator: dict, comparison: dict) -> str:
    gap = patients_gap(indicator, comparison)
    if not gap or indicator["domain"] == "survey":
        return ""
    number, _, rest = gap.partition(" ")
    word, _, limits = rest.partition(" ")
    return f" About {number} {word} patients {limits} would match it."


def overview_sentences(area_name: str, comparator_name: str | None, outcomes: dict, changes: dict, baseline: str) -> list[str]:
    """What stands out for an area, in two or three plain sentences.

    `outcomes` counts indicators with a direction by outcome, `changes` by the direction of `queries.improvement`.
    """
    sentences = []
    better, similar, worse = (outcomes.get(word, 0) for word in ("better", "similar", "worse"))
    total = better + similar + worse
    if total and comparator_name:
        sentences.append(
            f"Of {total} indicators with an agreed direction, {better} {_are(better)} better in {area_name} than in "
            f"{comparator_name}, {similar} {_are(similar)} similar and {worse} {_are(worse)} worse."
        )
    improved, worsened, steady = (changes.get(word, 0) for word in ("improved", "worsened", "no_clear_change"))
    if improved or worsened or steady:
        sentences.append(
            f"Since {formatting.period(baseline)}, {improved} improved and {worsened} worsened beyond chance; {steady} "
            f"{'shows' if steady == 1 else 'show'} no clear change."
        )
    return sentences


def spread_sentence(area_name: str, changes: pd.DataFrame) -> str:
    """Whether the practices of an area became more alike: `changes` as `queries.spread_change`, with its spread beyond chance."""
    narrower = int((changes["now_spread_beyond_chance"] < changes["then_spread_beyond_chance"]).sum())
    return (
        f"Practices of {area_name} lie closer together than at the baseline on {narrower} of {len(changes)} indicators, when what "
        "chance makes of small lists is taken away."
    )


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


def control_sentence(chart: pd.DataFrame) -> str:
    """What the newest point of a control chart says; `chart` as `queries.control_chart`."""
    last = chart.iloc[-1]
    says = formatting.VARIATIONS[last["variation"]].lower()
    why = "" if formatting.is_missing(last["signal"]) else f", {formatting.SIGNALS[last['signal']].lower()}"
    trial = " The limits are trial limits: fewer than 13 points stand behind them." if last["is_trial"] else ""
    return f"Newest point, {formatting.period(last['period'])}: {says}{why}.{trial}"


def trigger_sentence(practice_name: str, summary: dict) -> str:
    """The review category of a practice and how it came about; `summary` as `queries.trigger_summary`."""
    judged, reached, two = (int(summary[key]) for key in ("standards_judged", "triggers", "level_two_triggers"))
    category = summary["category_name"]
    verdict = f" Category: {category.lower()}." if isinstance(category, str) else ""
    return (
        f"{practice_name} reaches {reached} {'trigger' if reached == 1 else 'triggers'} on the {judged} standards that could be "
        f"judged, {two} of them of level two.{verdict}"
    )


def _are(number: int) -> str:
    return "is" if number == 1 else "are"


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
