"""Who is on the lists by sex and age: as published, added up to groups of five years, and pooled only where enough is told."""

import pytest

from pcdash.served.database import Database
from tests.worlds import forms
from tests.worlds.small import BOROUGH, ENGLAND, LISTS, PRACTICES

HEADER = "PUBLICATION,EXTRACT_DATE,ORG_CODE,POSTCODE,SEX,AGE,NUMBER_OF_PATIENTS"
HAVERING = [code for code in LISTS["2022/23"] if PRACTICES[code].borough == BOROUGH]


def shares(database: Database, area_code: str, period: str = "2023-04") -> dict:
    """(patients, share) by (sex, age) of an area, without empty groups."""
    rows = database.fetch("SELECT * FROM marts.list_age WHERE area_code = ? AND period = ? AND patients > 0", [area_code, period])
    return {(row.sex, row.age): (row.patients, row.share_of_list) for row in rows.itertuples()}


def ages(practices, groups, day="2023-05-01") -> bytes:
    """A file of the layout with single ages: the same `groups` of (sex, age, patients) at every practice."""
    rows = [
        ["GP_PRAC_PAT_LIST", day, code, PRACTICES[code].postcode, sex, age, patients]
        for code in practices
        for sex, age, patients in groups
    ]
    return forms.text(HEADER, rows)


@pytest.mark.parametrize(("area_code", "patients"), [("T10001", 1000), (BOROUGH, 10_000), (ENGLAND, 40_000)])
def test_a_list_by_sex_and_age_is_published_for_practices_and_pooled_above(small_database, area_code, patients):
    halves = {"20-24": 20, "50-54": 20, "70-74": 5, "80-84": 5}
    assert shares(small_database, area_code) == {
        (sex, age): (patients * share / 100, pytest.approx(share)) for sex in ("Male", "Female") for age, share in halves.items()
    }


def test_every_area_has_every_group_of_five_years_once_and_practices_elsewhere_are_only_counted(small_database):
    rows = small_database.fetch(
        "SELECT area_type, area_code, count(*) AS groups, sum(share_of_list) AS whole FROM marts.list_age GROUP BY ALL"
    )
    assert set(rows["groups"]) == {40} and list(rows["whole"]) == pytest.approx([100] * len(rows))
    here = {code for code in LISTS["2022/23"] if code in HAVERING}
    assert set(rows.loc[rows["area_type"] == "practice", "area_code"]) >= here
    assert "T30001" not in set(rows["area_code"])


def test_single_ages_add_up_to_groups_and_a_borough_alone_is_not_england(published, built):
    groups = [("FEMALE", 0, 3), ("FEMALE", 4, 4), ("FEMALE", 5, 1), ("MALE", 94, 1), ("MALE", "95+", 1), ("MALE", "ALL", 2)]
    database, _ = built(**{"gp-reg-pat-prac-sing-age__csv": ages(HAVERING, groups)})
    expected = {("Female", "0-4"): 7, ("Female", "5-9"): 1, ("Male", "90-94"): 1, ("Male", "95+"): 1}
    assert shares(database, "T10001", "2023-05") == {key: (count, pytest.approx(10 * count)) for key, count in expected.items()}
    assert {key: count for key, (count, _) in shares(database, BOROUGH, "2023-05").items()} == {
        key: count * len(HAVERING) for key, count in expected.items()
    }
    assert shares(database, ENGLAND, "2023-05") == {} and shares(database, ENGLAND) != {}


def test_a_borough_of_which_half_the_practices_are_told_has_no_ages(published, built):
    database, _ = built(**{"gp-reg-pat-prac-sing-age__csv": ages(HAVERING[:3], [("FEMALE", 30, 5), ("MALE", 30, 5)])})
    assert shares(database, HAVERING[0], "2023-05") and shares(database, BOROUGH, "2023-05") == {}


def test_a_file_cut_down_to_some_practices_does_not_add_to_that_of_all(published, built):
    groups = [("FEMALE", 30, 500), ("MALE", 30, 500)]
    database, _ = built(**{"gp-reg-pat-prac-sing-age__csv": ages(HAVERING[:2], groups, day="2023-04-01")})
    assert sum(patients for patients, _ in shares(database, "T10001").values()) == LISTS["2022/23"]["T10001"]
    assert ("Female", "30-34") not in shares(database, "T10001")
