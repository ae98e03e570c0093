"""Place files: one borough each, with its localities, its NHS areas over the years and the system it belongs to.

README, "Describe your borough", explains the keys. Several places can be built into one database.
"""

import tomllib
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pandas as pd

from pcdash.errors import PlaceError
from pcdash.terms import periods, regions

_KEYS = {"name", "code", "ccg", "sub_icb", "system", "region", "baseline", "locality_population", "locality", "merger", "note"}
_REQUIRED = {"name", "code", "region", "baseline", "locality"}
_SYSTEM_KEYS = {"code", "name", "boroughs", "ccg", "sub_icb"}


@dataclass(frozen=True)
class Place:
    """A checked place file: `content` has the keys of the file, `label` is its name for messages."""

    label: str
    content: dict

    @property
    def code(self) -> str:
        """GSS code of the borough."""
        return self.content["code"]


def load(path: Path) -> Place:
    """Reads and checks one place file. Raises PlaceError naming the file and the key."""
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise PlaceError("there is no such place file", path.name, "check the path, or write the file (README)") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise PlaceError(f"is not valid TOML ({error})", path.name, "correct the line it names") from None
    _check_keys(content, _KEYS, path.name)
    if missing := sorted(_REQUIRED - set(content)):
        raise PlaceError(f"the key '{missing[0]}' is missing", path.name, "add it")
    try:
        periods.parse(str(content["baseline"]))
    except ValueError as error:
        raise PlaceError(f"'baseline': {error}", path.name, "name a period, for example 2014/15") from None
    system = content.get("system", {})
    _check_keys(system, _SYSTEM_KEYS, f"{path.name}, [system]")
    if system and not {"code", "name", "boroughs"} <= set(system):
        raise PlaceError("[system] needs code, name and boroughs", path.name, "add them, or leave the system out")
    for merger in content.get("merger", []):
        _check_keys(merger, {"practice", "successor", "date"}, f"{path.name}, [[merger]]")
        if not merger.get("practice") or not merger.get("successor") or not isinstance(merger.get("date"), date):
            raise PlaceError(
                "a merger needs practice, successor and date", path.name, "add what is missing; write the date as 2019-04-01"
            )
    owners: dict[str, str] = {}
    for locality in content["locality"]:
        where = f"{path.name}, locality {locality.get('code', '?')}"
        _check_keys(locality, {"code", "name", "practices", "note"}, where)
        if not locality.get("code") or not locality.get("name") or not locality.get("practices"):
            raise PlaceError("a locality needs code, name and practices", where, "add what is missing")
        for member in _members(locality, where):
            if member["practice_code"] in owners and member["valid_to"] is None:
                other = owners[member["practice_code"]]
                raise PlaceError(
                    f"practice {member['practice_code']} is already in locality {other}", where, "keep it in one, or date it"
                )
            if member["valid_to"] is None:
                owners[member["practice_code"]] = locality["code"]
    return Place(path.name, content)


def as_frames(places: list[Place]) -> dict[str, pd.DataFrame]:
    """The places as rows of `tables.place`, `locality`, `locality_practice`, `place_nhs_area`, `system`, `system_member`."""
    place_rows, localities, members, nhs_areas, systems, system_members, mergers = [], [], [], [], [], [], []
    for place in places:
        content, system = place.content, place.content.get("system", {})
        low, high = content.get("locality_population", [None, None])
        place_rows.append(
            {
                "place_code": place.code,
                "place_name": content["name"],
                "region_code": regions.current(content["region"]),
                "baseline_period": str(content["baseline"]),
                "locality_population_min": low,
                "locality_population_max": high,
                "system_code": system.get("code"),
                "note": content.get("note"),
            }
        )
        for kind in ("ccg", "sub_icb"):
            nhs_areas += [{"place_code": place.code, "kind": kind, "area_code": code} for code in _as_list(content.get(kind, []))]
        for locality in content["locality"]:
            localities.append({"locality_code": locality["code"], "locality_name": locality["name"], "place_code": place.code})
            members += [{"locality_code": locality["code"], **row} for row in _members(locality, place.label)]
        if system:
            systems.append({"system_code": system["code"], "system_name": system["name"]})
            for kind, key in (("borough", "boroughs"), ("sub_icb", "ccg"), ("sub_icb", "sub_icb")):
                system_members += [
                    {"system_code": system["code"], "member_type": kind, "member_code": code}
                    for code in _as_list(system.get(key, []))
                ]
        mergers += [
            {"practice_code": row["practice"], "successor_code": row["successor"], "effective": row["date"]}
            for row in content.get("merger", [])
        ]
    return {
        "place": pd.DataFrame(place_rows),
        "place_nhs_area": pd.DataFrame(nhs_areas).drop_duplicates(),
        "locality": pd.DataFrame(localities),
        "locality_practice": pd.DataFrame(members),
        "system": pd.DataFrame(systems).drop_duplicates(),
        "system_member": pd.DataFrame(system_members).drop_duplicates(),
        "successor": pd.DataFrame(mergers),
    }


def _members(locality: dict, where: str) -> list[dict]:
    rows = []
    for entry in locality["practices"]:
        member = {"code": entry} if isinstance(entry, str) else entry
        if not isinstance(member, dict) or not member.get("code") or set(member) - {"code", "from", "to"}:
            raise PlaceError(f"'{entry}' is not a practice", where, 'write a code, or {code = "F82001", from = 2019-04-01}')
        for key in ("from", "to"):
            if member.get(key) is not None and not isinstance(member[key], date):
                raise PlaceError(f"'{key}' of {member['code']} is not a date", where, "write it as 2019-04-01, without quotes")
        rows.append({"practice_code": member["code"], "valid_from": member.get("from"), "valid_to": member.get("to")})
    return rows


def _check_keys(entry: dict, known: set[str], where: str) -> None:
    if unknown := sorted(set(entry) - known):
        raise PlaceError(f"unknown key '{unknown[0]}'", where, f"use only {', '.join(sorted(known))}")


def _as_list(value: str | list) -> list[str]:
    return [value] if isinstance(value, str) else list(value)
