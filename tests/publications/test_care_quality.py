"""Care Quality Commission: ratings of practices."""

from tests.publications.taken import read, reasons, table

HEADER = "Practice.Code,Year,location_name,service_population_group,domain,latest_rating\n"


def test_the_rating_of_a_practice_and_the_reason_for_every_row_that_is_none(tmp_path):
    rows = [
        "T10001,2018,A,Overall,Overall,Good",
        "T10001,2022,A,Overall,Overall,Requires improvement",
        "-,2018,B,Overall,Overall,Good",
        "T10002,2018,C,Overall,Safe,Good",
        "T10002,2018,C,Families,Overall,Good",
        "T10002,2018,C,Overall,Overall,Excellent",
        "T10002,soon,C,Overall,Overall,Good",
        "T10001,2018,A,Overall,Overall,Outstanding",
    ]
    publication, loaded = read(tmp_path, "cqc.csv", HEADER + "\n".join(rows) + "\n")
    assert publication == "care_quality"
    assert table(loaded, "care_quality_rating", "practice_code", "rating", "rated_in") == [
        ("T10001", "Good", 2018),
        ("T10001", "Requires improvement", 2022),
    ]
    assert reasons(loaded) == {
        4: "practice.code is not the code of a practice: write one such as F82001",
        5: "domain is not Overall: the rating of a part",
        6: "service_population_group is not Overall: the rating of a part",
        7: "latest_rating is none of Outstanding, Good, Requires improvement, Inadequate",
        8: "year is not a number",
        9: "repeats an earlier row (practice.code, year)",
    }
