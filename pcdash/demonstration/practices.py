"""The invented practices: who they are, where, how big, whom they look after, and what is not ordinary about each."""

import tomllib
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from itertools import groupby

from pcdash import config
from pcdash.demonstration.chance import RECIPE, chance, divide, normal
from pcdash.demonstration.geography import tiles

PLACE_FILE = config.DEMONSTRATION / "place.toml"
PLACE = tomllib.loads(PLACE_FILE.read_text(encoding="utf-8"))
FIRST_YEAR, LAST_YEAR = RECIPE["first_year"], RECIPE["last_year"]
_LETTERS = "ABDEFGHJLNPQRSTUWXYZ"  # those that the last half of a postcode may have


@dataclass(frozen=True)
class Practice:
    """One practice. `standing` is its place's, `quality` its own; `older` and `deprivation` describe its patients."""

    code: str
    name: str
    locality: str
    borough: str
    ccg: str
    sub_icb: str
    postcode: str
    position: tuple[int, int] | None
    size: int
    standing: float
    deprivation: float
    older: float
    pcn: tuple[str, str] = ("", "")
    opened: date = RECIPE["practice"]["opened"]
    closed: date | None = None
    successor: str | None = None
    taken_over: "Practice | None" = None
    quality: float = 0.0
    no_return: tuple[int, ...] = ()
    no_survey: tuple[int, ...] = ()
    no_website: bool = False

    @property
    def key(self) -> str:
        """What its chance is drawn by."""
        return self.code

    @property
    def region(self) -> str:
        """ODS code of the region."""
        return RECIPE["sub_icb"][self.sub_icb]["region"]

    @property
    def icb(self) -> tuple[str, str, str]:
        """ODS code, ONS code and name of the integrated care board, or of the partnership before it."""
        return tuple(RECIPE["sub_icb"][self.sub_icb]["icb"])

    def is_open(self, year: int) -> bool:
        """Whether it had patients on 1 April of that year."""
        return self.opened <= date(year, 4, 1) and (self.closed is None or self.closed > date(year, 4, 1))

    def patients(self, year: int) -> int:
        """Its list on 1 April, with that of the practice it took over; 0 while it is not open."""
        if not self.is_open(year):
            return 0
        low, high = RECIPE["practice"]["growth"]
        growth = low + (high - low) * chance(self.code, "growth").random()
        own = round(self.size * (1 + growth * (year - FIRST_YEAR) + 0.006 * normal(self.code, "list", year)))
        gone = self.taken_over is not None and not self.taken_over.is_open(year)
        return own + (replace(self.taken_over, closed=None).patients(year) if gone else 0)

    def commissioner(self, year: int) -> tuple[str, str, str]:
        """Code, ONS code and name of the CCG to 2019/20, of the sub-ICB location since. `year` starts the financial year."""
        if year < 2020 and self.ccg in RECIPE["ccg"]:
            return (self.ccg, *RECIPE["ccg"][self.ccg])
        area = RECIPE["sub_icb"][self.sub_icb]
        return self.sub_icb, area["ons"], area["name"]


def ages(people: int, older: float) -> list[int]:
    """The people in five-year ages 0-4 to 95+, the older the more of the old profile they follow."""
    old = min(1.0, max(0.0, older))
    profile = RECIPE["ages"]
    return divide(
        people, [(1 - old) * young + old * aged for young, aged in zip(profile["younger"], profile["older"], strict=True)]
    )


@cache
def practices() -> tuple[Practice, ...]:
    """All of them, in the order of their codes."""
    found = []
    for number, locality in enumerate(PLACE["locality"], start=1):
        home = RECIPE["localities"][locality["code"]]
        own = [tile for tile in tiles() if tile.locality == locality["code"]]
        spots = chance(locality["code"], "spots").sample(own, len(home["sizes"]))
        for code, size, spot in zip(locality["practices"], home["sizes"], spots, strict=True):
            position = tuple(middle + chance(code, axis).randint(-240, 240) for axis, middle in (("x", spot.x), ("y", spot.y)))
            area = {"borough": PLACE["code"], "ccg": PLACE["ccg"][0], "sub_icb": PLACE["sub_icb"][0]}
            found.append(_practice(code, size, f"ZZ{number}", position, home | area, locality["code"]))
    for number, home in enumerate(RECIPE["elsewhere"], start=len(PLACE["locality"]) + 1):
        for index in range(home["practices"]):
            code = f"Z{home['first'] + index}"
            centre = home.get("centre")
            position = tuple(middle + chance(code, middle).randint(-2200, 2200) for middle in centre) if centre else None
            found.append(_practice(code, chance(code, "size").randint(*home["sizes"]), f"ZZ{number}", position, home, ""))
    return tuple(_named(_joined(found)))


def _practice(code: str, size: int, area: str, position: tuple | None, home: dict, locality: str) -> Practice:
    index = int(code[3:])
    exception = {
        key: tuple(value) if isinstance(value, list) else value for key, value in RECIPE["exceptions"].get(code, {}).items()
    }
    return Practice(
        code=code,
        name="",
        locality=locality,
        borough=home.get("borough", ""),
        ccg=home["ccg"],
        sub_icb=home["sub_icb"],
        postcode=f"{area} {1 + index // 20 % 9}{_LETTERS[index % 20]}{_LETTERS[7 * index % 20]}",
        position=position,
        size=size,
        standing=home["standing"],
        deprivation=home["deprivation"] + 0.18 * normal(code, "deprivation"),
        older=home["older"] + 0.07 * normal(code, "older"),
        **({"quality": normal(code, "quality")} | exception),
    )


def _joined(found: list[Practice]) -> list[Practice]:
    """Each in a network with its neighbours in the list, and knowing the practice that it took over."""
    before = {practice.successor: practice for practice in found if practice.successor}
    trees = enumerate(RECIPE["names"]["trees"], start=1)
    joined = []
    for _, group in groupby(found, key=lambda practice: practice.borough or practice.sub_icb):
        neighbours = list(group)
        for start in range(0, len(neighbours), 6):
            number, tree = next(trees)
            pcn = (f"U999{number:02}", f"{tree} Primary Care Network")
            joined += [replace(item, pcn=pcn, taken_over=before.get(item.code)) for item in neighbours[start : start + 6]]
    return joined


def _named(found: list[Practice]) -> list[Practice]:
    """Each prefix meets each suffix once, and neighbours in the list sound different."""
    prefixes, suffixes, kinds = (RECIPE["names"][part] for part in ("prefixes", "suffixes", "kinds"))
    named = []
    for index, item in enumerate(found):
        turn, prefix = divmod(index, len(prefixes))
        suffix = suffixes[(5 * index + turn) % len(suffixes)]
        named.append(replace(item, name=f"{prefixes[prefix]}{suffix} {kinds[index % len(kinds)]}"))
    return named
