"""What stands out for an area, for its board: a few sentences with the names of indicators, and one for each card."""

import pandas as pd

from pcdash.terms import formatting
from pcdash.terms.domains import DOMAINS
from pcdash.terms.outcomes import OUTCOMES, RECENT_TRENDS

# How many names a sentence gives before it counts the rest.
NAMED = 3
NOTED = {
    "worse_and_worsened": "Worsened, and worse than {comparator}",
    "worsened": "Worsened",
    "worse": "Worse than {comparator}",
    "improved": "Improved",
}
_STILL = {
    ("improved", "better"): "and better than {comparator}",
    ("improved", "similar"): "and similar to {comparator}",
    ("improved", "worse"): "yet still worse than {comparator}",
    ("worsened", "better"): "yet better than {comparator}",
    ("worsened", "similar"): "and similar to {comparator}",
}
_DIRECTIONS = {
    "improved": "\u25b2 Improved",
    "worsened": "\u25bc Worsened",
    "higher": "Higher",
    "lower": "Lower",
    "no_clear_change": "No clear change",
    "not_judged": "Not judged, no interval",
}
_CHANGES = {
    "improved": "beyond chance",
    "worsened": "beyond chance",
    "higher": "beyond chance",
    "lower": "beyond chance",
    "no_clear_change": "no clear change",
    "not_judged": "not judged, because a figure has no interval",
}


def changes(rows: pd.DataFrame, baseline: str) -> list[tuple[str, str]]:
    """What improved, worsened, rose and fell beyond chance since the baseline, each as a lead and a sentence naming indicators.

    `rows` as `queries.standing`, with a value. The surest changes are named first.
    """
    since = formatting.period(baseline)
    changed = rows[rows["direction"].notna()].sort_values("change_in_errors", key=abs, ascending=False)
    judged, others = changed[changed["polarity"] != "neutral"], changed[changed["polarity"] == "neutral"]
    if judged.empty and others.empty:
        return [("Since the baseline", f"no indicator has two comparable figures since {since}, so no change can be told.")]
    said = []
    if len(judged):
        for word in ("improved", "worsened"):
            names = list(judged.loc[judged["direction"] == word, "name"])
            when = f" since {since}, or since the first comparable period after it" if word == "improved" else ""
            what = f"{len(names)} of {_indicators(len(judged))}{when}: {_some(names)}." if names else f"none{when}."
            said.append((f"{word.capitalize()} beyond chance", what))
    else:
        said.append(("Improved or worsened", f"no indicator with an agreed direction has two comparable figures since {since}."))
    rose, fell = (list(others.loc[others["direction"] == word, "name"]) for word in ("higher", "lower"))
    if rose or fell:
        parts = [f"{len(names)} {verb} ({_some(names, 2)})" for names, verb in ((rose, "rose"), (fell, "fell")) if names]
        said.append(("Rose or fell, neither good nor bad in itself", f"{' and '.join(parts)}."))
    return said


def standing_out(rows: pd.DataFrame, comparator_name: str | None) -> tuple[str, str]:
    """Which indicators are better and worse than the comparator, as a lead and a sentence; the surest differences first."""
    judged = rows[rows["polarity"] != "neutral"]
    if comparator_name is None:
        return "Stands out", "there is no figure to compare with; choose another comparator above."
    lead = f"Stands out against {comparator_name}"
    if compared(judged) == 0:
        return lead, "no indicator with an agreed direction can be compared."
    judged = judged.sort_values("distance_in_errors", key=abs, ascending=False)
    parts = []
    for word in ("better", "worse"):
        names = list(judged.loc[judged["outcome"] == word, "name"])
        parts.append(f"{len(names)} {_are(len(names))} {word} ({_some(names)})" if names else f"none is {word}")
    similar = int((judged["outcome"] == "similar").sum())
    parts.append(f"{similar} {_are(similar)} similar")
    if rest := len(judged) - compared(judged):
        parts.append(f"{rest} {_are(rest)} not compared")
    return lead, f"of {_indicators(len(judged))} with an agreed direction {'; '.join(parts)}."


def compared(rows: pd.DataFrame) -> int:
    """How many indicators are compared with their comparator."""
    return int((rows["outcome"] != "not_compared").sum())


def chance(rows: pd.DataFrame) -> str:
    """What chance alone does to so many comparisons; empty where it makes less than one of them differ."""
    number = compared(rows)
    by_chance = formatting.rounded(number / 20, 0)
    if by_chance == "0":
        return ""
    return (
        f"At 95% confidence about {by_chance} of {number} comparisons would differ by chance alone (1 in 20), were all of them "
        "truly alike."
    )


def alikeness(spread: pd.DataFrame) -> tuple[str, str]:
    """Whether practices became more alike, as a lead and a sentence; `spread` as `queries.alikeness`."""
    lead = "Spread between practices"
    judged = spread[(spread["polarity"] != "neutral") & (spread["spread_direction"] != "not_judged")]
    if judged.empty:
        return lead, (
            "no indicator with an agreed direction has figures of the practices in two comparable periods"
            + ("; the table below shows the others." if len(spread) else ".")
        )
    counted = [
        f"{words} on {len(names)}{f' ({_some(names, 2)})' if word != 'no_clear_change' else ''}"
        for word, words in (("narrower", "narrower"), ("wider", "wider"), ("no_clear_change", "no clear change"))
        if (names := list(judged.loc[judged["spread_direction"] == word, "name"]))
    ]
    return lead, f"of {_indicators(len(judged))} with an agreed direction, {formatting.listed(counted)}."


