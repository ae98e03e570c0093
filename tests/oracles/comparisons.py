"""What a value is beside its comparator, in words and on a spine chart."""

WORDS = {"higher_better": ("worse", "better"), "lower_better": ("better", "worse"), "neutral": ("lower", "higher")}


def outcome(value, lower, upper, comparator, polarity) -> str:
    """One interval against a value: touching is similar."""
    return of_intervals(value, lower, upper, comparator, comparator, comparator, polarity)


def of_intervals(value, lower, upper, comparator, comparator_lower, comparator_upper, polarity) -> str:
    """Two intervals: similar unless one ends before the other begins."""
    if None in (value, lower, upper, comparator, comparator_lower, comparator_upper, polarity):
        return "not_compared"
    if not (upper < comparator_lower or comparator_upper < lower):
        return "similar"
    below, above = WORDS[polarity]
    return below if value < comparator else above


def spine_position(value, comparator, lowest, highest, polarity) -> float | None:
    if None in (value, comparator, lowest, highest):
        return None
    longest = max(abs(lowest - comparator), abs(highest - comparator))
    if longest == 0:
        return None
    return (comparator - value if polarity == "lower_better" else value - comparator) / longest


def disclosed(count, smallest_shown: int, rounded_to: int) -> float | None:
    """None and hidden are not the same: 0 is shown, few are not, the rest are rounded, half upwards."""
    if count is None or 0 < count < smallest_shown:
        return None
    return (2 * count + rounded_to) // (2 * rounded_to) * rounded_to


def reaches_category(triggers, level_two, least_triggers, least_level_two) -> bool:
    reached = [
        have >= least
        for have, least in ((triggers, least_triggers), (level_two, least_level_two))
        if have is not None and least is not None
    ]
    return any(reached)
