"""What a practice's profile says beside its figures."""

import re

import pandas as pd

from pcdash.terms import formatting
from pcdash.terms.outcomes import RECENT_TRENDS

SIMILAR = (
    "The ten open practices nearest in list size, share of patients aged 65 and over and deprivation, on the newest figures, "
    "wherever in England they are. Their pooled figure is the comparator. Similar in these three things, not in everything."
)
NO_SIMILAR = "Too little is known of this practice (list size, ages, deprivation) to choose similar ones."
ADJUSTMENTS = (
    "The quality figure is patients receiving the intervention: everyone on the register counts, also those with a personalised "
    "care adjustment (declined, unsuitable or newly registered; called exceptions before 2019/20). Net of adjustments leaves them "
    "out, so it is never lower and says nothing of the patients left out."
)
_STANDING = (("better", "worse", "similar"), ("lower", "higher"))


def practice_line(practice: dict) -> str:
    """Code, postcode and the groups that a practice belongs to; `practice` as a row of `queries.practices`."""
    locality = practice["locality_name"]
    nhs_area = practice["sub_icb_name"]
    parts = [
        practice["area_code"],
        practice["postcode"],
        practice["pcn_name"],
        f"{locality} locality" if isinstance(locality, str) else None,
        practice["place_name"],
        # The official name of a sub-ICB ends in its code.
        re.sub(r" - \w{3,5}$", "", nhs_area) if isinstance(nhs_area, str) else None,
    ]
    return " \u00b7 ".join(part for part in parts if isinstance(part, str))


def rating_line(practice: dict) -> str:
    """The practice's rating by the Care Quality Commission, or that no file has it; `practice` as a row of `queries.practices`."""
    if not isinstance(practice["cqc_rating"], str):
        return "No file that was loaded has its rating by the Care Quality Commission (CQC)."
    return f"Rated {practice['cqc_rating'].lower()} by the Care Quality Commission (CQC) in {int(practice['cqc_rated_in'])}."


def patients_to_match(row: dict) -> str:
    """`6 more (\u22126 to 18)`: patients to the comparator's value with the 95% interval, `fewer` where lower is better.

    Below zero where the practice is beyond the comparator. Empty without an agreed direction, counts or an interval, and of a
    survey, whose denominators are answers and not patients. `row` of `queries.profile`.
    """
    parts = [row[f"patients_to_comparator{end}"] for end in ("", "_lower95", "_upper95")]
    is_judged = row["polarity"] != "neutral" and row["outcome"] in ("better", "similar", "worse")
    if not is_judged or row["domain"] == "survey" or any(map(formatting.is_missing, parts)):
        return ""
    sign, word = (1, " more") if row["polarity"] == "higher_better" else (-1, " fewer")
    needed, *limits = (formatting.signed(sign * part) for part in parts)
    low, high = limits[::sign]
    return f"{needed}{'' if needed.startswith(formatting.MINUS) else word} ({low} to {high})"


def ended(row: dict) -> str:
    """`ended 2018/19` of a series that no publication carries on; else empty. `row` of `queries.profile`."""
    return f"ended {formatting.period(row['to_period'])}" if row["standing"] == "ended" else ""


def why_no_trend(row: dict) -> str:
    """Why a figure has no recent trend, for a table's cell; empty where it has one or there is no figure."""
    if row["recent_trend"] != "not_calculated" or row["state"] != "value":
        return ""
    if row["standing"] == "ended":
        return "Series ended"
    if not row["is_yearly"]:
        return "Not yearly"
    if row["comparable_years"] < 5:
        return "Definition changed" if row["definition_changed"] else "Fewer than 5 years"
    return "No interval" if formatting.is_missing(row["lower95"]) else "At 0% or 100%"


def with_words(profile: pd.DataFrame) -> pd.DataFrame:
    """`queries.figures.profile` and what each row says: `trend` (arrow and word), `why_no_trend`, `gap` (to match), `ended`."""
    rows = profile.to_dict("records")
    return profile.assign(
        trend=[trend_marker(row["recent_trend"], row["polarity"]) for row in rows],
        why_no_trend=[why_no_trend(row) for row in rows],
        gap=[patients_to_match(row) for row in rows],
        ended=[ended(row) for row in rows],
    )


def trend_marker(recent_trend: str, polarity: str) -> str:
    """An arrow for the value's direction and a word for what it means; empty where no trend can be calculated."""
    if recent_trend == "no_change":
        return "\u2192 No clear trend"
    rises = {"increasing": True, "decreasing": False}.get(recent_trend)
    if recent_trend in ("getting_better", "getting_worse"):
        rises = (recent_trend == "getting_better") == (polarity == "higher_better")
    if rises is None:
        return ""
    return f"{chr(0x2191) if rises else chr(0x2193)} {RECENT_TRENDS[recent_trend]}"


