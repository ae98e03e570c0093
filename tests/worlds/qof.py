"""The small world's figures as the Quality and Outcomes Framework prints them."""

from collections.abc import Iterable

from tests.worlds.forms import text, workbook
from tests.worlds.small import (
    BLANK_AS_PUBLISHED,
    CCGS,
    ENGLAND,
    GROUPS,
    ICBS,
    INDICATORS,
    LISTS,
    PCN_NAMES,
    PRACTICES,
    REGIONS,
    SUB_ICBS,
    achievement,
    practices_of,
    register,
)


def achievement_national(period: str) -> bytes:
    return text("PRACTICE_CODE,INDICATOR_CODE,MEASURE,VALUE", _achievement_rows(period, None))


def achievement_of_region(period: str, region: str) -> bytes:
    header = "REGION_ODS_CODE,REGION_ONS_CODE,REGION_NAME,PRACTICE_CODE,INDICATOR_CODE,MEASURE,VALUE"
    ods, _, name = next(value for value in REGIONS.values() if value[1] == region)
    return text(header, ([ods, region, name.upper(), *row] for row in _achievement_rows(period, region)))


def _achievement_rows(period: str, region: str | None) -> Iterable[tuple]:
    for indicator in INDICATORS[period]:
        for code, figures in achievement(period, indicator).items():
            if region in (None, REGIONS[PRACTICES[code].borough][1]):
                values = [f"{value}.0" for value in (*figures, 5)]
                if (code, indicator) == BLANK_AS_PUBLISHED:
                    values = [""] * 4
                for measure, value in zip(("NUMERATOR", "DENOMINATOR", "PCAS", "ACHIEVED_POINTS"), values, strict=True):
                    yield code, indicator, measure, value


def prevalence(period: str) -> bytes:
    rows = []
    for code in LISTS[period]:
        for group, (list_type, _, _) in GROUPS.items():
            on_register, patients = register(period, group, code)
            rows.append([code, group, f"{on_register}.0", list_type, patients])
    return text("PRACTICE_CODE,GROUP_CODE,REGISTER,PATIENT_LIST_TYPE,PRACTICE_LIST_SIZE", rows)


def mapping_of_ccgs() -> bytes:
    header = (
        "NAT_ONS_CODE,NAT_CODE,COUNTRY,REGION_ODS_CODE,REGION_ONS_CODE,REGION_NAME,STP_ODS_CODE,STP_ONS_CODE,STP_NAME,"
        "CCG_ODS_CODE,CCG_ONS_CODE,CCG_NAME,PRACTICE_CODE,PRACTICE_NAME"
    )
    return text(
        header,
        (
            [ENGLAND, "ENG", "England", *REGIONS[item.borough], *ICBS[item.borough], *CCGS[item.borough], code, item.name.title()]
            for code, item in practices_of("2018/19")
        ),
    )


def mapping_of_sub_icbs() -> bytes:
    header = (
        "NAT_ONS_CODE,NAT_CODE,NAT_COUNTRY,REGION_ODS_CODE,REGION_ONS_CODE,REGION_NAME,ICB_ODS_CODE,ICB_ONS_CODE,ICB_NAME,"
        "SUB_ICB_ODS_CODE,SUB_ICB_ONS_CODE,SUB_ICB_NAME,PCN_ODS_CODE,PCN_NAME,PRACTICE_CODE,PRACTICE_NAME"
    )
    rows = []
    for code, item in practices_of("2022/23"):
        above = [*REGIONS[item.borough], *ICBS[item.borough], *SUB_ICBS[item.borough]]
        rows.append([ENGLAND, "ENG", "England", *above, item.pcn, PCN_NAMES[item.pcn].title(), code, item.name.title()])
    return text(header, rows)


