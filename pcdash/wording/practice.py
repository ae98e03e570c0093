"""What a practice's profile says beside its figures."""

SIMILAR = (
    "The ten open practices nearest in list size, share of patients aged 65 and over and deprivation, on the newest figures. "
    "Their pooled figure is the comparator. Similar in these three things, not in everything."
)
NO_SIMILAR = "Too little is known of this practice (list size, ages, deprivation) to choose similar ones."


def trigger_sentence(practice_name: str, summary: dict) -> str:
    """The review category of a practice and how it came about; `summary` as `queries.trigger_summary`."""
    judged, reached, two = (int(summary[key]) for key in ("standards_judged", "triggers", "level_two_triggers"))
    category = summary["category_name"]
    verdict = f" Category: {category.lower()}." if isinstance(category, str) else ""
    return (
        f"{practice_name} reaches {reached} {'trigger' if reached == 1 else 'triggers'} on the {judged} standards that could be "
        f"judged, {two} of them of level two.{verdict}"
    )