def noted(row: object) -> str:
    """Why an indicator has a card: `row` of `queries.standing`."""
    parts = [NOTED[row.noted], _STILL.get((row.noted, row.outcome))]
    return ", ".join(part.format(comparator=row.comparator_name) for part in parts if part)


def card(row: object) -> str:
    """Value, change since the baseline with its interval, and comparator of one indicator: `row` of `queries.standing`."""
    places = formatting.places_apart(row.value, row.comparator_value, row.unit)
    value = formatting.with_unit(row.value, row.unit, places)
    limits = formatting.interval(row.lower95, row.upper95, row.unit)
    text = f"{value}{f' ({limits})' if limits else ''} in {formatting.period(row.period)}"
    if isinstance(row.direction, str):
        points = " points" if row.unit == "%" else ""
        change = formatting.change(row.change, row.change_lower95, row.change_upper95).replace(" (", f"{points} (", 1)
        text += f", {change} since {formatting.period(row.then_period)}: {_CHANGES[row.direction]}."
    else:
        text += ", without a comparable earlier figure."
    if isinstance(row.comparator_name, str):
        text += f" {row.comparator_name}: {formatting.comparator_value(row.comparator_value, row.unit, row.kind, places)}."
    return text


def rule(area_name: str, comparator_name: str | None, most: int) -> str:
    """How the cards are chosen and read."""
    return (
        f"At most {most} each, of the indicators with an agreed direction and a figure since the baseline. Improvements changed "
        "for the better beyond chance. Concerns: first those that worsened and are worse than "
        f"{comparator_name or 'the comparator'}, then those that worsened, then those worse and not improved. Within each, the "
        "change that is largest against its own uncertainty (its standard error) comes first; where nothing changed, the distance. "
        f"Brackets hold 95% intervals. In the small charts the thick line is {area_name}, the thin one "
        f"{comparator_name or 'the comparator'}, and a gap a changed definition."
    )


def every_indicator(rows: pd.DataFrame, comparator_name: str | None) -> pd.DataFrame:
    """Every indicator with its value, comparison and change, as a reader's table; `rows` as `queries.standing`."""
    figures = list(rows.itertuples())
    return pd.DataFrame(
        {
            "Domain": [DOMAINS[row.domain] for row in figures],
            "Indicator": [row.name for row in figures],
            "Period": [formatting.period(row.period) for row in figures],
            "Value (95% interval)": formatting.estimates(rows),
            comparator_name or "Comparator": [
                formatting.comparator_value(row.comparator_value, row.unit, row.kind) for row in figures
            ],
            "Compared": [OUTCOMES[row.outcome] for row in figures],
            "Since the baseline": [_since(row) for row in figures],
            "Change (95% interval)": [formatting.change(row.change, row.change_lower95, row.change_upper95) for row in figures],
            "Recent trend": [RECENT_TRENDS[row.recent_trend] for row in figures],
            "Unit": [row.unit for row in figures],
        }
    )


def data_line(rows: pd.DataFrame, sources: pd.DataFrame, built_at: object) -> str:
    """The periods and publications behind the page; `rows` as `queries.standing`, `sources` as `queries.source_files`."""
    ends = rows.sort_values("period_end")["period"]
    first, last = formatting.period(ends.iloc[0]), formatting.period(ends.iloc[-1])
    titles = sources.set_index("source_id")["publication_title"].reindex(rows["source_id"].dropna().unique()).dropna().unique()
    span = first if first == last else f"{first} to {last}"
    return f"Data: {span} \u00b7 {'; '.join(sorted(titles))}, loaded {formatting.day(built_at)}."


def sparkline(row: object, series: pd.DataFrame) -> str:
    """What a card's small chart shows, for those who cannot see it: first and last value, and the comparator's."""
    known = series[series["segment"] == series["segment"].iloc[-1]]
    first, last = known.iloc[0], known.iloc[-1]
    places = formatting.places_apart(first["value"], last["value"], row.unit)
    begins = (
        f"from {formatting.number(first['value'], row.unit, places)} in {formatting.period(first['period'])} to "
        if len(known) > 1
        else ""
    )
    text = (
        f"{row.name}, {row.area_name}: {begins}"
        f"{formatting.number(last['value'], row.unit, places)} in {formatting.period(last['period'])}"
        + ("; earlier years had another definition" if len(known) < len(series) else "")
    )
    if not isinstance(last["comparator_name"], str):
        return f"{text}."
    return f"{text}; {last['comparator_name']} then {formatting.number(last['comparator_value'], row.unit)}."


def _since(row: object) -> str:
    if not isinstance(row.direction, str):
        return "No comparable earlier figure"
    return f"{_DIRECTIONS[row.direction]} ({formatting.number(row.then_value, row.unit)} in {formatting.period(row.then_period)})"


def _some(names: list[str], most: int = NAMED) -> str:
    """The first names and the number of the others; names hold commas, so they are parted by semicolons."""
    rest = len(names) - most
    if rest <= 1:
        return "; ".join(names)
    return f"{'; '.join(names[:most])}; and {rest} more"


def _indicators(number: int) -> str:
    return formatting.counted(number, "indicator")


def _are(number: int) -> str:
    return "is" if number == 1 else "are"
