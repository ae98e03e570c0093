"""What patients say, in sentences: how an area's questions compare, how many people stand behind a figure, what was asked."""

import pandas as pd

from pcdash.terms import formatting
from pcdash.wording.figures import THAN

OVERALL = "survey_ed2_overall_experience"
ERAS = (
    "The survey was redesigned in 2018 and replaced by a new one in 2024. Figures of different stretches are never compared here: "
    "a step from 2017 to 2018 or from 2023 to 2024 says nothing about care."
)
READING = (
    "Right of 0 (blue) are positive answers; left of 0 those in between (grey) and negative ones (orange); the strongest colours "
    "are the strongest answers. One bar of grey: all other answers, where the file has no single ones. The sign is the percentage "
    "of positive answers, with its 95% interval; the upright tick is the comparator. Answers are weighted to stand for all "
    "patients; people who had not tried or to whom a question did not apply are left out."
)
NUMBERS = "Beside the year: people who answered; with \u2248, weighted answers, where the file (to 2023) does not count people."
STRATEGY_NOTE = (
    "The strategy's table sets 2018 against 2017. The questionnaire changed between the two, so the dashboard shows both years "
    "and draws no conclusion from the step."
)


def survey_sentence(area_name: str, rows: pd.DataFrame) -> str:
    """How the questions of the newest survey compare, and the overall experience: `rows` as `queries.survey_glance`, not empty."""
    newest = rows[rows["period"] == rows["period"].iloc[0]]
    counts = newest["outcome"].value_counts()
    found = {word: int(counts.get(word, 0)) for word in ("better", "similar", "worse")}
    parts = []
    if sum(found.values()):
        name = newest["comparator_name"].dropna().iloc[0]
        every = max(found.values()) == sum(found.values())
        all_of = "it" if sum(found.values()) == 1 else "all"
        words = [f"{all_of if every else n} {'is' if n == 1 else 'are'} {word}" for word, n in found.items() if n]
        asked = formatting.counted(sum(found.values()), "question")
        parts.append(
            f"{area_name} against {name}, on {asked} of the survey of {newest['period'].iloc[0]}: {formatting.listed(words)}."
        )
    overall = rows[rows["indicator_id"] == OVERALL]
    if len(overall):
        parts.append(answer_sentence(overall.iloc[0].to_dict(), "call their experience of the practice good"))
    return " ".join(parts) or f"{area_name}: {len(rows)} questions have results."


def answer_sentence(row: dict, what: str = "answered positively") -> str:
    """`69.2% (67.5 to 70.9) answered positively in 2025, worse than England (75.6%).`"""
    places = formatting.places_apart(row["value"], row["comparator_value"], "%")
    text = f"{formatting.estimate(row['value'], row['lower95'], row['upper95'], '%', places)} {what} in {row['period']}"
    if row["outcome"] == "not_compared":
        return f"{text}; it is not compared."
    against = f"{row['comparator_name']} ({formatting.number(row['comparator_value'], '%', places)})"
    return f"{text}, {THAN[row['outcome']]} {against}."


def before_sentence(years: pd.DataFrame) -> str:
    """`70.1% in 2024, the first year of this survey.` Rows as `queries.survey.years`; empty where the newest is the first."""
    known = years[years["state"] == "value"]
    first = known[known["era"] == known["era"].iloc[0]].iloc[-1]
    if first["period"] == known["period"].iloc[0]:
        return ""
    return f"{formatting.number(first['value'], '%')} in {first['period']}, the first year of this survey."


def people(row: dict) -> str:
    """`4,444`, or `\u22484,430` where only weighted answers are known; empty where neither is."""
    if not formatting.is_missing(row["unweighted_base"]):
        return formatting.count(row["unweighted_base"])
    if not formatting.is_missing(row["weighted_base"]):
        return f"\u2248{formatting.count(row['weighted_base'])}"
    return ""


def people_sentence(row: dict, denominator: str) -> str:
    """Of whom a percentage is, and how many answered."""
    asked, year = f"A share of {denominator[0].lower()}{denominator[1:]}.", row["period"]
    if not formatting.is_missing(row["unweighted_base"]):
        weighted = formatting.count(row["weighted_base"])
        return f"{asked} {formatting.count(row['unweighted_base'])} people answered in {year} ({weighted} after weighting)."
    if not formatting.is_missing(row["weighted_base"]):
        return f"{asked} {formatting.count(row['weighted_base'])} weighted answers in {year}; the file does not count people."
    if formatting.is_missing(row["lower95"]):
        return f"{asked} The file does not say how many answered in {year}, so there is no interval and no judgement."
    return f"{asked} {formatting.count(row['denominator'])} answers in {year}."


def printed(row: dict) -> str:
    """What the strategy printed: `80% (England 84%; 81% in 2017)`."""
    before = (
        "" if formatting.is_missing(row["printed_area_before"]) else f"; {formatting.count(row['printed_area_before'])}% in 2017"
    )
    return f"{formatting.count(row['printed_area'])}% (England {formatting.count(row['printed_england'])}%{before})"


def strategy_sentence(area_name: str, rows: pd.DataFrame) -> str:
    """How much of the strategy's table the database holds: `rows` as `queries.strategy_survey`."""
    held = int(rows["value"].notna().sum())
    if not held:
        return (
            f"The database holds no figures of 2018 for {area_name} as a whole, so none of the {len(rows)} rows can be reproduced: "
            "the survey's practice file of 2018 is not loaded."
        )
    return f"{held} of the {len(rows)} rows can be reproduced for {area_name}; what is missing is named below."
