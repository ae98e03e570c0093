"""Postcodes and small areas: Code-Point Open and the deprivation of LSOAs."""

from tests.publications.taken import read, reasons, table
from tests.worlds import forms as world_forms
from tests.worlds import registers as world_registers


def test_code_point_postcodes_have_no_header(tmp_path):
    content = (
        world_registers.postcodes()
        + b'"RM1 1AA",10,1,1,"E92000001","","","","E09000016",""\n"RM1 9ZZ",10,1,1,"E92000001","","","","",""\n'
    )
    publication, loaded = read(tmp_path, "rm.csv", content)
    assert (publication, loaded.series) == ("code_point", "rm.csv")
    assert table(loaded, "postcode", "postcode", "easting", "northing", "district_code")[0] == (
        "RM11AA",
        550200,
        189800,
        "E09000016",
    )
    assert reasons(loaded) == {
        17: "has no position, as published",
        18: "repeats an earlier row (postcode)",
        19: "district is blank",
    }


def test_deprivation_of_small_areas(tmp_path):
    publication, loaded = read(tmp_path, "imd.xlsx", world_registers.deprivation())
    assert (publication, loaded.period, loaded.series) == ("deprivation", "2019", "IMD 2019")
    assert table(loaded, "deprivation_lsoa", "lsoa_code", "imd_year", "imd_rank", "imd_decile") == [
        ("E01990001", 2019, 9000, 1),
        ("E01990002", 2019, 18000, 4),
        ("E01990003", 2019, 27000, 7),
        ("E01990004", 2019, 36000, 10),
    ]


def test_a_decile_outside_one_to_ten_is_refused(tmp_path):
    header = ["LSOA code (2011)", "Index of Multiple Deprivation (IMD) Rank", "Index of Multiple Deprivation (IMD) Decile"]
    _, loaded = read(
        tmp_path, "imd.xlsx", world_forms.workbook({"IMD2019": [header, ["E01", 1, 11], ["E02", 2, 1], ["E02", 3, 1]]})
    )
    assert reasons(loaded) == {2: "decile is not between 1 and 10", 4: "repeats an earlier row (lsoa code (2011))"}
