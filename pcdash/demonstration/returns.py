"""Local returns: every indicator of the catalogue that no publication above carries, at its finest geography.

Practices of the system's boroughs, or its CCGs and later its boroughs; London and England beside them for comparison.
"""

import csv
import math
from collections.abc import Iterator

from pcdash import config
from pcdash.definitions.catalogue import Indicator
from pcdash.demonstration.chance import RECIPE, divide, draw, events, normal, scale, shift
from pcdash.demonstration.figures import ENGLAND, INDICATORS, LONDON, Area, area, lean, level, prevalence, register
from pcdash.demonstration.forms import archive, text
from pcdash.demonstration.practices import FIRST_YEAR, LAST_YEAR, PLACE, Practice, ages, practices
from pcdash.publications.local_return import COLUMNS
from pcdash.terms.periods import financial_year

_BOROUGHS = PLACE["system"]["boroughs"]
_WHOLE = ("All ages", "")
_PARTS = {"month": 12, "quarter": 4}


def files() -> dict[str, bytes]:
    """One CSV per domain, in one archive."""
    rows: dict[str, list] = {}
    for key in RECIPE["returns"]:
        rows.setdefault(INDICATORS[key].domain, []).extend(_rows(INDICATORS[key]))
    members = {f"local-return-{domain}.csv": text(",".join(COLUMNS), lines) for domain, lines in rows.items()}
    return {"local-returns/local-returns.zip": archive(members, LAST_YEAR + 1)}


def _rows(indicator: Indicator) -> Iterator[tuple]:
    entry = RECIPE["returns"][indicator.id]
    years = tuple(entry.get("years", (FIRST_YEAR, LAST_YEAR - 2 * _is_pooled(indicator))))
    for year in range(years[0], years[1] + 1):
        for place in _places(indicator, year):
            where = (indicator.id, "practice" if isinstance(place, Practice) else place.area_type, place.code)
            for period in _periods(indicator, entry, year):
                for age, category, *figures in _figures(indicator, entry, place, year, years, period):
                    yield (*where, period, indicator.sex, indicator.age if age == "All ages" else age, category, *figures)


def _places(indicator: Indicator, year: int) -> list[Practice | Area]:
    if indicator.finest_geography == "practice":
        places = [item for item in practices() if item.borough in _BOROUGHS and item.is_open(year + 1)]
    elif indicator.finest_geography == "borough" or year >= 2020:
        places = [area(code) for code in [*_BOROUGHS, *(PLACE["sub_icb"] if indicator.finest_geography == "sub_icb" else [])]]
    else:
        places = [area(code) for code in PLACE["system"]["ccg"]]
    return places if indicator.kind == "count" else [*places, area(LONDON), area(ENGLAND)]


def _periods(indicator: Indicator, entry: dict, year: int) -> list[str]:
    """The year as the indicator counts it, or its months or quarters where the return comes in those."""
    if entry.get("every") == "month":
        return [f"{year + (month > 12)}-{(month - 1) % 12 + 1:02}" for month in range(4, 16)]
    if entry.get("every") == "quarter":
        return [f"{year} Q2", f"{year} Q3", f"{year} Q4", f"{year + 1} Q1"]
    if _is_pooled(indicator):
        return [f"{year} - {(year + 2) % 100:02}"]
    return [str(year) if indicator.period.startswith(("Calendar", "Survey")) else financial_year(year)]


def _is_pooled(indicator: Indicator) -> bool:
    return "pooled" in indicator.period


