"""The small world's figures in Fingertips, in modelled prevalence, and in a local return."""

from tests.worlds.forms import text, workbook
from tests.worlds.small import BARKING, BOROUGH, CCGS, ENGLAND, HARROW, SUB_ICB, practices_of, register

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
    for code, item in practices_of("2022/23"):
        who = [ENGLAND, "England", code, item.name.title(), "GPs", "Persons", "All ages", "", "", "2019"]
        rest = ["", "Cannot be calculated", "Not compared", "Not compared", 20190000, "", "", "1y"]
        rows.append(["93553", "Deprivation score (IMD 2019)", *who, 20 if item.borough == BOROUGH else 30, *[""] * 6, *rest])
    return text(FINGERTIPS_HEADER, rows, end="\r\n")


def modelled_prevalence() -> bytes:
    """CHD: the model expects 8% everywhere (7% to 9%)."""
    estimates, recorded = [], []
    for code, item in practices_of("2018/19"):
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
