"""The systems that a place has planned with: `[system]` of a place file, or `[[system]]` for several, each with its dates."""

import itertools
from datetime import date

from pcdash.definitions import toml
from pcdash.terms import codes as area_codes

KEYS = {"code", "name", "boroughs", "ccg", "sub_icb", "from", "to"}
_REQUIRED = {"code", "name", "boroughs"}
# Which keys hold the members of which kind.
_MEMBERS = (("borough", "boroughs"), ("sub_icb", "ccg"), ("sub_icb", "sub_icb"))
_ALWAYS, _NEVER = date(1900, 1, 1), date(9999, 12, 31)


def check(whole: toml.Entry) -> None:
    """Notes what is wrong with the systems of a place file: keys, codes, dates, and two at one time."""
    if isinstance(whole.content.get("system"), list):
        systems = whole.entries("system", lambda content: f"system {content.get('code', '?')}")
    else:
        systems = [whole.entry("system")]
    for system in systems:
        _check_one(system)
    in_order = sorted((system for system in systems if system.is_sound), key=lambda system: _spell(system.content))
    for earlier, later in itertools.pairwise(in_order):
        if _spell(later.content)[0] <= _spell(earlier.content)[1]:
            later.wrong("begins before the system before it ends", "give each system 'from' and 'to', one after the other")


def in_order(content: dict) -> list[dict]:
    """The systems of a checked place file, the newest last; none where it names none."""
    declared = content.get("system", [])
    return sorted(declared if isinstance(declared, list) else [declared], key=_spell)


def members(system: dict, place_code: str) -> list[dict]:
    """Rows of `tables.system_member` for one system; the place that names it is always one of its boroughs."""
    spell = {"valid_from": system.get("from"), "valid_to": system.get("to")}
    found = [("borough", place_code)]
    for kind, key in _MEMBERS:
        found += [(kind, area_codes.current(code, kind)) for code in toml.as_list(system.get(key, []))]
    return [{"system_code": system["code"], "member_type": kind, "member_code": code, **spell} for kind, code in found]


def spells(content: dict) -> dict[str, list[tuple]]:
    """By code of a system, its names and dates as this place file has them."""
    found: dict[str, list[tuple]] = {}
    for system in in_order(content):
        found.setdefault(system["code"], []).append((system["name"], *_spell(system)))
    return found


def _spell(system: dict) -> tuple[date, date]:
    return system.get("from", _ALWAYS), system.get("to", _NEVER)


def _check_one(system: toml.Entry) -> None:
    system.only(KEYS)
    content = system.content
    if not set(content) >= _REQUIRED:
        system.wrong("[system] needs code, name and boroughs", "add them, or leave the system out")
    for key in {"code", "name"} & set(content):
        system.text(key)
    for key in {"boroughs", "ccg", "sub_icb"} & set(content):
        system.codes(key)
    for key in {"from", "to"} & set(content):
        system.day(key)
    if system.is_sound and _spell(content)[0] > _spell(content)[1]:
        system.wrong("ends before it begins", "let 'from' be the earlier day")
