"""What stands out for an area, a card for each indicator: why it does, its figure and its years, and the rule that chose it."""

import pandas as pd

from pcdash.terms import formatting

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
# What is said of a change that is not beyond chance; the others have their word before them.
_UNSURE = {"no_clear_change": ", no clear change", "not_judged": ", not judged, because a figure has no interval"}


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
        text += f", {change} since {formatting.period(row.then_period)}{_UNSURE.get(row.direction, '')}."
    else:
        text += ", without a comparable earlier figure."
    if isinstance(row.comparator_name, str):
        text += f" {row.comparator_name}: {formatting.comparator_value(row.comparator_value, row.unit, row.kind, places)}."
    return text


def rule(comparator_name: str | None, most: int) -> str:
    """How what stands out is chosen and read."""
    return (
        f"At most {most} each, of the indicators with an agreed direction that go on and have a figure since the baseline. "
        "Improvements changed for the better beyond chance. Concerns: first those that worsened and are worse than "
        f"{comparator_name or 'the comparator'}, then those that worsened, then those worse and not improved. Within each, the "
        "change that is largest against its own uncertainty (its standard error) comes first; where nothing changed, the distance. "
        "Brackets hold 95% intervals. In the small charts the thick line is the area, the thin one "
        f"{comparator_name or 'the comparator'}, and a gap a changed definition."
    )


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
