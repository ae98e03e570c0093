"""Fingertips bulk CSV: boroughs, London and England; practices where the publication has them.

With the quirks of the real files: England twice, a line break inside quotes, districts, an area too small to publish.
"""

from collections.abc import Iterator
from math import sqrt

from pcdash.definitions.catalogue import Indicator
from pcdash.demonstration.chance import RECIPE, draw, events, normal, scale, shift
from pcdash.demonstration.figures import ENGLAND, INDICATORS, LONDON, Area, area, lean, level
from pcdash.demonstration.forms import text
from pcdash.demonstration.intervals import Z95, Z99_8, byar, wilson
from pcdash.demonstration.practices import FIRST_YEAR, LAST_YEAR, Practice, practices
from pcdash.terms.periods import financial_year

_HEADER = (
    "Indicator ID,Indicator Name,Parent Code,Parent Name,Area Code,Area Name,Area Type,Sex,Age,Category Type,Category,Time period,"
    "Value,Lower CI 95.0 limit,Upper CI 95.0 limit,Lower CI 99.8 limit,Upper CI 99.8 limit,Count,Denominator,Value note,"
    "Recent Trend,Compared to England value or percentiles,Column not used,Time period Sortable,New data,Compared to goal,"
    "Time period range"
)
_ENGLAND = (ENGLAND, "England", "England")
_LONDON = ("E12000007", "London region (statistical)", "Regions (statistical)")
_DISTRICT = ("E07000066", "Basildon", "District")
_BOROUGHS = [(f"E090000{number:02}", name, "UA") for number, name in enumerate(RECIPE["boroughs"]["names"], start=1)]
_TOO_SMALL = "Value suppressed for disclosure control due to small count"
_SUM = "Aggregated from all known\nlower geography values"


def files() -> dict[str, bytes]:
    """One file for each `file` that the recipe names."""
    rows: dict[str, list] = {}
    for indicator in INDICATORS.values():
        for code in dict.fromkeys(code for source in indicator.sources for code in source.codes if code in RECIPE["fingertips"]):
            rows.setdefault(RECIPE["fingertips"][code]["file"], []).extend(_rows(indicator, code))
    return {f"fingertips/indicators-{name}.data.csv": text(_HEADER, lines, end="\r\n") for name, lines in rows.items()}


def _rows(indicator: Indicator, code: str) -> Iterator[list]:
    entry = RECIPE["fingertips"][code]
    first, last = entry.get("years", (FIRST_YEAR, LAST_YEAR - entry.get("pooled", 1) + 1))
    for year in range(first, last + 1):
        where = [(_ENGLAND, area(ENGLAND))]
        if "of" in entry:
            where += [
                (_LONDON, area(LONDON)),
                (_DISTRICT, Area("district", _DISTRICT[0])),
                *((names, area(names[0])) for names in _BOROUGHS),
            ]
        if year >= entry.get("practices_from", 9999):
            where += [((item.code, item.name.upper(), "GPs"), item) for item in practices() if item.is_open(year + 1)]
        yield _row(indicator, code, year, "", *where[0])
        yield from (_row(indicator, code, year, ENGLAND, *names_and_place) for names_and_place in where)


def _row(indicator: Indicator, code: str, year: int, parent: str, names: tuple, place: Practice | Area) -> list:
    entry = RECIPE["fingertips"][code]
    years = entry.get("pooled", 1)
    note = _SUM if names in (_ENGLAND, _LONDON) else ""
    if names[0] == RECIPE["boroughs"]["too_small"]:
        figures, note = [""] * 7, _TOO_SMALL
    elif "of" in entry:
        figures = _figures(indicator, entry, place, year, years)
    else:
        figures = [f"{scale(level(entry['level'], year), place.deprivation):.4f}", *[""] * 6]
    period = str(year) if "calendar" in entry else f"{year} - {(year + years - 1) % 100:02}" if years > 1 else financial_year(year)
    england = "England" if parent else ""
    ending = [note, "Cannot be calculated", "Not compared", "Not compared", f"{year}0000", "", "", f"{years}y"]
    return [code, entry["name"], parent, england, *names, indicator.sex, entry["age"], "", "", period, *figures, *ending]


def _figures(indicator: Indicator, entry: dict, place: Practice | Area, year: int, years: int) -> list:
    """Value, limits, count and denominator."""
    people = round(place.patients(year + 1) * entry["of"]) * years
    levels = entry["level"][indicator.sex] if isinstance(entry["level"], dict) else entry["level"]
    value = level(levels, year, tuple(entry.get("years", (FIRST_YEAR, LAST_YEAR - years + 1))))
    steps = lean(indicator, place, year) + entry.get("deprivation", 0) * place.deprivation
    if "error" in entry:
        error = entry["error"] / sqrt(people)
        middle = value + entry["step"] * steps + error * normal(place.code, indicator.id, year)
        limits = [middle + side * z * error for z in (Z95, Z99_8) for side in (-1, 1)]
        return [*(f"{figure:.6f}" for figure in (middle, *limits)), "", ""]
    if indicator.kind == "proportion":
        number = draw(people, shift(value / 100, steps), indicator.id, place.code, year)
        rate, limits = 100 * number / people, [100 * limit for z in (Z95, Z99_8) for limit in wilson(number, people, z)]
    else:
        number = events(people * scale(value, steps) / indicator.multiplier, indicator.id, place.code, year)
        rate = indicator.multiplier * number / people
        if indicator.kind == "directly_standardised_rate":  # differs from the crude rate by the age structure of the place
            rate = scale(rate, 0.02 * normal(place.code, indicator.id, "age structure"))
        limits = [rate * limit / max(1, number) for z in (Z95, Z99_8) for limit in byar(number, z)]
    return [*(f"{figure:.6f}" for figure in (rate, *limits)), number, people]
