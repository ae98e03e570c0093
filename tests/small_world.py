"""A tiny world in the exact layouts of the publications, with numbers that can be pooled in the head.

Havering has two localities of three practices each and two practices that are gone: T10007 closed, T10008 merged into T10001.
Barking and Dagenham (T20003, T20004) plans with it; Harrow (T20001, T20002) only shares the region; T3xxxx are in another region.

    list size        2018/19  2022/23    DM019 in 2022/23
    HAV-N              6,000    6,000      360 of   600   60%
    HAV-S              4,000    4,000      280 of   400   70%
    Havering          10,000   10,000      640 of 1,000   64%
    system HBD        15,000   15,000      990 of 1,500   66%     (Havering, Barking and Dagenham: also the sub-ICB A3A8R)
    London            20,000   20,000    1,290 of 2,000   64.5%
    Midlands          20,000   20,000    1,200 of 2,000   60%
    England           40,000   40,000    2,490 of 4,000   62.25%

DM020 and all of 2018/19 lie ten points lower. A fifth of those eligible was adjusted for, everywhere and always.
"""

import csv
import io
import json
import zipfile
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

import openpyxl

BOROUGH, HARROW, BARKING, SHROPSHIRE = "E09000016", "E09000015", "E09000002", "E06000051"
SYSTEM, SUB_ICB, LONDON, MIDLANDS, ENGLAND = "HBD", "A3A8R", "E40000003", "E40000011", "E92000001"
LOCALITIES = {"HAV-N": ("T10001", "T10002", "T10003", "T10008"), "HAV-S": ("T10004", "T10005", "T10006", "T10007")}


class Practice(NamedTuple):
    """Who a practice is and where: `pcn` of 2023, `spot` in metres on the National Grid, `closed` as ODS writes it."""

    name: str
    postcode: str
    borough: str
    pcn: str
    spot: tuple[int, int]
    closed: str = ""


