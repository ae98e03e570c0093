"""What stands out for an area, for its board: a few sentences with the names of indicators, and one for each card."""

import pandas as pd

from pcdash.terms import formatting, periods
from pcdash.terms.domains import DOMAINS
from pcdash.terms.outcomes import OUTCOMES, RECENT_TRENDS, STANDINGS

# How many names a sentence gives before it counts the rest.
NAMED = 3
_DIRECTIONS = {
    "improved": "\u25b2 Improved",
    "worsened": "\u25bc Worsened",
    "higher": "Higher",
    "lower": "Lower",
    "no_clear_change": "No clear change",
    "not_judged": "Not judged, no interval",
}


def lead(rows: pd.DataFrame, comparator_name: str | None, baseline: str) -> str:
    """The area in a sentence: better, similar and worse than the comparator, improved and worsened since the baseline.

    `rows` as `queries.standing`: indicators with an agreed direction that go on.
    """
    if rows.empty:
        return "No indicator with an agreed direction that is still published has a figure here."
    return (
        f"Of {_indicators(len(rows))} with an agreed direction {_compared(rows, comparator_name)}; {_since_then(rows, baseline)}."
    )


def ended(rows: pd.DataFrame) -> str:
    """How many more have ended, and when the last of them did; empty where none has. `rows` as `queries.standing`."""
    if rows.empty:
        return ""
    last = formatting.period(max(rows["to_period"], key=lambda label: periods.parse(label).end))
    if len(rows) == 1:
        return f"1 more ended in {last} and is counted apart."
    return f"{len(rows)} more ended, the last in {last}, and are counted apart."


def neutral_changes(rows: pd.DataFrame, baseline: str) -> str:
    """What rose and fell beyond chance without being good or bad; empty where nothing did. `rows` as `queries.standing`."""
    changed = rows[rows["polarity"] == "neutral"].sort_values("change_in_errors", key=abs, ascending=False)
    parts = [
        f"{len(names)} {verb} ({_some(names, 2)})"
        for word, verb in (("higher", "rose"), ("lower", "fell"))
        if (names := list(changed.loc[changed["direction"] == word, "name"]))
    ]
    if not parts:
        return ""
    return f"Neither good nor bad in itself: {' and '.join(parts)} beyond chance since {formatting.period(baseline)}."


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


def alikeness(spread: pd.DataFrame) -> str:
    """Whether practices became more alike, in a sentence; `spread` as `queries.alikeness`."""
    judged = spread[(spread["polarity"] != "neutral") & (spread["spread_direction"] != "not_judged")]
    if judged.empty:
        return "No indicator with an agreed direction has figures of the practices in two comparable periods" + (
            "; the table shows the others." if len(spread) else "."
        )
    counted = [
        f"{words} on {len(names)}{f' ({_some(names, 2)})' if word != 'no_clear_change' else ''}"
        for word, words in (("narrower", "narrower"), ("wider", "wider"), ("no_clear_change", "without clear change"))
        if (names := list(judged.loc[judged["spread_direction"] == word, "name"]))
    ]
    return f"Of {_indicators(len(judged))} with an agreed direction the spread is {formatting.listed(counted)}."


def by_domain(rows: pd.DataFrame, comparator_name: str | None) -> str:
    """What the counts by domain tell those who cannot see them: each domain's better and worse. `rows` as for `lead`."""
    said = []
    for domain, name in DOMAINS.items():
        counts = rows.loc[rows["domain"] == domain, "outcome"].value_counts()
        if len(counts):
            said.append(f"{name}, {counts.get('better', 0)} better and {counts.get('worse', 0)} worse of {counts.sum()}")
    return f"Number of indicators compared with {comparator_name or 'the comparator'}, by domain: {'; '.join(said)}."


def place_map(localities: pd.DataFrame, comparator_name: str | None) -> str:
    """What the small map tells those who cannot see it; `localities` as `queries.overview.locality_outcomes`."""
    counts = "; ".join(f"{row.area_name}, {row.better} better and {row.worse} worse" for row in localities.itertuples())
    return f"Map of the localities with their numbers of indicators compared with {comparator_name or 'the comparator'}: {counts}."


def localities(rows: pd.DataFrame) -> pd.DataFrame:
    """The numbers of the small map as a reader's table; `rows` as `queries.overview.locality_outcomes`."""
    return rows[["area_name", "better", "similar", "worse"]].set_axis(["Locality", "Better", "Similar", "Worse"], axis="columns")


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
            "Series": [_series(row) for row in figures],
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


def _compared(rows: pd.DataFrame, comparator_name: str | None) -> str:
    if comparator_name is None:
        return "none has a figure to compare with (choose another comparator above)"
    if compared(rows) == 0:
        return f"none can be compared with {comparator_name}"
    counts = rows["outcome"].value_counts()
    better, similar, worse, rest = (int(counts.get(word, 0)) for word in ("better", "similar", "worse", "not_compared"))
    said = f"{better} {_are(better)} better than {comparator_name}, {similar} similar and {worse} worse"
    return f"{said} ({rest} not compared)" if rest else said


def _since_then(rows: pd.DataFrame, baseline: str) -> str:
    since, known = formatting.period(baseline), rows["direction"].notna().sum()
    if known == 0:
        return f"none has two comparable figures since {since}"
    improved, worsened = (int((rows["direction"] == word).sum()) for word in ("improved", "worsened"))
    of = f", of {known} with an earlier figure" if known < len(rows) else ""
    return f"{improved} improved and {worsened} worsened beyond chance since {since}{of}"


def _series(row: object) -> str:
    return f"{STANDINGS[row.standing]} {formatting.period(row.to_period)}" if row.standing == "ended" else STANDINGS[row.standing]


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
