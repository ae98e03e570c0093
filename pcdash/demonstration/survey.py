"""GP Patient Survey: practices and England, numbered questions to 2023, named ones since; shares are fractions."""

import csv
from functools import cache

from pcdash import config
from pcdash.demonstration.chance import RECIPE, chance, draw
from pcdash.demonstration.figures import ENGLAND, Area, area, carried, count, level, years_of
from pcdash.demonstration.forms import archive, text
from pcdash.demonstration.intervals import Z95, wilson
from pcdash.demonstration.practices import FIRST_YEAR, LAST_YEAR, Practice, practices

_YEARS = range(FIRST_YEAR, LAST_YEAR + 2)
_PEOPLE = RECIPE["survey"]["people"]
_NUMBERED = ("{}_12", "{}base", "{}_12pct")
_NAMED = ("{}.counteval", "{}.baseevaluw", "{}.baseevalw", "{}.pcteval", "{}.lowileval", "{}.hiwileval")
_PRACTICE_NAMED = (
    "ad_practicecode,ad_practicename,ad_icscode,ad_icsname,ad_icscodeons,ad_commissioningregioncode,ad_commissioningregionname,"
    "ad_pcncode,ad_pcnname"
)
_SUPPRESSED, _NOT_APPLICABLE, _BLANK = "-98", "-97", " "
_DESIGN_EFFECT = 1.54
# How the people on one side of a question fall on its answers, in the order of the questionnaire.
_SPLIT = {"positive": [0.52, 0.48], "middle": [0.45], "negative": [0.33, 0.22]}


def files() -> dict[str, bytes]:
    """One archive a year, 2013 to 2025, with the practices' file and England's."""
    return {f"gp-patient-survey/GPPS_{year}_results_(weighted)_(csv).zip": archive(_members(year), year) for year in _YEARS}


def _members(year: int) -> dict[str, bytes]:
    codes = [code for _, code in carried("gp_patient_survey", str(year))]
    asked = [name for code in codes for name in _columns(code, year)]
    columns = ",".join(["distributed", "received", "resprate", *asked])
    older = "ICS_Code,ICS_Name" if year >= 2022 else "CCG_Code,CCG_Name"
    identity = _PRACTICE_NAMED if year >= 2024 else f"Practice_Code,Practice_Name,{older}"
    rows = [[*_identity(item, year), *_answers(item, year, _received(item, year))] for item in practices() if item.is_open(year)]
    england = [1, *_answers(area(ENGLAND), year, round(level(_PEOPLE["england"], year, (_YEARS[0], _YEARS[-1]))))]
    name = f"GPPS_{year}_{{}}_data_(weighted)_(csv)_PUBLIC.csv".format
    return {name("Practice"): text(f"{identity},{columns}", rows), name("National"): text(f"national,{columns}", [england])}


def _identity(practice: Practice, year: int) -> list[str]:
    icb, ons, name = practice.icb
    ccg, _, ccg_name = practice.commissioner(year - 1)
    names = [practice.code, practice.name.upper()]
    if year < 2024:
        return [*names, icb, name] if year >= 2022 else [*names, ccg, ccg_name]
    system = name.upper().replace("NHS ", "").replace("CARE BOARD", "CARE SYSTEM")
    region = f"{RECIPE['region'][practice.region][1].upper()} COMMISSIONING REGION"
    return [*names, icb, system, ons, practice.region, region, practice.pcn[0], practice.pcn[1].upper()]


def _received(practice: Practice, year: int) -> int:
    """People who sent it back: about the same number everywhere, never more than a few of a hundred patients."""
    low, high = _PEOPLE["answers"]
    wanted = low + (high - low) * chance(practice.code, year, "answers").random()
    return draw(practice.patients(year), min(0.025, wanted / practice.patients(year)), practice.code, year, "received")


def _answers(place: Practice | Area, year: int, received: int) -> list:
    """Distributed, received and response rate, then the columns of each question; a mark stands in all of them."""
    row = [round(received * _PEOPLE["sent"]), received, f"{1 / _PEOPLE['sent']:.6f}"]
    weight = 0.85 + 0.3 * chance(place.code, year, "weight").random()
    for indicator, code in carried("gp_patient_survey", str(year)):
        entry = RECIPE["survey"][code]
        people = round(received * entry["answered"])
        mark = _SUPPRESSED if people < 10 else ""
        if isinstance(place, Practice):
            mark = _BLANK if year in place.no_survey else mark
            mark = _NOT_APPLICABLE if place.no_website and indicator.id == "survey_access_website" else mark
        if mark:
            row += [mark] * len(_columns(code, year))
            continue
        years = tuple(entry.get("years", years_of(indicator, code)))
        share = count(indicator, place, year, people, level(entry["level"], year, years), code) / people
        base = people * weight
        row += [f"{share * base:.2f}", *([people] if year >= 2024 else []), f"{base:.2f}", f"{share:.6f}"]
        if year >= 2024:
            effective = people / _DESIGN_EFFECT
            row += [f"{limit:.6f}" for limit in wilson(share * effective, effective, Z95)]
        row += [f"{part:.4f}" for part in _options(code, share, place.code, year)]
    return row


def _columns(code: str, year: int) -> list[str]:
    """The question's columns, those of its single answers last; answers that do not count are left out."""
    named = year >= 2024
    single = [f"{code}_{option['option_number']}{'.pct' if named else 'pct'}" for option in _scales()[code]]
    return [name.format(code) for name in (_NAMED if named else _NUMBERED)] + single


def _options(code: str, share: float, place_code: str, year: int) -> list[float]:
    """The share of each answer: the positive ones make up `share`, the others the rest."""
    lean = 0.85 + 0.3 * chance(place_code, year, code, "options").random()
    sides = [option["side"] for option in _scales()[code]]
    weights, given = [], {"positive": 0, "middle": 0, "negative": 0}
    for side in sides:
        part = _SPLIT[side][given[side]]
        weights.append(part * lean if side == "positive" and given[side] == 0 else part)
        given[side] += 1
    of_side = {
        True: sum(weight for weight, side in zip(weights, sides, strict=True) if side == "positive"),
        False: sum(weight for weight, side in zip(weights, sides, strict=True) if side != "positive"),
    }
    return [
        (share if side == "positive" else 1 - share) * weight / of_side[side == "positive"]
        for weight, side in zip(weights, sides, strict=True)
    ]


@cache
def _scales() -> dict[str, list[dict]]:
    """The answers of each question, as the project's reference data lists them."""
    with (config.REFERENCE / "survey_scale.csv").open(encoding="utf-8", newline="") as file:
        scales: dict[str, list[dict]] = {}
        for row in csv.DictReader(file):
            scales.setdefault(row["question"], []).append(row)
    return scales
