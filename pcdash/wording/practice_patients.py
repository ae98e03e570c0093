"""Who a practice's patients are, in sentences."""

import pandas as pd

from pcdash.terms import formatting

_PEOPLE = {"Male": "men", "Female": "women"}
_FIFTHS = {
    1: "the most deprived fifth",
    2: "the second most deprived fifth",
    3: "the middle fifth",
    4: "the second least deprived fifth",
    5: "the least deprived fifth",
}


def patients_line(practice: dict, facts: dict[str, dict]) -> str:
    """List size, ages and deprivation in a sentence or two; empty where nothing is known. `facts`: `queries.practice_facts`."""
    parts = []
    if not formatting.is_missing(practice["list_size"]):
        parts.append(
            f"{formatting.count(practice['list_size'])} registered patients ({formatting.period(practice['list_period'])})"
        )
    for name, words in (("pop_aged_65_plus", "aged 65 and over"), ("pop_aged_75_plus", "aged 75 and over")):
        if fact := facts.get(name):
            england = fact["england_value"]
            beside = "" if formatting.is_missing(england) else f" (England {formatting.number(england, '%')})"
            parts.append(f"{formatting.number(fact['value'], '%')} {words}{beside}")
    text = f"{', '.join(parts)}." if parts else ""
    if fact := facts.get("pop_deprivation_score"):
        text += f" Deprivation score {formatting.number(fact['value'])} ({formatting.period(fact['period'])})"
        if not formatting.is_missing(fact["quintile"]):
            text += f": in {_FIFTHS[int(fact['quintile'])]} of the {formatting.count(fact['of'])} practices of England with a score"
        text += "."
    return text.strip()


def list_sentence(rows: pd.DataFrame) -> str:
    """Women's share, and the groups furthest above and below England's, else the largest; `rows` of `queries.list_ages`."""
    shares = rows.pivot(index=["sex", "age"], columns="area_type", values="share_of_list")
    names = dict(zip(rows["area_type"], rows["area_name"], strict=True))
    others = [kind for kind in ("borough", "england") if kind in shares]
    total = int(rows.loc[rows["area_type"] == "practice", "patients"].sum())
    women = shares.loc["Female"].sum()
    beside = ", ".join(f"{names[kind]} {formatting.number(women[kind], '%')}" for kind in others)
    text = (
        f"{formatting.number(women['practice'], '%')} of {formatting.count(total)} registered patients were women in "
        f"{formatting.period(rows['period'].iloc[0])}{f' ({beside})' if beside else ''}."
    )

    def told(group: tuple[str, str]) -> str:
        england = f" (England {formatting.number(shares.loc[group, 'england'], '%')})" if "england" in shares else ""
        return f"{_PEOPLE[group[0]]} aged {group[1]}, {formatting.number(shares.loc[group, 'practice'], '%')} of the list{england}"

    if "england" not in shares:
        return f"{text} Largest group: {told(shares['practice'].idxmax())}."
    above = (shares["practice"] - shares["england"]).dropna()
    return f"{text} Furthest above England: {told(above.idxmax())}; furthest below: {told(above.idxmin())}."
