"""Who and where: ODS's register and successors, ratings, patients registered by age and by small area, networks, postcodes."""

from pcdash.demonstration.chance import RECIPE, chance, divide
from pcdash.demonstration.forms import archive, text
from pcdash.demonstration.geography import tiles
from pcdash.demonstration.practices import FIRST_YEAR, LAST_YEAR, PLACE, Practice, ages, practices

_NEWEST = LAST_YEAR + 1
_BANDS = [f"{age}_{age + 4}" for age in range(0, 95, 5)] + ["95+"]
_TOTALS = "PUBLICATION,EXTRACT_DATE,TYPE,CCG_CODE,ONS_CCG_CODE,CODE,POSTCODE,SEX,AGE,NUMBER_OF_PATIENTS"
_AGES = "PUBLICATION,EXTRACT_DATE,ORG_TYPE,ORG_CODE,ONS_CODE,POSTCODE,SEX,AGE_GROUP_5,NUMBER_OF_PATIENTS"
_HOMES = "PUBLICATION,EXTRACT_DATE,PRACTICE_CODE,PRACTICE_NAME,LSOA_CODE,SEX,NUMBER_OF_PATIENTS"
_MAP = (
    "PUBLICATION,EXTRACT_DATE,PRACTICE_CODE,PRACTICE_NAME,PRACTICE_POSTCODE,PCN_CODE,PCN_NAME,ONS_SUB_ICB_LOCATION_CODE,"
    "SUB_ICB_LOCATION_CODE,SUB_ICB_LOCATION_NAME,ONS_ICB_CODE,ICB_CODE,ICB_NAME,ONS_COMM_REGION_CODE,COMM_REGION_CODE,"
    "COMM_REGION_NAME"
)
_RATED = '"Practice.Code","Year","location_name","service_population_group","domain","latest_rating"'
_PUBLICATION = "GP_PRAC_PAT_LIST"
_PRACTICE, _CLINIC = "4", "8"


def files() -> dict[str, bytes]:
    """The files of ODS, of the Care Quality Commission, of Patients Registered at a GP Practice and of Code-Point Open."""
    list_of = "registered-patients/gp-reg-pat-prac-{}-apr-{}".format
    found = {
        "ods/epraccur.csv": text(None, _organisations(), end="\r\n", quote=True),
        "ods/succ.csv": text(None, _successors(), end="\r\n", quote=True),
        "care-quality/ratings.csv": text(_RATED, _ratings(), quote=True),
        "code-point-open/zz.csv": text(None, dict.fromkeys(_postcodes()), quote=True),
    }
    for year in range(FIRST_YEAR + 1, 2019):
        found[list_of("all", year % 100) + ".csv"] = text(_TOTALS, _totals(year), end="\r\n")
    for year in range(2019, _NEWEST + 1):
        members = {"gp-reg-pat-prac-quin-age.csv": text(_AGES, _by_age(year))}
        found[list_of("quin-age", year % 100) + ".zip"] = archive(members, year)
    for year in (2020, 2022, _NEWEST):
        found[list_of("map", year % 100) + ".zip"] = archive({"gp-reg-pat-prac-map.csv": _map(year)}, year)
    members = {"gp-reg-pat-prac-lsoa-all.csv": text(_HOMES, _by_small_area(_NEWEST))}
    return found | {list_of("lsoa-male-female", _NEWEST % 100) + ".zip": archive(members, _NEWEST)}


def _open(year: int) -> list[Practice]:
    return [item for item in practices() if item.is_open(year)]


def _organisations() -> list[list[str]]:
    """Every practice, and a clinic that is none."""
    rows = [_organisation(item.code, item.name.upper(), item, _PRACTICE) for item in practices()]
    return [*rows, _organisation("Z99001", "SYNTHETIC WALK-IN SERVICE", practices()[0], _CLINIC)]


