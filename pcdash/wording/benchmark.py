"""What stands beside the benchmark's charts: how many areas are better, beyond the lines, in each quarter, or changed."""

import pandas as pd

from pcdash.terms import formatting

_NAMES = {"practice": "practices", "locality": "localities", "pcn": "networks", "borough": "boroughs"}
_ONE = {"practice": "practice", "locality": "locality", "pcn": "network", "borough": "borough"}
NOT_CAUSE = (
    "What goes together across practices need not be cause and effect, and says nothing of single patients: both may follow from a "
    "third thing, such as who the patients are."
)
_NEUTRAL_LAST = ("better", "higher", "similar", "worse", "lower", "not_compared")
_OUTCOME = {"not_compared": "not compared"}


def counted(number: int, level: str) -> str:
    """`1 practice`, `44 practices`."""
    return f"{number:,} {_ONE[level] if number == 1 else _NAMES[level]}"


def outcomes_sentence(rows: pd.DataFrame, level: str) -> str:
    """`Of 45 practices, 12 are better than England, 24 similar and 9 worse.` Rows as `queries.peers`; empty without any value."""
    shown = rows[rows["state"] == "value"]
    if shown.empty:
        return ""
    counts = shown["outcome"].value_counts()
    names = shown["comparator_name"].dropna().unique()
    against = f" than {names[0]}" if len(names) == 1 else " than their own comparators" if len(names) else ""
    found = [(word, int(counts[word])) for word in _NEUTRAL_LAST if word in counts]
    if [word for word, _ in found] == ["not_compared"]:
        return f"{counted(len(shown), level)} have a figure; without intervals or a comparator none is judged."
    parts = [f"{number:,} {_is(number)} {_OUTCOME.get(word, word)}" for word, number in found]
    first_compared = next((place for place, (word, _) in enumerate(found) if word not in ("similar", "not_compared")), None)
    if first_compared is not None:
        parts[first_compared] += against
    return f"Of {counted(len(shown), level)}, {formatting.listed(parts)}, at 95% confidence."


def ends_sentence(rows: pd.DataFrame, unit: str) -> str:
    """`From 44.2% (Mill Lane) to 73.3% (Hill Surgery).` The lowest and the highest value of the rows; empty without two of them."""
    shown = rows[rows["state"] == "value"].sort_values("value", kind="stable")
    if len(shown) < 2:
        return ""
    places = formatting.places_apart(shown["value"].iloc[0], shown["value"].iloc[-1], unit)
    low, high = (f"{formatting.with_unit(row.value, unit, places)} ({row.area_name})" for row in shown.iloc[[0, -1]].itertuples())
    return f"From {low} to {high}."


def strong_sentence(rows: pd.DataFrame, level: str, home_name: str | None, others: str) -> str:
    """Which areas are drawn strongly and which faintly; empty where all are drawn alike."""
    if home_name is None or not rows["is_mine"].fillna(False).astype(bool).any():
        return ""
    return f"Strong: the {_NAMES[level]} of {home_name}. Faint: the other {_NAMES[level]} of {others}."


def outside_sentence(rows: pd.DataFrame, level: str) -> str:
    """How many areas lie beyond each pair of lines of a funnel; rows as `queries.peers`, compared with one area."""
    shown = rows[(rows["state"] == "value") & rows["size"].notna()]
    against = shown["comparator_name"].dropna().iloc[0]
    outer, inner = ((~shown[key].isin(["similar", "not_compared"])).sum() for key in ("outcome99_8", "outcome"))
    return (
        f"{inner:,} of {counted(len(shown), level)} {_are(inner)} outside the dashed lines (95%) and {outer:,} outside the solid "
        f"lines (99.8%) around {against}."
    )


def funnel_sentence(rows: pd.DataFrame, level: str) -> str:
    """`outside_sentence`, and what the lines mean."""
    against = rows.loc[rows["size"].notna(), "comparator_name"].dropna().iloc[0]
    return (
        f"{outside_sentence(rows, level)} If all were truly like {against}, chance alone would put about 1 in 20 outside the "
        "dashed and 2 in 1,000 outside the solid lines. Small ones vary more, so the lines open to the left."
    )


def placeless_sentence(rows: pd.DataFrame, level: str) -> str:
    """How many areas have a value but no place in a funnel, which begins at one event; empty where all have one."""
    number = int(((rows["state"] == "value") & rows["size"].isna()).sum())
    if number == 0:
        return ""
    verb = "rests" if number == 1 else "rest"
    return f"{counted(number, level)} {verb} on no event, or on no count at all: not in the funnel, but in the table."


def size_words(indicator: dict) -> str:
    """What the size of a funnel's point counts."""
    if indicator["domain"] == "survey":
        return "Answers, allowing for the survey's design"
    return "Patients in the denominator" if indicator["kind"] in ("proportion", "distribution") else "Events counted"


def pair_sentence(rows: pd.DataFrame, level: str, name: str, against: str) -> str:
    """How many areas lie in each quarter of the plot; `rows` as `queries.side_by_side`."""
    counts = rows["place"].value_counts()
    known = int(counts.sum())
    comparators = rows["comparator_name"].dropna().unique()
    if known == 0:
        return f"{counted(len(rows), level)} with both figures; there is no comparator for both."
    than = comparators[0] if len(comparators) == 1 else "their own comparators"
    quarters = (
        ("both_above", "above on both"),
        ("above_below", f"above on {name} only"),
        ("below_above", f"above on {against} only"),
        ("both_below", "above on neither"),
    )
    parts = [f"{int(counts.get(key, 0)):,} {words}" for key, words in quarters]
    return f"Of {counted(known, level)} beside {than}: {formatting.listed(parts)}."


def changes_sentence(rows: pd.DataFrame, level: str, then: str, now: str) -> str:
    """How many areas changed beyond chance between two periods; `rows` as `queries.changes`."""
    judged = rows[rows["direction"] != "not_judged"]
    both = int(rows["change"].notna().sum())
    when = f"From {formatting.period(then)} to {formatting.period(now)}"
    if judged.empty:
        return f"{when} {counted(both, level)} can be compared; without intervals no change is judged."
    counts = judged["direction"].value_counts()
    verbs = {"improved": "improved", "worsened": "worsened", "higher": "rose", "lower": "fell"}
    words = [f"{int(counts[key]):,} {verb}" for key, verb in verbs.items() if key in counts]
    changed = formatting.listed(words) if words else "none changed"
    steady = int(counts.get("no_clear_change", 0))
    return f"{when}, of {counted(len(judged), level)} {changed} beyond chance; {steady:,} {_show(steady)} no clear change."


def chance_of_changes(judged: int, level: str, unit: str) -> str:
    """What chance alone would do to so many areas, and to those that began far out."""
    points = " in percentage points" if unit == "%" else ""
    about = max(1, round(judged / 20))
    return (
        f"The change{points} and its 95% interval stand on the right. Of {counted(judged, level)}, about {about:,} would seem to "
        "change by chance alone; those that began far from the middle tend to move back towards it, whatever was done."
    )


def _is(number: int) -> str:
    return "is" if number == 1 else "are"


def _are(number: int) -> str:
    return "lies" if number == 1 else "lie"


def _show(number: int) -> str:
    return "shows" if number == 1 else "show"
