"""Quality and Outcomes Framework: one zip a year of raw CSV files, with the names and columns of their day."""

from pcdash.definitions.catalogue import Indicator
from pcdash.demonstration.chance import RECIPE, draw, normal, shift
from pcdash.demonstration.figures import YEARS, carried, count, level, register, years_of
from pcdash.demonstration.forms import archive, text
from pcdash.demonstration.practices import Practice, practices
from pcdash.terms.periods import financial_year

_REGION = "REGION_ODS_CODE,REGION_ONS_CODE,REGION_NAME,"
_ACHIEVEMENT = "PRACTICE_CODE,INDICATOR_CODE,MEASURE,VALUE"
_PREVALENCE = "PRACTICE_CODE,GROUP_CODE,REGISTER,PATIENT_LIST_TYPE,PRACTICE_LIST_SIZE"
_PREVALENCE_TO_2018 = "PRACTICE_CODE,INDICATOR_GROUP_CODE,DISEASE_REGISTER_SIZE,PATIENT_LIST_TYPE,PRACTICE_LISTSIZE"
_INDICATORS = (
    "INDICATOR_CODE,INDICATOR_DESCRIPTION,INDICATOR_POINT_VALUE,GROUP_CODE,GROUP_DESCRIPTION,SUB_DOMAIN_CODE,"
    "SUB_DOMAIN_DESCRIPTION,DOMAIN_CODE,DOMAIN_DESCRIPTION,PATIENT_LIST_TYPE"
)
_INDICATORS_TO_2022 = (
    "INDICATOR_CODE,INDICATOR_POINT_VALUE,INDICATOR_GROUP_CODE,INDICATOR_GROUP_DESCRIPTION,DOMAIN_CODE,DOMAIN_DESCRIPTION,"
    "PATIENT_LIST_TYPE,PATIENT_ADD_LIST_TYPE"
)


def files() -> dict[str, bytes]:
    """`QOF1314.zip` to `QOF2425.zip`."""
    return {f"qof/QOF{_short(year)}.zip": archive(_members(year), year + 1) for year in YEARS}


def _short(year: int) -> str:
    return f"{year % 100:02}{(year + 1) % 100:02}"


def _members(year: int) -> dict[str, bytes]:
    short, end = _short(year), "\r\n" if year >= 2022 else "\n"
    open_ones = [item for item in practices() if item.is_open(year + 1)]
    returning = [item for item in open_ones if year not in item.no_return]
    geography = [_geography(item, year) for item in open_ones]
    members = {
        f"MAPPING_NHS_GEOGRAPHIES_{short}.csv": text(_geography_columns(year), geography, end=end),
        f"MAPPING_INDICATORS_{short}.csv": _indicators(year, end),
    }
    prevalence = [row for item in returning for row in _prevalence(item, year)]
    if year > 2018:
        members[f"PREVALENCE_{short}.csv"] = text(_PREVALENCE, prevalence, end=end)
    else:
        members["PREVALENCE.csv"] = text(_PREVALENCE_TO_2018, prevalence, end=end)
    if year < 2022:
        version = "_v2" if year == 2020 else ""
        rows = [row for item in returning for row in _achievement(item, year)]
        return members | {f"ACHIEVEMENT_{short}{version}.csv": text(_ACHIEVEMENT, rows, end=end)}
    for ods, (ons, name) in RECIPE["region"].items():
        label = name.upper().replace(" ", "_")
        rows = [(ods, ons, label, *row) for item in returning if item.region == ods for row in _achievement(item, year)]
        members[f"ACHIEVEMENT_{label}_{short}.csv"] = text(_REGION + _ACHIEVEMENT, rows, end=end)
    return members


def _prevalence(practice: Practice, year: int) -> list[tuple]:
    groups = dict.fromkeys(code for _, code in carried("qof_prevalence", financial_year(year)))
    registers = [(group, *register(practice, group, year)) for group in groups]
    return [(practice.code, group, float(size), kind, people) for group, size, kind, people in registers]


def _achievement(practice: Practice, year: int) -> list[tuple]:
    """Counts as the publication writes them, with a decimal: `200.0`."""
    return [
        (practice.code, code, measure, float(value))
        for indicator, code in carried("qof", financial_year(year))
        for measure, value in _measures(practice, indicator, code, year).items()
    ]


def _measures(practice: Practice, indicator: Indicator, code: str, year: int) -> dict[str, float]:
    entry, years = RECIPE["qof"][code], years_of(indicator, code)
    size, _, _ = register(practice, entry["group"], year)
    eligible = draw(size, level(entry["of"], year, years), practice.code, code, year, "eligible")
    rate = shift(level(entry["adjusted"], year, years) / 100, 0.35 * normal(practice.code, code, "adjusted"))
    adjusted = draw(eligible, rate, practice.code, code, year, "adjusted")
    reached = count(indicator, practice, year, eligible - adjusted, level(entry["net"], year, years), code)
    share = reached / (eligible - adjusted) if eligible > adjusted else 0
    on_register = {"REGISTER": size} if entry["group"] == "DEP" else {}
    if "newly_diagnosed" in entry:
        on_register = {"NEWLY_DIAGNOSED": round(size * entry["newly_diagnosed"])}
    return on_register | {
        "NUMERATOR": reached,
        "DENOMINATOR": eligible - adjusted,
        "PCAS" if year >= 2019 else "EXCEPTIONS": adjusted,
        "ACHIEVED_POINTS": round(entry["points"] * min(1, max(0, (share - 0.4) / 0.5)), 2),
    }


def _geography_columns(year: int) -> str:
    group, area, country = ("ICB", "SUB_ICB", "NAT_COUNTRY") if year >= 2022 else ("STP", "CCG", "COUNTRY")
    pcn = "PCN_ODS_CODE,PCN_NAME," if year >= 2019 else ""
    groups = "".join(f"{name}_ODS_CODE,{name}_ONS_CODE,{name}_NAME," for name in (group, area))
    return f"NAT_ONS_CODE,NAT_CODE,{country},{_REGION}{groups}{pcn}PRACTICE_CODE,PRACTICE_NAME"


def _geography(practice: Practice, year: int) -> list[str]:
    pcn = practice.pcn if year >= 2019 else ()
    where = [practice.region, *RECIPE["region"][practice.region], *practice.icb, *practice.commissioner(year), *pcn]
    return ["E92000001", "ENG", "England", *where, practice.code, practice.name]


def _indicators(year: int, end: str) -> bytes:
    rows = []
    for indicator, code in carried("qof", financial_year(year)):
        entry = RECIPE["qof"][code]
        group = RECIPE["groups"][entry["group"]]
        names, kind = (entry["group"], group["name"]), group.get("list", "TOTAL")
        description = f"{indicator.numerator}\n(of: {indicator.denominator})"
        if year <= 2022:
            rows.append((code, entry["points"], *names, "CL", "Clinical", kind, ""))
        else:
            rows.append((code, description, entry["points"], *names, "CL", "Clinical", "CL", "Clinical", kind))
    return text(_INDICATORS_TO_2022 if year <= 2022 else _INDICATORS, rows, end=end)