def _organisation(code: str, name: str, item: Practice, setting: str) -> list[str]:
    joined = "20210401" if item.ccg in RECIPE["ccg"] else "20130401"
    closed = f"{item.closed:%Y%m%d}" if item.closed else ""
    where = [item.region, item.icb[0], "1 INVENTED ROAD", "", "", "", "", item.postcode]
    spell = [f"{item.opened:%Y%m%d}", closed, "C" if closed else "A", "B", item.sub_icb, joined, closed]
    return [code, name, *where, *spell, "", "", "", "", "0", "", item.sub_icb, "", setting, ""]


def _ratings() -> list[tuple]:
    """One rating per open practice, of one of the years since 2016."""
    levels = RECIPE["care_quality"]
    rows = []
    for item in practices():
        generator = chance("care quality", item.code)
        point, year = generator.random(), 2016 + int(generator.random() * (LAST_YEAR - 2015))
        rating = next(name for name, share in levels.items() if point < share)
        if not item.closed:
            rows.append((item.code, year, item.name, "Overall", "Overall", rating))
    return rows


def _successors() -> list[tuple]:
    return [(item.code, item.successor, "R", f"{item.closed:%Y%m%d}", "1") for item in practices() if item.successor]


def _postcodes() -> list[tuple]:
    nhs, ward = ("E92000001", "E19000003", "E18000007", ""), "E05099999"
    return [(item.postcode, "10", *item.position, *nhs, item.borough, ward) for item in practices() if item.position]


def _totals(year: int) -> list[tuple]:
    start, total = (_PUBLICATION, f"01APR{year}", "GP"), ("ALL", "ALL")
    return [(*start, *item.commissioner(year)[:2], item.code, item.postcode, *total, item.patients(year)) for item in _open(year)]


def _by_age(year: int) -> list[tuple]:
    """Ages of each sex; the totals beside them repeat what they say, as published."""
    day = f"01APR{year}" if year < _NEWEST else f"{year}-04-01"
    female, rows = RECIPE["ages"]["female"], []
    for item in _open(year):
        start = (_PUBLICATION, day, "GP", item.code, "", item.postcode)
        women, men = divide(item.patients(year), [female, 1 - female])
        rows.append((*start, "ALL", "ALL", women + men))
        for sex, people, tilt in (("FEMALE", women, 0.03), ("MALE", men, -0.03)):
            by_age = zip(_BANDS, ages(people, item.older + tilt + 0.006 * (year - 2019)), strict=True)
            rows += [(*start, sex, band, number) for band, number in [*by_age, ("ALL", people)]]
    return rows


def _map(year: int) -> bytes:
    """Networks, commissioners and regions, under the names of their day; the newest edition also names the software."""
    header, software = (_MAP + ",SUPPLIER_NAME", ["EMIS"]) if year == _NEWEST else (_MAP, [])
    if year <= 2022:
        header = header.replace("SUB_ICB_LOCATION", "CCG").replace("ICB", "STP")
    rows = []
    for item in _open(year):
        (code, ons, name), (icb, icb_ons, icb_name) = item.commissioner(year - 1), item.icb
        region_ons, region_name = RECIPE["region"][item.region]
        who = [item.code, item.name.upper(), item.postcode, item.pcn[0], item.pcn[1].upper()]
        where = [ons, code, name, icb_ons, icb, icb_name, region_ons, item.region, region_name]
        rows.append([_PUBLICATION, f"01Apr{year}", *who, *where, *software])
    return text(header, rows)


def _by_small_area(year: int) -> list[tuple]:
    """Most patients live near their practice and in its locality; of a few the small area is not known (`NO2011`)."""
    rule, rows = RECIPE["map"], []
    codes = [*(tile.code for tile in tiles()), "NO2011"]
    for item in (item for item in _open(year) if item.borough == PLACE["code"]):
        weights = []
        for tile in tiles():
            near = 1 + ((tile.x - item.position[0]) ** 2 + (tile.y - item.position[1]) ** 2) / rule["walk"] ** 2
            weights.append((rule["loyalty"] if tile.locality == item.locality else 1) / (near * near))
        numbers = divide(item.patients(year), [*weights, sum(weights) * rule["elsewhere"]])
        start = (_PUBLICATION, f"01APR{year}", item.code, item.name.upper())
        rows += [(*start, code, "ALL", number) for code, number in zip(codes, numbers, strict=True) if number]
    return rows
