"""Who the small world's practices are, who is registered with them, and where: ODS, patient registrations, geography."""

from tests.worlds.forms import geojson, square, text, workbook
from tests.worlds.small import (
    _BANDS,
    AGES,
    BOROUGH,
    CCGS,
    HOMES,
    ICBS,
    LISTS,
    LONDON,
    PCN_NAMES,
    PRACTICES,
    REGIONS,
    SUB_ICBS,
    TILES,
    Practice,
    practices_of,
)


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
    for code, item in practices_of("2022/23"):
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
        for code, item in practices_of("2018/19")
    ]
    return text(header, rows, end="\r\n")


def patients_map() -> bytes:
    header = (
        "PUBLICATION,EXTRACT_DATE,PRACTICE_CODE,PRACTICE_NAME,PRACTICE_POSTCODE,PCN_CODE,PCN_NAME,ONS_SUB_ICB_LOCATION_CODE,"
        "SUB_ICB_LOCATION_CODE,SUB_ICB_LOCATION_NAME,ONS_ICB_CODE,ICB_CODE,ICB_NAME,ONS_COMM_REGION_CODE,COMM_REGION_CODE,"
        "COMM_REGION_NAME"
    )
    rows = []
    for code, item in practices_of("2022/23"):
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
    for code, item in practices_of("2022/23"):
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
