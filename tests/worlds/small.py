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

from typing import NamedTuple

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


def practices_of(period: str) -> list[tuple[str, Practice]]:
    """The practices that have a list in the year."""
    return [(code, PRACTICES[code]) for code in LISTS[period]]