def mapping_of_indicators() -> bytes:
    header = (
        "INDICATOR_CODE,INDICATOR_DESCRIPTION,INDICATOR_POINT_VALUE,GROUP_CODE,GROUP_DESCRIPTION,SUB_DOMAIN_CODE,"
        "SUB_DOMAIN_DESCRIPTION,DOMAIN_CODE,DOMAIN_DESCRIPTION,PATIENT_LIST_TYPE"
    )
    rows = []
    for code, (group, _, _, points) in INDICATORS["2022/23"].items():
        words = f"The percentage of patients with {group} who received {code}\n(made up, on two lines)"
        rows.append([code, words, points, group, group, "CL", "Clinical", "CL", "Clinical", "TOTAL"])
    return text(header, rows)


def ccg_workbook() -> bytes:
    """QOF 2018-19 by CCG: title sheet, headers split over rows 13 and 14, codes in row 12, marks and filler as published."""
    title = [
        [" "], *[[]] * 6, ["Quality and Outcomes Framework 2018-19"], ["Recorded disease prevalence, achievements and exceptions"],
        ["Clinical Commissioning Group (CCG) level"], [], ["Contents"],
        ["Table 1: Recorded disease prevalence, achievements and exceptions, coronary heart disease, 2018-19, CCG level"],
        ["Table 2: Recorded disease prevalence, achievements and exceptions, diabetes mellitus, 2018-19, CCG level"], [],
        ["Symbols used in tables:"], [":  = not available"], ["z = not applicable"],
    ]  # fmt: skip
    return workbook({"Title sheet": title, "CHD": _ccg_sheet("CHD", "CHD001", "CHD002"), "DM": _ccg_sheet("DM", "DM017", "DM003")})


def _ccg_sheet(group: str, register_code: str, code: str) -> list[list]:
    identity = ["Region code", "Region ONS code", "Region name", "STP ONS code", "STP name", "CCG code", "CCG ONS code", "CCG name"]
    blank = [None] * len(identity)
    list_head = "List size ages 17+" if group == "DM" else "List size"
    figures = ["Number of practices", list_head, "Register", "Prevalence (%)"]
    codes = [*blank, "2017-18", None, None, None, "2018-19", None, None, None, None, register_code, None, code]
    upper = [*blank, *[None] * 8, "Year on year change", "Achievement Score ", None, "Achievement Score ", None, None]
    upper += ["Underlying Achievement ", None, None, "Denominator ", "Patients receiving "]
    lower = [*identity, *figures, *figures, "(percentage point)", "(max 4 per practice)", "Achievement Rate (%)"]
    lower += ["(max 17 per practice)", "Numerator", "Denominator", "net of Exceptions (%)", "Exceptions", "Exception Rate (%)"]
    lower += ["plus Exceptions", "Intervention (%)"]
    rows: list[list] = [
        [],
        [*[None] * 20, f"The percentage of patients who received {code}"],
        *[[]] * 5,
        ["Return to Contents"],
        ["_"],
    ]
    rows += [[f"Table: {group}, 2018-19, CCG level"], [*blank, "_", None, None, None, "_"], codes, upper, lower]
    for borough, (ods, ons, name) in CCGS.items():
        members = [item for item, _ in practices_of("2018/19") if PRACTICES[item].borough == borough]
        on_register, patients = (sum(pair) for pair in zip(*(register("2018/19", group, item) for item in members), strict=True))
        of_practices = [achievement("2018/19", code)[item] for item in members]
        numerator, denominator, exceptions = (sum(each) for each in zip(*of_practices, strict=True))
        eligible, share = denominator + exceptions, 100 * on_register / patients
        who = [*REGIONS[borough], *ICBS[borough][1:], ods, ons, name]
        before, now = [len(members), patients, ":", ":"], [len(members), patients, on_register, share]
        results = [170, numerator, denominator, 100 * numerator / denominator, exceptions, 100 * exceptions / eligible]
        rows.append([*who, *before, *now, "z", 40, 100, *results, eligible, 100 * numerator / eligible])
    return [*rows, ["_"], ["Copyright © 2019, Health and Social Care Information Centre."]]
