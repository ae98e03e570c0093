"""How figures vary: between places and practices, over the years, through the pandemic. The recipe holds the numbers.

Every figure is England's level, moved by steps for the place, the practice and the year (`lean`), and drawn by chance. Steps point
to the better side, so an indicator of which less is better moves the other way.
"""

from dataclasses import dataclass
from functools import cache

from pcdash.definitions import catalogue
from pcdash.definitions.catalogue import Indicator
from pcdash.demonstration.chance import RECIPE, along, draw, normal, scale, shift
from pcdash.demonstration.practices import FIRST_YEAR, LAST_YEAR, PLACE, Practice, practices
from pcdash.terms import periods

YEARS = range(FIRST_YEAR, LAST_YEAR + 1)
ENGLAND, LONDON = "E92000001", PLACE["region"]
INDICATORS = {indicator.id: indicator for indicator in catalogue.load()}
_SIGN = {"higher_better": 1, "lower_better": -1, "neutral": 1}


@dataclass(frozen=True)
class Area:
    """A borough, CCG, sub-ICB, region or England as one place. `borough` is set where it is one, `members` where invented."""

    area_type: str
    code: str
    borough: str = ""
    standing: float = 0.0
    older: float = RECIPE["ages"]["england"]
    deprivation: float = 0.0
    members: tuple[Practice, ...] = ()

    @property
    def key(self) -> str:
        """What its chance is drawn by; a CCG that was one borough is the same place."""
        return self.borough or self.code

    def patients(self, year: int) -> int:
        """People registered on 1 April."""
        if self.members:
            return sum(practice.patients(year) for practice in self.members)
        if self.code in RECIPE["population"]:
            return round(along(RECIPE["population"][self.code], _way(year)))
        low, high = RECIPE["population"]["borough"]
        return round((low + (high - low) * min(1, abs(normal(self.code, "people")) / 2)) * (1 + 0.007 * (year - FIRST_YEAR)))


@cache
def area(code: str) -> Area:
    """An area by its code: a borough (GSS), a CCG or sub-ICB (ODS), London or England."""
    if code in (ENGLAND, LONDON):
        return Area("england", code) if code == ENGLAND else Area("region", code, **RECIPE["london"])
    if code.startswith("E09") and code not in PLACE["system"]["boroughs"]:
        return Area("borough", code, code, 0.12 * normal(code, "standing"), RECIPE["london"]["older"])
    members = tuple(item for item in practices() if code in (item.borough, item.ccg, item.sub_icb))
    boroughs = {item.borough for item in members}
    means = {name: sum(getattr(item, name) for item in members) / len(members) for name in ("standing", "older", "deprivation")}
    kind = "borough" if code.startswith("E09") else "sub_icb"
    return Area(kind, code, boroughs.pop() if len(boroughs) == 1 else "", members=members, **means)


@cache
def carried(publication: str, period: str) -> tuple[tuple[Indicator, str], ...]:
    """Which indicator each of the publication's codes means in that period, as the catalogue says."""
    when = periods.parse(period)
    return tuple(
        (indicator, code)
        for indicator in INDICATORS.values()
        for source in indicator.sources
        if source.publication == publication
        and (source.from_period is None or periods.parse(source.from_period).start <= when.start)
        and (source.to_period is None or periods.parse(source.to_period).end >= when.end)
        for code in source.codes
    )


@cache
def years_of(indicator: Indicator, code: str) -> tuple[int, int]:
    """The first and last year of the demonstration in which the code carries the indicator."""
    sources = [source for source in indicator.sources if code in source.codes]
    first = min(periods.parse(source.from_period).start.year if source.from_period else 0 for source in sources)
    last = max(periods.parse(source.to_period).start.year if source.to_period else 9999 for source in sources)
    newest = LAST_YEAR + (sources[0].publication == "gp_patient_survey")
    return max(first, FIRST_YEAR), min(last, newest)


def level(levels: list[float], year: int, years: tuple[int, int] = (FIRST_YEAR, LAST_YEAR)) -> float:
    """England's level in that year, the levels being spread evenly over the years."""
    return along(levels, (year - years[0]) / max(1, years[1] - years[0]))


@cache
def effects(indicator: Indicator) -> dict:
    """The indicator's weights: the default's, over them its domain's, over them its own."""
    table = RECIPE["effects"]
    return table["default"] | table.get(indicator.domain, {}) | table.get(indicator.id, {})


def lean(indicator: Indicator, place: Practice | Area, year: int) -> float:
    """Steps that the place stands away from England in that year, the pandemic included."""
    effect, weights, key = effects(indicator), RECIPE["practice"], (place.key, indicator.id)
    steps = effect["gradient"] * place.standing
    if place.borough == PLACE["code"]:
        steps += along(effect["havering"], _way(year))
    if isinstance(place, Practice):
        own = weights["own"] * normal(*key) + weights["year"] * normal(*key, year)
        drift = weights["drift"] * normal(*key, "drift") * (_way(year) - 0.5)
        steps += along(effect["spread"], _way(year)) * (weights["quality"] * place.quality + own + drift)
    elif place.code != ENGLAND:
        steps += 0.06 * normal(*key) + 0.03 * normal(*key, year)
    return _SIGN[indicator.polarity] * steps + effect["covid"] * RECIPE["pandemic"].get(str(year), 0)


def count(indicator: Indicator, place: Practice | Area, year: int, people: int, percent: float, *key: object) -> int:
    """How many of the people the indicator counts, England's share being the percentage."""
    return draw(people, shift(percent / 100, lean(indicator, place, year)), indicator.id, place.code, year, *key)


@cache
def register(practice: Practice, group: str, year: int) -> tuple[int, str, int]:
    """Patients on a QOF disease register, the type of list it is divided by, and that list. Financial year from `year`."""
    entry = RECIPE["groups"][group]
    earlier = entry.get("earlier", {"to": 0})
    kind = earlier["list"] if year <= earlier["to"] else entry.get("list", "TOTAL")
    part = RECIPE["list_types"][kind]
    of_age = round(practice.patients(year + 1) * (part + (1 - part) * 0.5 * (practice.older - RECIPE["ages"]["england"])))
    share = scale(prevalence(group, practice, year), 0.1 * normal(practice.code, group))
    return draw(of_age, share, practice.code, group, year), kind, of_age


def prevalence(group: str, place: Practice | Area, year: int) -> float:
    """The share of the list that is on the register, by the age and deprivation of the place."""
    entry = RECIPE["groups"][group]
    steps = entry["older"] * (place.older - RECIPE["ages"]["england"]) + entry["deprivation"] * place.deprivation
    return scale(along(entry["prevalence"], _way(year)) / 100, steps)


def _way(year: int) -> float:
    return (year - FIRST_YEAR) / (LAST_YEAR - FIRST_YEAR)