PRACTICES = {
    "T10001": Practice("NORTH ROAD SURGERY", "RM1 1AA", BOROUGH, "U10001", (550200, 189800)),
    "T10002": Practice("NORTH LANE PRACTICE", "RM1 1AB", BOROUGH, "U10001", (550800, 189800)),
    "T10003": Practice("DR NORTH & PARTNERS", "RM1 1AC", BOROUGH, "U10002", (551500, 189500)),
    "T10004": Practice("SOUTH ROAD SURGERY", "RM2 1AA", BOROUGH, "U10001", (550500, 188500)),
    "T10005": Practice("SOUTH LANE PRACTICE", "RM2 1AB", BOROUGH, "U10002", (551200, 188200)),
    "T10006": Practice("THE SOUTH PRACTICE", "RM2 1AC", BOROUGH, "U10002", (551800, 188800)),
    "T10007": Practice("CLOSED SURGERY", "RM2 1AD", BOROUGH, "", (551900, 188900), "20200331"),
    "T10008": Practice("MERGED SURGERY", "RM1 1AD", BOROUGH, "U10001", (550300, 189700), "20220630"),
    "T20001": Practice("HARROW ROAD SURGERY", "HA1 1AA", HARROW, "U20001", (515000, 188000)),
    "T20002": Practice("HARROW LANE PRACTICE", "HA1 1AB", HARROW, "U20001", (516000, 188000)),
    "T20003": Practice("BARKING ROAD SURGERY", "RM8 1AA", BARKING, "U20002", (548000, 186000)),
    "T20004": Practice("BARKING LANE PRACTICE", "RM8 1AB", BARKING, "U20002", (548500, 186000)),
    "T30001": Practice("MARKET SQUARE SURGERY", "SY1 1AA", SHROPSHIRE, "U30001", (349000, 312000)),
    "T30002": Practice("MILL STREET PRACTICE", "SY1 1AB", SHROPSHIRE, "U30001", (349500, 312000)),
    "T30003": Practice("CASTLE PRACTICE", "SY1 1AC", SHROPSHIRE, "U30001", (350000, 312000)),
    "T30004": Practice("RIVER PRACTICE", "SY1 1AD", SHROPSHIRE, "U30001", (350500, 312000)),
}
GONE = ("T10007", "T10008")
PCN_NAMES = {
    "U10001": "ROMFORD ONE PCN",
    "U10002": "ROMFORD TWO PCN",
    "U20001": "HARROW PCN",
    "U20002": "BARKING PCN",
    "U30001": "SHREWSBURY PCN",
}
# ODS code, ONS code and name of each borough's CCG (to March 2021) and sub-ICB location, its ICB and its region.
CCGS = {
    BOROUGH: ("08F", "E38000077", "NHS Havering CCG"),
    HARROW: ("08E", "E38000074", "NHS Harrow CCG"),
    BARKING: ("07L", "E38000004", "NHS Barking and Dagenham CCG"),
    SHROPSHIRE: ("05N", "E38000147", "NHS Shropshire CCG"),
}
_NORTH_EAST_LONDON = ("A3A8R", "E38000255", "NHS North East London ICB - A3A8R")
SUB_ICBS = {
    BOROUGH: _NORTH_EAST_LONDON,
    BARKING: _NORTH_EAST_LONDON,
    HARROW: ("W2U3Z", "E38000256", "NHS North West London ICB - W2U3Z"),
    SHROPSHIRE: ("M2L0M", "E38000257", "NHS Shropshire, Telford and Wrekin ICB - M2L0M"),
}
_NORTH_EAST_LONDON_ICB = ("QMF", "E54000029", "NHS North East London Integrated Care Board")
ICBS = {
    BOROUGH: _NORTH_EAST_LONDON_ICB,
    BARKING: _NORTH_EAST_LONDON_ICB,
    HARROW: ("QRV", "E54000027", "NHS North West London Integrated Care Board"),
    SHROPSHIRE: ("QOC", "E54000011", "NHS Shropshire, Telford and Wrekin Integrated Care Board"),
}
REGIONS = dict.fromkeys((BOROUGH, HARROW, BARKING), ("Y56", LONDON, "London")) | {SHROPSHIRE: ("Y60", MIDLANDS, "Midlands")}