def _figures(indicator: Indicator, entry: dict, place: Practice | Area, year: int, years: tuple, period: str) -> list[tuple]:
    """Age, category, numerator, denominator, value and note of each row of one place and period."""
    if indicator.kind == "distribution":
        weights = [band * (1 + 0.12 * normal(indicator.id, place.key, year, band)) for band in entry["bands"]]
        counts = divide(round(_people(entry, place, year)), weights)
        return [("All ages", band, number, "", "", "") for band, number in zip(indicator.bands, counts, strict=True)]
    value, steps, key = level(entry["level"], year, years), lean(indicator, place, year), (indicator.id, place.key, period)
    chance_of_place = normal(*key[:2], "expected") if place.code != ENGLAND else 0
    if "curve" in entry:
        return _bands(indicator, entry, place, year, scale(value, steps))
    if "of" not in entry:
        return [(*_WHOLE, "", "", f"{scale(value, steps + 0.1 * chance_of_place):.2f}", "")]
    people = round(_people(entry, place, year) / _PARTS.get(entry.get("every"), 1))
    if indicator.kind in ("proportion", "difference"):
        number = draw(people, shift(value / 100, steps), *key)
        if 0 < number < entry.get("below", 0):
            return [(*_WHOLE, "", "", "", f"Suppressed: fewer than {entry['below']}")]
        return [(*_WHOLE, number, "" if "register_elsewhere" in entry and isinstance(place, Practice) else people, "", "")]
    expected_events = people * scale(value, steps) / entry.get("per", indicator.multiplier)
    if "gradient" in entry and not isinstance(place, Practice):
        return _quintiles(entry, people, expected_events, key)
    number = events(expected_events, *key)
    if indicator.kind in ("indirectly_standardised_rate", "ratio"):
        expected = people * scale(1, 0.08 * chance_of_place)
        return [(*_WHOLE, number, "", f"{indicator.multiplier * number / expected:.2f}", "")]
    return [(*_WHOLE, number, "" if "every" in entry else people, "", "")]


def _quintiles(entry: dict, people: int, expected: float, key: tuple) -> list[tuple]:
    """Events and people of the whole place and of its fifths by deprivation, the first the most deprived."""
    steeper = [1 + entry["gradient"] * step for step in (2, 1, 0, -1, -2)]
    fifths = divide(people, [1] * len(steeper))
    counts = [events(expected / len(steeper) * times, *key, "fifth", fifth) for fifth, times in enumerate(steeper)]
    parts = [
        ("All ages", f"Deprivation quintile={fifth}", number, part, "", "")
        for fifth, (number, part) in enumerate(zip(counts, fifths, strict=True), start=1)
    ]
    return [(*_WHOLE, sum(counts), people, "", ""), *parts]


def _people(entry: dict, place: Practice | Area, year: int) -> float:
    if isinstance(place, Practice) and entry["of"] != "people":
        return register(place, entry["of"], year)[0] * entry["share"]
    part = 1 if entry["of"] == "people" else prevalence(entry["of"], place, year)
    return place.patients(year + 1) * part * entry["share"]


def _bands(indicator: Indicator, entry: dict, place: Practice | Area, year: int, rate: float) -> list[tuple]:
    """Events (or the years of life they lose) and people in five-year ages that standardise to the rate."""
    curve = RECIPE["curves"][entry["curve"]]
    standard = dict(list(_standard_population().items())[: len(curve)])
    by_age = ages(place.patients(year + 1) * (3 if _is_pooled(indicator) else 1), place.older)
    lost = [indicator.life_lost_to - int(age.split("-")[0]) - 2.5 if indicator.life_lost_to else 1 for age in standard]
    mean = sum(map(math.prod, zip(standard.values(), curve, lost, strict=True))) / sum(standard.values())
    rows = []
    for age, people, risk, years in zip(standard, [*by_age[:18], by_age[18] + by_age[19]], curve, lost, strict=False):
        people = people // 2 if indicator.sex != "Persons" else people
        expected = people * rate * risk / mean / indicator.multiplier
        rows.append((age, "", events(expected, indicator.id, place.key, year, age) * years, people, "", ""))
    return rows


def _standard_population() -> dict[str, int]:
    with (config.REFERENCE / "european_standard_population.csv").open(encoding="utf-8") as lines:
        return {row["age"]: int(row["standard_population"]) for row in csv.DictReader(lines)}
