"""The small world's answers as the GP Patient Survey prints them."""

from tests.worlds.forms import text
from tests.worlds.small import CCGS, ICBS, PCN_NAMES, REGIONS, SURVEY, SURVEY_BASE, SURVEY_PEOPLE, practices_of


def survey_numbered() -> bytes:
    header = (
        "Practice_Code,Practice_Name,CCG_Code,CCG_Name,distributed,received,resprate,Q28_12,Q28base,Q28_12pct,Q3_12,Q3base,Q3_12pct"
    )
    rows = []
    for code, item in practices_of("2018/19"):
        ccg, _, name = CCGS[item.borough]
        answers = ["*" if mark == "-98" else mark for mark in _answers(SURVEY[code], SURVEY_BASE)]
        rows.append([code, item.name, ccg, name.upper(), 300, SURVEY_PEOPLE, 0.333, *answers, *answers])
    return text(header, rows)


def survey_named() -> bytes:
    header = (
        "ad_practicecode,ad_practicename,ad_icscode,ad_icsname,ad_icscodeons,ad_commissioningregioncode,"
        "ad_commissioningregionname,ad_pcncode,ad_pcnname,distributed,received,resprate"
    )
    rows = []
    for code, item in practices_of("2022/23"):
        (ics, ics_ons, ics_name), (region, _, region_name) = ICBS[item.borough], REGIONS[item.borough]
        who = [code, item.name, ics, ics_name.upper(), ics_ons, region, f"{region_name.upper()} COMMISSIONING REGION", item.pcn]
        share = SURVEY[code]
        rows.append([*who, PCN_NAMES[item.pcn], 300, SURVEY_PEOPLE, 0.333, *_named_answers(share), *_website(code, share)])
    return text(f"{header},{_named_columns('overallexp')},{_named_columns('localgpserviceswebsite')}", rows)


def _website(code: str, share: float | str) -> list:
    """T10004 has no website: nobody could answer."""
    return ["-97"] * 6 if code == "T10004" else _named_answers(share)


def survey_of_england() -> bytes:
    header = f"national,distributed,received,resprate,{_named_columns('overallexp')}"
    return text(header, [[1, 4200, 1400, 0.333, 700, 1400, 1000, 0.7, 0.68, 0.72]])


def _named_columns(stem: str) -> str:
    return ",".join(f"{stem}.{name}" for name in ("counteval", "baseevaluw", "baseevalw", "pcteval", "lowileval", "hiwileval"))


def _named_answers(share: float | str) -> list:
    if isinstance(share, str):
        return [share] * 6
    return [share * SURVEY_BASE, SURVEY_PEOPLE, SURVEY_BASE, share, share - 0.1, min(1, share + 0.1)]


def _answers(share: float | str, base: int) -> list:
    return [share] * 3 if isinstance(share, str) else [share * base, base, share]