# fmt: off
LISTS = {
    "2018/19": {
        "T10001": 600, "T10002": 2000, "T10003": 3000, "T10004": 1000, "T10005": 2000, "T10006": 400, "T10007": 600, "T10008": 400,
        "T20001": 2500, "T20002": 2500, "T20003": 2500, "T20004": 2500,
        "T30001": 5000, "T30002": 5000, "T30003": 5000, "T30004": 5000,
    },
    "2022/23": {
        "T10001": 1000, "T10002": 2000, "T10003": 3000, "T10004": 1000, "T10005": 2000, "T10006": 1000,
        "T20001": 2500, "T20002": 2500, "T20003": 2500, "T20004": 2500,
        "T30001": 5000, "T30002": 5000, "T30003": 5000, "T30004": 5000,
    },
}
# Of 100 eligible patients, those who received what DM019 asks for in 2022/23.
SHARES = {
    "T10001": 50, "T10002": 65, "T10003": 60, "T10004": 80, "T10005": 70, "T10006": 60, "T10007": 60, "T10008": 50,
    "T20001": 50, "T20002": 70, "T20003": 70, "T20004": 70,
    "T30001": 50, "T30002": 60, "T30003": 60, "T30004": 70,
}
# fmt: on
# Indicators of each year: disease group, eligible patients among 100 of the list, points below SHARES, points of the contract.
INDICATORS = {
    "2018/19": {"DM003": ("DM", 10, 10, 10), "CHD002": ("CHD", 10, 10, 17)},
    "2022/23": {
        "DM014": ("DM", 2, 0, 11),
        "DM019": ("DM", 10, 0, 10),
        "DM020": ("DM", 10, 10, 17),
        "CHD008": ("CHD", 8, 0, 12),
        "CHD009": ("CHD", 2, 0, 5),
        "COPD010": ("COPD", 2, 0, 9),
    },
}
NOBODY_ELIGIBLE = ("T10001", "DM014")  # 0 of 0: not applicable
BLANK_AS_PUBLISHED = ("T10006", "COPD010")  # rows without a value: refused, so that the figure is missing
# Groups: type of list, the list's share of all patients, register among 100 patients of the whole list. CHD differs (`register`).
GROUPS = {
    "DM": ("17OV", 80, 10),
    "CHD": ("TOTAL", 100, 4),
    "HYP": ("TOTAL", 100, 20),
    "COPD": ("TOTAL", 100, 2),
    "DEP": ("18OV", 80, 12),
}
# GP Patient Survey: share of good answers; 100 people answered at every practice, weighted to 80.
SURVEY_PEOPLE, SURVEY_BASE = 100, 80
# fmt: off
SURVEY = {
    "T10001": 0.5, "T10002": 0.75, "T10003": 0.75, "T10004": 0.5, "T10005": 0.75, "T10006": "-98", "T10007": 0.5, "T10008": 0.5,
    "T20001": 0.5, "T20002": 0.75, "T20003": " ", "T20004": 1.0,
    "T30001": 0.5, "T30002": 0.5, "T30003": 0.75, "T30004": 0.75,
}
# fmt: on
# The quarters of the square that is Havering here: south-west corner, and patients living there by practice on 1 April 2023.
TILES = {"E01990001": (550000, 189000), "E01990002": (551000, 189000), "E01990003": (550000, 188000), "E01990004": (551000, 188000)}
HOMES = {
    "T10001": {"E01990001": 1000},
    "T10002": {"E01990001": 1000, "E01990002": 1000},
    "T10003": {"E01990002": 2500, "E01990004": 500},
    "T10004": {"E01990003": 1000},
    "T10005": {"E01990003": 500, "E01990004": 1500},
    "T10006": {"E01990004": 900, "NO2011": 100},
}
# Of 100 patients of each sex; every other five-year age is empty. 20% are 65 or over, 10% are 75 or over.
AGES = {"20_24": 40, "50_54": 40, "70_74": 10, "80_84": 10}
_BANDS = [f"{age}_{age + 4}" for age in range(0, 95, 5)] + ["95+"]

PLACE = """
name = "Havering"
code = "E09000016"
ccg = ["08F"]
sub_icb = ["A3A8R"]
region = "E40000003"
baseline = "2018/19"
locality_population = [3000, 7000]

[system]
code = "HBD"
name = "Havering, Barking and Dagenham"
boroughs = ["E09000016", "E09000002"]
ccg = ["08F", "07L"]

[[locality]]
code = "HAV-N"
name = "North"
practices = ["T10001", "T10002", "T10003", "T10008"]

[[locality]]
code = "HAV-S"
name = "South"
practices = ["T10004", "T10005", "T10006", "T10007"]
"""


def write(folder: Path) -> None:
    """Writes every published file of the world into the folder, each where a user would put it."""
    for name, content in files().items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


