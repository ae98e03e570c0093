"""Postcodes and small areas: Code-Point Open and the deprivation of LSOAs."""

import shutil

import duckdb

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


LOOKUP = """\ufeffLSOA11CD,LSOA11NM,LSOA21CD,LSOA21NM,CHGIND,LAD22CD,LAD22NM,LAD22NMW,ObjectId
E01990001,Havering 001A,E01990001,Havering 001A,U,E09000016,Havering,,1
E01990002,Havering 001B,E01990012,Havering 001F,S,E09000016,Havering,,2
E01990002,Havering 001B,E01990013,Havering 001G,S,E09000016,Havering,,3
E01990003,Havering 001C,E01990014,Havering 001H,M,E09000016,Havering,,4
E01990004,Havering 001D,E01990014,Havering 001H,M,E09000016,Havering,,5
"""


def test_small_areas_of_two_censuses(tmp_path):
    publication, loaded = read(tmp_path, "lookup.csv", LOOKUP + "Havering,,E01990014,,M,,,,6\nE01990005,,E01990015,,Q,,,,7\n")
    assert publication == "small_areas" and loaded.rows_loaded == 5
    assert table(loaded, "small_area_change", "lsoa_2011", "lsoa_2021", "change_kind")[1] == ("E01990002", "E01990012", "S")
    assert reasons(loaded) == {
        7: "lsoa11cd is no code of a small area: write E01000001",
        8: "chgind is none of U, S, M, X",
    }


def test_a_redrawn_small_area_has_the_deprivation_of_what_it_was_made_of(small_database, tmp_path):
    """Divided: its parent's. Merged from a 7 and a 10: neither's."""
    copy = tmp_path / "copy.duckdb"
    shutil.copy(small_database.path, copy)
    with duckdb.connect(str(copy)) as connection:
        pairs = [line.split(",") for line in LOOKUP.splitlines()[1:]]
        connection.executemany(
            "INSERT INTO tables.small_area_change VALUES (1, ?, ?, ?)", [[row[0], row[2], row[4]] for row in pairs]
        )
        for old, new in (("E01990002", "E01990012"), ("E01990003", "E01990014")):
            connection.execute("UPDATE tables.map_shape SET area_code = ? WHERE area_code = ?", [new, old])
        found = connection.execute("SELECT area_code, imd_decile FROM marts.map_shape WHERE layer = 'small_area'").fetchall()
    assert dict(found) == {"E01990001": 1, "E01990012": 4, "E01990014": None, "E01990004": 10}
