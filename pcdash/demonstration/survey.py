"""GP Patient Survey: practices and England, numbered questions to 2023, named ones since; shares are fractions."""

from pcdash.demonstration.chance import RECIPE, chance, draw
from pcdash.demonstration.figures import ENGLAND, Area, area, carried, count, level, years_of
from pcdash.demonstration.files import archive, text
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


def files() -> dict[str, bytes]:
    """One archive a year, 2013 to 2025, with the practices' file and England's."""
    return {f"gp-patient-survey/GPPS_{year}_results_(weighted)_(csv).zip": archive(_members(year), year) for year in _YEARS}


def _members(year: int) -> dict[str, bytes]:
    codes = [code for _, code in carried("gp_patient_survey", str(year))]
    asked = [name.format(code) for code in codes for name in (_NAMED if year >= 2024 else _NUMBERED)]
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
            row += [mark] * len(_NAMED if year >= 2024 else _NUMBERED)
            continue
        years = tuple(entry.get("years", years_of(indicator, code)))
        share = count(indicator, place, year, people, level(entry["level"], year, years), code) / people
        base = people * weight
        row += [f"{share * base:.2f}", *([people] if year >= 2024 else []), f"{base:.2f}", f"{share:.6f}"]
        if year >= 2024:
            effective = people / _DESIGN_EFFECT
            row += [f"{limit:.6f}" for limit in wilson(share * effective, effective, Z95)]
    return row
