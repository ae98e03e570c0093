"""Place files: one borough each, with its localities, its NHS areas over the years and the system it belongs to.

data/README.md explains the keys. Several places can be built into one database.
"""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pandas as pd

from pcdash.definitions import systems, toml
from pcdash.errors import PlaceError
from pcdash.terms import codes as area_codes

KEYS = {"name", "code", "ccg", "sub_icb", "system", "region", "baseline", "locality_population", "locality", "merger", "note"}
_REQUIRED = {"name", "code", "region", "baseline", "locality"}


@dataclass(frozen=True)
class Place:
    """A checked place file: `content` has the keys of the file, `label` is its name for messages."""

    label: str
    content: dict

    @property
    def code(self) -> str:
        """GSS code of the borough."""
        return area_codes.current(self.content["code"], "borough")


def load(path: Path) -> Place:
    """Reads and checks one place file. Raises PlaceError naming the file and every key that is missing or wrong."""
    with toml.problems(PlaceError) as found:
        whole = toml.read(path, found)
        if whole.is_sound:
            _check(whole)
    return Place(path.name, whole.content)


def as_frames(places: list[Place]) -> dict[str, pd.DataFrame]:
    """The places as rows of `tables.place`, `locality`, `locality_practice`, `place_nhs_area`, `system`, `system_member`."""
    place_rows, localities, members, nhs_areas, planned, system_members, mergers = [], [], [], [], [], [], []
    for place in places:
        content, with_systems = place.content, systems.in_order(place.content)
        low, high = content.get("locality_population", [None, None])
        place_rows.append(
            {
                "place_code": place.code,
                "place_name": content["name"],
                "region_code": area_codes.current(content["region"], "region"),
                "baseline_period": content["baseline"],
                "locality_population_min": low,
                "locality_population_max": high,
                "system_code": with_systems[-1]["code"] if with_systems else None,
                "note": content.get("note"),
            }
        )
        for kind in ("ccg", "sub_icb"):
            nhs_areas += [
                {"place_code": place.code, "kind": kind, "area_code": code} for code in toml.as_list(content.get(kind, []))
            ]
        for locality in content["locality"]:
            localities.append({"locality_code": locality["code"], "locality_name": locality["name"], "place_code": place.code})
            members += [{"locality_code": locality["code"], **row} for row in _members(locality)]
        for system in with_systems:
            planned.append({"system_code": system["code"], "system_name": system["name"]})
            system_members += systems.members(system, place.code)
        mergers += [
            {"practice_code": row["practice"], "successor_code": row["successor"], "effective": row["date"]}
            for row in content.get("merger", [])
        ]
    return {
        "place": pd.DataFrame(place_rows),
        "place_nhs_area": pd.DataFrame(nhs_areas).drop_duplicates(),
        "locality": pd.DataFrame(localities),
        "locality_practice": pd.DataFrame(members),
        "system": pd.DataFrame(planned).drop_duplicates(),
        "system_member": pd.DataFrame(system_members).drop_duplicates(),
        "successor": pd.DataFrame(mergers),
    }


def _check(whole: toml.Entry) -> None:
    whole.only(KEYS)
    whole.required(_REQUIRED)
    content = whole.content
    for key in {"name", "code", "region", "note"} & set(content):
        whole.text(key)
    for key in {"ccg", "sub_icb"} & set(content):
        whole.codes(key)
    if "baseline" in content:
        whole.period("baseline")
    band = content.get("locality_population")
    if band is not None and not (
        isinstance(band, list) and len(band) == 2 and all(map(toml.is_number, band)) and 0 <= band[0] <= band[1]
    ):
        whole.wrong("'locality_population' must be two numbers in order", "write it as [50000, 70000]")
    if "system" in content:
        systems.check(whole)
    for merger in whole.entries("merger", lambda content: "[[merger]]"):
        _check_merger(merger)
    owners: dict[str, str] = {}
    for locality in whole.entries("locality", lambda content: f"locality {content.get('code', '?')}"):
        _check_locality(locality, owners)


def _check_merger(merger: toml.Entry) -> None:
    merger.only({"practice", "successor", "date"})
    content = merger.content
    if not _is_text(content.get("practice")) or not _is_text(content.get("successor")) or type(content.get("date")) is not date:
        merger.wrong("a merger needs practice, successor and date", "add what is missing; write the date as 2019-04-01")


def _check_locality(locality: toml.Entry, owners: dict[str, str]) -> None:
    """`owners` are the localities of the practices that were met before; a practice is in one at a time."""
    locality.only({"code", "name", "practices", "note"})
    content = locality.content
    practices = content.get("practices")
    if not _is_text(content.get("code")) or not _is_text(content.get("name")) or not isinstance(practices, list) or not practices:
        locality.wrong("a locality needs code, name and practices", "add what is missing")
        return
    for practice in practices:
        member = {"code": practice} if isinstance(practice, str) else practice
        if not isinstance(member, dict) or not _is_text(member.get("code")) or set(member) - {"code", "from", "to"}:
            shown = practice if isinstance(practice, str | int) else type(practice).__name__
            locality.wrong(f"'{shown}' is not a practice", 'write a code, or {code = "F82001", from = 2019-04-01}')
            continue
        code = member["code"]
        for key in ("from", "to"):
            if key in member and type(member[key]) is not date:
                locality.wrong(f"'{key}' of {code} is not a date", "write it as 2019-04-01, without quotes")
        if type(member.get("from")) is type(member.get("to")) is date and member["from"] > member["to"]:
            locality.wrong(f"{code} leaves before it joins", "let 'from' be the earlier day")
        if "to" not in member:
            if code in owners:
                locality.wrong(f"practice {code} is already in locality {owners[code]}", "keep it in one, or date it")
            owners[code] = content["code"]


def _is_text(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _members(locality: dict) -> list[dict]:
    members = ({"code": entry} if isinstance(entry, str) else entry for entry in locality["practices"])
    return [{"practice_code": item["code"], "valid_from": item.get("from"), "valid_to": item.get("to")} for item in members]