def write_place(folder: Path) -> Path:
    """Writes the place file of Havering with its two localities and returns its path."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "place.toml"
    path.write_text(PLACE, encoding="utf-8")
    return path


def files() -> dict[str, bytes]:
    """Every published file by its path."""
    return {
        "qof/2018-19/ACHIEVEMENT_1819.csv": achievement_national("2018/19"),
        "qof/2018-19/PREVALENCE_1819.csv": prevalence("2018/19"),
        "qof/2018-19/MAPPING_NHS_GEOGRAPHIES_1819.csv": mapping_of_ccgs(),
        "qof/2018-19/qof-1819-prev-ach-exc-ccg.xlsx": ccg_workbook(),
        "qof/2022-23/ACHIEVEMENT_LONDON_2223.csv": achievement_of_region("2022/23", LONDON),
        "qof/2022-23/ACHIEVEMENT_MIDLANDS_2223.csv": achievement_of_region("2022/23", MIDLANDS),
        "qof/2022-23/PREVALENCE_2223.csv": prevalence("2022/23"),
        "qof/2022-23/MAPPING_NHS_GEOGRAPHIES_2223.csv": mapping_of_sub_icbs(),
        "qof/2022-23/MAPPING_INDICATORS_2223.csv": mapping_of_indicators(),
        "gp-patient-survey/GPPS_2019_Practice_data_(weighted)_(csv)_PUBLIC.csv": survey_numbered(),
        "gp-patient-survey/GPPS_2025_Practice_data_(weighted)_(csv)_PUBLIC.csv": survey_named(),
        "gp-patient-survey/GPPS_2025_National_data_(weighted)_(csv)_PUBLIC.csv": survey_of_england(),
        "fingertips/indicators-CountyUA.data.csv": fingertips(),
        "ods/epraccur.csv": practices_of_ods(),
        "ods/succ.csv": successors(),
        "ods/ePCN.xlsx": networks(),
        "registered-patients/gp-reg-pat-prac-all-apr-19.csv": patients_total(),
        "registered-patients/gp-reg-pat-prac-map.zip": archive({"gp-reg-pat-prac-map.csv": patients_map()}),
        "registered-patients/gp-reg-pat-prac-quin-age.zip": archive({"gp-reg-pat-prac-quin-age.csv": patients_by_age()}),
        "registered-patients/gp-reg-pat-prac-lsoa-male-female-Apr-23.zip": archive(
            {"gp-reg-pat-prac-lsoa-all.csv": patients_by_small_area()}
        ),
        "geography/code-point/rm.csv": postcodes(),
        "geography/lsoa-2021.geojson": small_areas(),
        "deprivation/File_1_-_IMD2019_Index_of_Multiple_Deprivation.xlsx": deprivation(),
        "prevalence-estimates/CHD-prevalence-estimates-&-QOF-prac-level-no-IMD.xlsx": modelled_prevalence(),
        "local-returns/havering.csv": local_return(),
    }


def achievement(period: str, indicator: str) -> dict[str, tuple[int, int, int]]:
    """Numerator, denominator and adjustments of each practice. Those eligible are denominator and adjustments together."""
    _, of_hundred, below, _ = INDICATORS[period][indicator]
    figures = {}
    for code, patients in LISTS[period].items():
        eligible = 0 if (code, indicator) == NOBODY_ELIGIBLE else patients * of_hundred // 100
        figures[code] = (eligible * (SHARES[code] - below) // 100, eligible - eligible // 5, eligible // 5)
    return figures


def register(period: str, group: str, code: str) -> tuple[int, int]:
    """Register and list of a practice and disease group. CHD: 5% of HAV-N, 10% of HAV-S, 4% elsewhere."""
    _, share_of_list, of_hundred = GROUPS[group]
    if group == "CHD":
        of_hundred = next((rate for key, rate in (("HAV-N", 5), ("HAV-S", 10)) if code in LOCALITIES[key]), of_hundred)
    patients = LISTS[period][code]
    return patients * of_hundred // 100, patients * share_of_list // 100


def text(header: str | None, rows: Iterable[Iterable], *, end: str = "\n", quote: bool = False) -> bytes:
    """Delimited UTF-8 text; `quote` puts every text cell in quotes, `end` ends the lines."""
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, lineterminator=end, quoting=csv.QUOTE_NONNUMERIC if quote else csv.QUOTE_MINIMAL)
    writer.writerows(rows)
    return ((header + end if header else "") + stream.getvalue()).encode()


def workbook(sheets: dict[str, list[list]]) -> bytes:
    """A workbook with the given rows on each sheet."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def archive(members: dict[str, bytes]) -> bytes:
    """A zip of the given members, all dated 13 April 2023."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as opened:
        for name, content in members.items():
            opened.writestr(zipfile.ZipInfo(name, (2023, 4, 13, 9, 30, 0)), content, zipfile.ZIP_DEFLATED)
    return stream.getvalue()


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
            for code, item in _practices_of("2018/19")
        ),
    )


def mapping_of_sub_icbs() -> bytes:
    header = (
        "NAT_ONS_CODE,NAT_CODE,NAT_COUNTRY,REGION_ODS_CODE,REGION_ONS_CODE,REGION_NAME,ICB_ODS_CODE,ICB_ONS_CODE,ICB_NAME,"
        "SUB_ICB_ODS_CODE,SUB_ICB_ONS_CODE,SUB_ICB_NAME,PCN_ODS_CODE,PCN_NAME,PRACTICE_CODE,PRACTICE_NAME"
    )
    rows = []
    for code, item in _practices_of("2022/23"):
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
        members = [item for item, _ in _practices_of("2018/19") if PRACTICES[item].borough == borough]
        on_register, patients = (sum(pair) for pair in zip(*(register("2018/19", group, item) for item in members), strict=True))
        of_practices = [achievement("2018/19", code)[item] for item in members]
        numerator, denominator, exceptions = (sum(each) for each in zip(*of_practices, strict=True))
        eligible, share = denominator + exceptions, 100 * on_register / patients
        who = [*REGIONS[borough], *ICBS[borough][1:], ods, ons, name]
        before, now = [len(members), patients, ":", ":"], [len(members), patients, on_register, share]
        results = [170, numerator, denominator, 100 * numerator / denominator, exceptions, 100 * exceptions / eligible]
        rows.append([*who, *before, *now, "z", 40, 100, *results, eligible, 100 * numerator / eligible])
    return [*rows, ["_"], ["Copyright © 2019, Health and Social Care Information Centre."]]


def survey_numbered() -> bytes:
    header = (
        "Practice_Code,Practice_Name,CCG_Code,CCG_Name,distributed,received,resprate,Q28_12,Q28base,Q28_12pct,Q3_12,Q3base,Q3_12pct"
    )
    rows = []
    for code, item in _practices_of("2018/19"):
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
    for code, item in _practices_of("2022/23"):
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


FINGERTIPS_HEADER = (
    "Indicator ID,Indicator Name,Parent Code,Parent Name,Area Code,Area Name,Area Type,Sex,Age,Category Type,Category,Time period,"
    "Value,Lower CI 95.0 limit,Upper CI 95.0 limit,Lower CI 99.8 limit,Upper CI 99.8 limit,Count,Denominator,Value note,"
    "Recent Trend,Compared to England value or percentiles,Column not used,Time period Sortable,New data,Compared to goal,"
    "Time period range"
)


def fingertips() -> bytes:
    """Premature mortality (40401) of boroughs, regions and England, and deprivation (93553) of practices; England stands twice."""
    mortality = [
        ("", "", ENGLAND, "England", "England", 70, 69, 71, 70000, 100000000, ""),
        (ENGLAND, "England", ENGLAND, "England", "England", 70, 69, 71, 70000, 100000000, ""),
        (ENGLAND, "England", "E12000007", "London", "Regions (statistical)", 65, 63, 67, 9100, 14000000, ""),
        ("E12000007", "London", BOROUGH, "Havering", "UA", 80, 70, 91, 560, 700000, ""),
        ("E12000007", "London", HARROW, "Harrow", "UA", 60, 51, 70, 420, 700000, ""),
        (
            "E12000007",
            "London",
            BARKING,
            "Barking and Dagenham",
            "UA",
            "",
            "",
            "",
            "",
            "",
            "Value suppressed for disclosure control",
        ),
        ("E12000009", "South West", "E06000058", "Bournemouth, Christchurch\nand Poole", "UA", 66, 58, 75, 600, 900000, ""),
        ("E10000016", "Kent", "E07000105", "Ashford", "District", 50, 40, 61, 90, 180000, ""),
    ]
    rows: list[list] = []
    for *who, value, low, high, count, people, note in mortality:
        what = ["40401", "Under 75 mortality rate", *who, "Persons", "<75 yrs", "", "", "2016 - 18"]
        rest = [note, "", "Similar", "Not compared", 20160000, "", "", "3y"]
        rows.append([*what, value, low, high, "", "", count, people, *rest])
    for code, item in _practices_of("2022/23"):
        who = [ENGLAND, "England", code, item.name.title(), "GPs", "Persons", "All ages", "", "", "2019"]
        rest = ["", "Cannot be calculated", "Not compared", "Not compared", 20190000, "", "", "1y"]
        rows.append(["93553", "Deprivation score (IMD 2019)", *who, 20 if item.borough == BOROUGH else 30, *[""] * 6, *rest])
    return text(FINGERTIPS_HEADER, rows, end="\r\n")


def practices_of_ods() -> bytes:
    """epraccur: 27 columns without a header; the last row is a clinic, not a practice."""
    rows = [_organisation(code, item, "4") for code, item in PRACTICES.items()]
    return text(None, [*rows, _organisation("T99001", PRACTICES["T10001"]._replace(name="WALK-IN SERVICE"), "8")], quote=True)


def _organisation(code: str, item: Practice, setting: str) -> list[str]:
    sub_icb, joined = SUB_ICBS[item.borough][0], "20210401"
    if item.closed and item.closed < joined:
        sub_icb, joined = CCGS[item.borough][0], "20130401"
    where = [REGIONS[item.borough][0], ICBS[item.borough][0], "1 HIGH STREET", "", "", "", "", item.postcode]
    spell = ["19740401", item.closed, "C" if item.closed else "A", "B", sub_icb, joined, item.closed]
    return [code, item.name, *where, *spell, "020 7946 0000", "", "", "", "0", "", sub_icb, "", setting, ""]


def successors() -> bytes:
    return text(None, [["T10008", "T10001", "R", "20220630", "1"]], end="\r\n", quote=True)


def networks() -> bytes:
    """ePCN: T10003 left one network for another in the summer of 2021, when it last said anything new."""
    details = ["PCN Code", "PCN Name", "Current Sub ICB Loc Code", "Sub ICB Location", "Open Date", "Close Date"]
    details += [*(f"Address Line {line}" for line in range(1, 6)), "Postcode"]
    partners = ["Partner\nOrganisation\nCode", "Partner\nName", "Practice\nParent\nSub ICB Loc Code"]
    partners += ["Practice\nParent\nSub ICB Loc Name", "PCN Code", "PCN Name", "PCN Parent\nSub ICB Loc Code"]
    partners += ["PCN Parent\nSub ICB Loc Name", "Practice to PCN\nRelationship\nStart Date"]
    partners += ["Practice to PCN\nRelationship\nEnd Date", "Practice Sub ICB Loc and PCN Sub ICB Loc Match "]
    network_rows, links = {}, []
    for code, item in _practices_of("2022/23"):
        sub_icb, _, name = SUB_ICBS[item.borough]
        address = ["1 HIGH STREET", None, None, None, None, item.postcode]
        network_rows[item.pcn] = [item.pcn, PCN_NAMES[item.pcn], sub_icb, name.upper(), "20190701", None, *address]
        spells = [("20190701", None)] if code != "T10003" else [("20190701", "20210630"), ("20210701", None)]
        for (start, end), pcn in zip(spells, (item.pcn,) if len(spells) == 1 else ("U10001", item.pcn), strict=True):
            links.append([code, item.name, sub_icb, name.upper(), pcn, PCN_NAMES[pcn], sub_icb, name.upper(), start, end, True])
    return workbook({"PCNDetails": [details, *network_rows.values()], "PCN Core Partner Details": [partners, *links]})


def patients_total() -> bytes:
    header = "PUBLICATION,EXTRACT_DATE,TYPE,CCG_CODE,ONS_CCG_CODE,CODE,POSTCODE,SEX,AGE,NUMBER_OF_PATIENTS"
    rows = [
        ["GP_PRAC_PAT_LIST", "01APR2019", "GP", *CCGS[item.borough][:2], code, item.postcode, "ALL", "ALL", LISTS["2018/19"][code]]
        for code, item in _practices_of("2018/19")
    ]
    return text(header, rows, end="\r\n")


def patients_map() -> bytes:
    header = (
        "PUBLICATION,EXTRACT_DATE,PRACTICE_CODE,PRACTICE_NAME,PRACTICE_POSTCODE,PCN_CODE,PCN_NAME,ONS_SUB_ICB_LOCATION_CODE,"
        "SUB_ICB_LOCATION_CODE,SUB_ICB_LOCATION_NAME,ONS_ICB_CODE,ICB_CODE,ICB_NAME,ONS_COMM_REGION_CODE,COMM_REGION_CODE,"
        "COMM_REGION_NAME"
    )
    rows = []
    for code, item in _practices_of("2022/23"):
        (sub_icb, sub_icb_ons, sub_icb_name), (icb, icb_ons, icb_name) = SUB_ICBS[item.borough], ICBS[item.borough]
        region, region_ons, region_name = REGIONS[item.borough]
        who = ["GP_PRAC_PAT_LIST", "01Apr2023", code, item.name, item.postcode, item.pcn, PCN_NAMES[item.pcn]]
        rows.append([*who, sub_icb_ons, sub_icb, sub_icb_name, icb_ons, icb, icb_name, region_ons, region, region_name])
    return text(header, rows)


def patients_by_age() -> bytes:
    """Totals, sexes and five-year ages of each practice, and a region's totals, which repeat what its practices say."""
    header = "PUBLICATION,EXTRACT_DATE,ORG_TYPE,ORG_CODE,ONS_CODE,POSTCODE,SEX,AGE_GROUP_5,NUMBER_OF_PATIENTS"
    start = ["GP_PRAC_PAT_LIST", "2023-04-01"]
    rows: list[list] = [[*start, "Comm Region", "Y56", LONDON, "", "ALL", "ALL", 20000]]
    for code, item in _practices_of("2022/23"):
        who, patients = [*start, "GP", code, "", item.postcode], LISTS["2022/23"][code]
        rows.append([*who, "ALL", "ALL", patients])
        for sex in ("FEMALE", "MALE"):
            rows += [[*who, sex, band, patients // 2 * AGES.get(band, 0) // 100] for band in _BANDS]
            rows.append([*who, sex, "ALL", patients // 2])
    return text(header, rows)


def patients_by_small_area() -> bytes:
    header = "PUBLICATION,EXTRACT_DATE,PRACTICE_CODE,PRACTICE_NAME,LSOA_CODE,SEX,NUMBER_OF_PATIENTS"
    return text(
        header,
        (
            ["GP_PRAC_PAT_LIST", "01APR2023", code, PRACTICES[code].name, area, "ALL", patients]
            for code, homes in HOMES.items()
            for area, patients in homes.items()
        ),
    )


def postcodes() -> bytes:
    """Code-Point Open without a header; the last postcode has no position, as published."""
    nhs = ["E92000001", "E19000003", "E18000007", ""]
    rows = [[item.postcode, 10, *item.spot, *nhs, item.borough, "E05099999"] for item in PRACTICES.values()]
    return text(None, [*rows, ["RM9 9ZZ", 90, 0, 0, *nhs, BOROUGH, "E05099999"]], quote=True)


def small_areas() -> bytes:
    """Four squares of a kilometre on the British National Grid that make up Havering."""
    return geojson(
        [
            ({"LSOA21CD": code, "LSOA21NM": f"Havering 00{number}A", "LAD22CD": BOROUGH, "LAD22NM": "Havering"}, square(*corner))
            for number, (code, corner) in enumerate(TILES.items(), start=1)
        ],
        crs=27700,
    )


def geojson(features: list[tuple[dict, dict]], *, crs: int | None) -> bytes:
    """A feature collection of (properties, geometry) that declares the EPSG code, or none."""
    collection: dict = {"type": "FeatureCollection"}
    if crs is not None:
        collection["crs"] = {"type": "name", "properties": {"name": f"urn:ogc:def:crs:EPSG::{crs}"}}
    collection["features"] = [{"type": "Feature", "properties": properties, "geometry": shape} for properties, shape in features]
    return json.dumps(collection).encode()


def square(x: float, y: float, side: float = 1000) -> dict:
    """A square by its south-west corner."""
    ring = [[x, y], [x + side, y], [x + side, y + side], [x, y + side], [x, y]]
    return {"type": "Polygon", "coordinates": [ring]}


def deprivation() -> bytes:
    header = [
        "LSOA code (2011)",
        "LSOA name (2011)",
        "Local Authority District code (2019)",
        "Local Authority District name (2019)",
    ]
    header += ["Index of Multiple Deprivation (IMD) Rank", "Index of Multiple Deprivation (IMD) Decile"]
    rows = [
        [code, f"Havering 00{number}A", BOROUGH, "Havering", 9000 * number, 3 * number - 2] for number, code in enumerate(TILES, 1)
    ]
    return workbook({"Notes": [["English Indices of Deprivation 2019"]], "IMD2019": [header, *rows]})


def modelled_prevalence() -> bytes:
    """CHD: the model expects 8% everywhere (7% to 9%)."""
    estimates, recorded = [], []
    for code, item in _practices_of("2018/19"):
        on_register, patients = register("2018/19", "CHD", code)
        estimates.append([code, 1, "Scenario_1", 8, 0.004, -56.2, 0, 7, 9])
        recorded.append([*CCGS[item.borough][::2], code, item.name, patients, on_register, 100 * on_register / patients])
    modelled_header = ["practice_code", "parmseq", "parm", "estimate", "stderr", "z", "p", "min95", "max95"]
    recorded_header = ["CCG Code", "CCG Name", "Practice Code", "Practice Name", "List Size 2014-15", "Register 2014-15"]
    return workbook(
        {
            "EstPrev+QOFPrev": [["see the other sheets"]],
            "QOFPrev": [[*recorded_header, "Prevalence 2014-15"], *recorded],
            "EstPrev": [modelled_header, *estimates],
        }
    )


LOCAL_RETURN_HEADER = "indicator_id,area_type,area_code,period,sex,age,category,numerator,denominator,value,note"
# Patients with COPD by severity at each practice that returned it.
SEVERITY = {"T10001": (10, 20, 10, 0), "T10002": (20, 10, 10, 0), "T10003": (30, 20, 10, 0)}


def local_return() -> bytes:
    """One row or more of each kind of figure that a return can carry."""
    where = ("borough", BOROUGH)
    rows: list[tuple] = [
        ("mh_iapt_referrals", "sub_icb", SUB_ICB, "2022/23", "Persons", "All ages", "", 1200, "", "", ""),
        ("dm_dka_coma_admissions", *where, "2022/23", "Persons", "All ages", "", 12, "", 120, ""),
        ("dm_dka_coma_admissions", "england", ENGLAND, "2022/23", "Persons", "All ages", "", 40000, "", 100, ""),
        ("ld_health_check", "practice", "T10001", "2022/23", "Persons", "All ages", "", 15, 20, "", ""),
        ("ld_health_check", "practice", "T10002", "2022/23", "Persons", "All ages", "", "", "", "", "Suppressed: fewer than 5"),
    ]
    for code, bands in SEVERITY.items():
        for band, patients in zip(("Mild", "Moderate", "Severe", "Very severe"), bands, strict=True):
            rows.append(("copd_severity", "practice", code, "2022/23", "Persons", "All ages", band, patients, "", "", ""))
    # One death in 1,000 people of every age: 100 per 100,000 whatever the standard population.
    for age in range(0, 75, 5):
        rows.append(("copd_u75_mortality_preventable", *where, "2020 - 22", "Persons", f"{age}-{age + 4}", "", 1, 1000, "", ""))
    return text(LOCAL_RETURN_HEADER, rows)


def _practices_of(period: str) -> list[tuple[str, Practice]]:
    """The practices that have a list in the year."""
    return [(code, PRACTICES[code]) for code in LISTS[period]]