def standing_sentence(rows: pd.DataFrame, comparator_name: str) -> str:
    """How many indicators are better, similar and worse, and how many differ without a judgement; `rows`: `queries.profile`.

    Series that have ended are not counted among those that go on, but told apart.
    """
    has_ended = rows["standing"] == "ended"
    counts = rows.loc[~has_ended, "outcome"].value_counts()
    last = int((has_ended & (rows["outcome"] != "not_compared")).sum())
    apart = f" {last} more whose series {_has(last)} ended {_are(last)} not counted." if last else ""
    judged, others = ([f"{counts[word]} {word}" for word in words if word in counts] for words in _STANDING)
    compared = int(counts.reindex(_STANDING[0] + _STANDING[1], fill_value=0).sum())
    if not compared:
        return f"None of these indicators can be compared with {comparator_name}.{apart}"
    said = [formatting.listed(judged)] if judged else []
    said += [f"{formatting.listed(others)} where no direction is agreed"] if others else []
    return f"Of {formatting.counted(compared, 'indicator')} compared with {comparator_name}: {'; '.join(said)}.{apart}"


def standing_line(row: dict) -> str:
    """One indicator that differs from its comparator, with the patients that the gap means; `row` of `queries.profile`."""
    unit = row["unit"]
    text = (
        f"{row['short_name']}: {formatting.estimate(row['value'], row['lower95'], row['upper95'], unit)} against "
        f"{formatting.comparator_value(row['comparator_value'], unit, row['kind'])}, "
        f"{', '.join(filter(None, (formatting.period(row['period']), ended(row))))}."
    )
    gap = patients_to_match(row)
    if not gap or row["outcome"] != "worse":
        return text
    number, word, limits = gap.split(" ", 2)
    of = "events" if row["kind"] == "crude_rate" else "patients"
    return f"{text} To match: {number} {word} {of} {limits}."


def more_below(rows: pd.DataFrame) -> str:
    """How many indicators stand further down the page, those whose series have ended apart; empty for none."""
    last = int((rows["standing"] == "ended").sum())
    parts = [f"{len(rows) - last} more"] * (len(rows) > last) + [f"{last} whose series {_has(last)} ended"] * bool(last)
    return f"and {', and '.join(parts)}, below" if parts else ""


def sources_line(rows: pd.DataFrame, sources: pd.DataFrame) -> str:
    """The publications behind the rows and the periods they span; `rows`: `queries.profile`, `sources`: `queries.source_files`."""
    used = sources[sources["source_id"].isin(rows["source_id"].dropna())]
    titles = list(dict.fromkeys(used["publication_title"]))
    return (
        f"Data: {formatting.listed(titles)}. The newest period of each indicator; where it is not the heading's, the row names it."
    )


def adjustments_sentence(rows: pd.DataFrame) -> str:
    """How often the adjustment rate differs from England's; `rows` as `queries.adjustments`."""
    counts = rows["rate_outcome"].value_counts()
    parts = [f"{word} on {int(counts[word])}" for word in ("higher", "lower") if word in counts]
    if not parts:
        return f"The adjustment rate differs from England's on none of {len(rows)} indicators beyond chance."
    return (
        f"Against England's, the adjustment rate is {formatting.listed(parts)} of {len(rows)} indicators, beyond chance; "
        "a high rate is a reason to look, not a fault."
    )


def trigger_sentence(practice_name: str, summary: dict) -> str:
    """The review category of a practice and how it came about; `summary` as `queries.trigger_summary`."""
    keys = ("standards", "standards_judged", "triggers", "level_two_triggers")
    standards, judged, reached, two = (int(summary[key]) for key in keys)
    category = summary["category_name"]
    verdict = f" Category: {category.lower()}." if isinstance(category, str) else ""
    number = f"{reached} {'trigger' if reached == 1 else 'triggers'}" if reached else "no trigger"
    level_two = f", {two} of level two," if two else ""
    return (
        f"{practice_name} reaches {number}{level_two} on {judged} of the scheme's {standards} standards: those with a figure in "
        f"its newest year.{verdict}"
    )


def scheme_sentence(categories: pd.DataFrame, judged: pd.DataFrame) -> str:
    """What a trigger and each category are; `categories` as `queries.review_categories`, `judged` as `queries.triggers`."""
    own = int((~judged["is_control_limit"].astype(bool)).sum())
    limits = "Level one and two: beyond England's 95% and 99.8% control limits for a practice of this size"
    if own:
        limits += f", or on {own} of the standards beyond the scheme's own limits"
    ways = [f"{row.category_name}: {_ways(row)}" for row in categories.itertuples()]
    scaled = "These numbers are for all standards of the scheme, and scaled down where fewer can be judged"
    return f"{limits}. {'. '.join(ways)}. {scaled}. It is a reason to talk, not a verdict."


def _ways(category: object) -> str:
    ways = []
    if not formatting.is_missing(category.least_triggers):
        number = int(category.least_triggers)
        ways.append(f"at least {number} triggers in all" if number else "all others")
    if not formatting.is_missing(category.least_level_two):
        ways.append(f"at least {int(category.least_level_two)} of level two")
    return " or ".join(ways)


def _has(number: int) -> str:
    return "has" if number == 1 else "have"


def _are(number: int) -> str:
    return "is" if number == 1 else "are"
