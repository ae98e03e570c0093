"""QOF: achievement, prevalence and mapping of a year, as raw files."""

from datetime import date

import duckdb
import pandas as pd
import pytest

from pcdash.errors import SourceError
from tests.build.refused import overwritten
from tests.publications.taken import read, reasons, table
from tests.worlds import forms as world_forms
from tests.worlds import qof as world_qof


class TestQofAchievement:
    MEASURE = ("area_code", "indicator_code", "measure", "value")

    def test_region_files_since_2022_23(self, tmp_path):
        header = "REGION_ODS_CODE,REGION_ONS_CODE,REGION_NAME,PRACTICE_CODE,INDICATOR_CODE,MEASURE,VALUE\n"
        rows = "Y56,E40000003,LONDON,F82001,DM020,NUMERATOR,81.0\nY56,E40000003,LONDON,F82001,DM020,DENOMINATOR,120.0\n"
        publication, loaded = read(tmp_path, "ACHIEVEMENT_LONDON_2425.csv", header + rows)
        assert (publication, loaded.period, loaded.series) == ("qof_achievement", "2024/25", "Y56")
        assert table(loaded, "qof_measure", *self.MEASURE) == [
            ("F82001", "DM020", "NUMERATOR", 81),
            ("F82001", "DM020", "DENOMINATOR", 120),
        ]

    @pytest.mark.parametrize("name", ["ACHIEVEMENT_2021_v2.csv", "QOF 2020-21/ACHIEVEMENT.csv", "qof-2021.csv"])
    def test_national_files_take_the_year_from_their_name_or_folder(self, tmp_path, name):
        content = "PRACTICE_CODE,INDICATOR_CODE,MEASURE,VALUE\nF82001,DM019,PCAS,3\n"
        _, loaded = read(tmp_path, name, content)
        assert (loaded.period, loaded.series) == ("2020/21", "national")
        assert table(loaded, "qof_measure", *self.MEASURE) == [("F82001", "DM019", "PCAS", 3)]

    def test_a_file_whose_year_nothing_tells_is_refused(self, tmp_path):
        with pytest.raises(
            SourceError, match=r"^ACHIEVEMENT.csv: carries no year.*\nWhat to do: put the financial year into the name"
        ):
            read(tmp_path, "ACHIEVEMENT.csv", "PRACTICE_CODE,INDICATOR_CODE,MEASURE,VALUE\nF82001,DM019,PCAS,3\n")

    def test_earlier_names_of_columns_and_measures(self, tmp_path):
        content = "PRACTICECODE,INDICATOR,MEASURE,VALUE\nF82001,DM003,EXCEPTIONS,4\n"
        _, loaded = read(tmp_path, "ACHIEVEMENT_1819.csv", content)
        assert table(loaded, "qof_measure", *self.MEASURE) == [("F82001", "DM003", "PCAS", 4)]

    def test_newly_diagnosed_patients_take_the_place_of_a_register(self, tmp_path):
        content = "PRACTICE_CODE,INDICATOR_CODE,MEASURE,VALUE\nF82001,DEP004,NEWLY_DIAGNOSED,12.0\nF82001,DEP004,NUMERATOR,9.0\n"
        _, loaded = read(tmp_path, "ACHIEVEMENT_2324.csv", content)
        assert table(loaded, "qof_measure", "measure", "value") == [("NEWLY_DIAGNOSED", 12), ("NUMERATOR", 9)]
        assert reasons(loaded) == {}

    def test_each_fault_has_its_reason(self, tmp_path):
        rows = [
            "F82001,DM019,NUMERATOR,",
            "F82001,DM019,DENOMINATOR,many",
            "F82001,DM019,PCAS,-1",
            ",DM019,PCAS,1",
            "F82001,,PCAS,1",
            "F82001,DM019,POINTS_LOST,1",
            "F82001,DM020,PCAS,1",
            "F82001,DM020,PCAS,2",
            "F82001,DM020,PCAS",
        ]
        _, loaded = read(tmp_path, "ACHIEVEMENT_2122.csv", "\n".join(["PRACTICE_CODE,INDICATOR_CODE,MEASURE,VALUE", *rows, ""]))
        assert reasons(loaded) == {
            2: "value is blank, as published",
            3: "value is not a number",
            4: "value is negative",
            5: "practice_code is blank",
            6: "indicator_code is blank",
            7: "measure is none of REGISTER, NEWLY_DIAGNOSED, NUMERATOR, DENOMINATOR, PCAS, EXCEPTIONS, ACHIEVED_POINTS",
            9: "repeats an earlier row (practice_code, indicator_code, measure)",
            10: "does not have 4 columns",
        }
        assert table(loaded, "qof_measure", *self.MEASURE) == [("F82001", "DM020", "PCAS", 1)]


class TestQofAchievementAsParquet:
    """The columns of the raw CSV as Parquet: the same rows taken, the same refused, for the same reasons."""

    CSV = "\n".join(
        [
            "REGION_ODS_CODE,REGION_ONS_CODE,REGION_NAME,PRACTICE_CODE,INDICATOR_CODE,MEASURE,VALUE",
            "Y56,E40000003,LONDON,F82001,DM020,NUMERATOR,81.0",
            "Y56,E40000003,LONDON,F82001,DM020,DENOMINATOR,120.0",
            "Y56,E40000003,LONDON,F82001,DM020,PCAS,1234567.0",
            "Y56,E40000003,LONDON,F82002,DM020,NUMERATOR,130.0",
            "Y56,E40000003,LONDON,F82002,DM020,DENOMINATOR,120.0",
            "Y56,E40000003,LONDON,F82003,DM020,NUMERATOR,",
            "Y56,E40000003,LONDON,F82003,DM020,DENOMINATOR,-1.0",
            "Y56,E40000003,LONDON,Total,DM020,NUMERATOR,81.0",
            "Y56,E40000003,LONDON,F82001,DM020,POINTS_LOST,81.0",
            "Y56,E40000003,LONDON,F82001,DM020,NUMERATOR,81.0",
            "",
        ]
    ).encode()

    @pytest.mark.parametrize(
        "types", [{}, {"VALUE": "DOUBLE"}, {"VALUE": "FLOAT"}, {"VALUE": "DECIMAL(12, 1)"}, {"VALUE": "BIGINT"}]
    )
    @pytest.mark.parametrize("name", ["ACHIEVEMENT_LONDON_2425.parquet", "ACHIEVEMENT_LONDON_2425.csv"])
    def test_rows_and_refusals_equal_those_of_the_csv(self, tmp_path, name, types):
        publication, loaded = read(tmp_path / "a", name, world_forms.parquet(self.CSV, **types))
        _, expected = read(tmp_path / "b", "ACHIEVEMENT_LONDON_2425.csv", self.CSV)
        assert (publication, loaded.period, loaded.series) == ("qof_achievement", "2024/25", "Y56")
        pd.testing.assert_frame_equal(loaded.tables["qof_measure"], expected.tables["qof_measure"])
        assert (loaded.rows_in, reasons(loaded)) == (expected.rows_in, reasons(expected))
        assert (loaded.rows_loaded, len(loaded.refused)) == (3, 7)

    def test_a_member_of_a_zip_is_read_too(self, tmp_path):
        content = world_forms.archive({"in/ACHIEVEMENT_2122.parquet": world_forms.parquet(self.CSV)})
        _, loaded = read(tmp_path, "qof.zip", content)
        assert (loaded.period, loaded.rows_loaded) == ("2021/22", 3)

    @pytest.mark.parametrize("year", ["2022-23", "2223", "2022/23"])
    def test_a_column_of_years_counts_before_the_name(self, tmp_path, year):
        header, *rows = self.CSV.decode().splitlines()
        content = "\n".join([f"YEAR,{header}", *(f"{year},{row}" for row in rows), ""]).encode()
        _, loaded = read(tmp_path, "a.parquet", world_forms.parquet(content))
        assert (loaded.period, loaded.rows_loaded) == ("2022/23", 3)
        with pytest.raises(SourceError, match="has a column of years that does not name one financial year"):
            read(tmp_path, "a.parquet", world_forms.parquet(content.replace(year.encode(), b"2021-22", 1)))

    @pytest.mark.parametrize("spoil", [lambda old: old[:-20], lambda old: old[:60], overwritten], ids=["end", "start", "middle"])
    def test_a_damaged_one_is_set_aside_with_a_reason(self, tmp_path, spoil):
        with pytest.raises(
            SourceError, match=r"^a.parquet: is damaged or incomplete and cannot be read as Parquet\nWhat to do: down"
        ):
            read(tmp_path, "a.parquet", spoil(world_forms.parquet(self.CSV)))

    def test_one_that_unfolds_to_very_much_is_set_aside(self, tmp_path, monkeypatch):
        """A word of 100,000 letters in 1,000 rows takes its place once in the file and a hundred megabytes as text."""
        long = f"PRACTICE_CODE,INDICATOR_CODE,MEASURE,VALUE\n{'x' * 100_000},A,B,1\n".encode()
        with duckdb.connect() as connection:
            (tmp_path / "short.parquet").write_bytes(world_forms.parquet(long))
            path = tmp_path / "long" / "ACHIEVEMENT_2122.parquet"
            path.parent.mkdir()
            connection.execute(
                f"COPY (SELECT a.* FROM '{tmp_path / 'short.parquet'}' AS a, range(1000)) TO '{path}' (FORMAT parquet)"
            )
        monkeypatch.setenv("PCDASH_LARGEST_FILE_MB", "50")
        with pytest.raises(SourceError, match=r"is larger than 50 MB\nWhat to do: set PCDASH_LARGEST_FILE_MB"):
            read(path.parent, path.name, path.read_bytes())
        monkeypatch.setattr("pcdash.publications.kit.archive.MOST_CELLS", 3_999)
        with pytest.raises(SourceError, match=r"has 1,000 rows of 4 columns, over 3,999 cells"):
            read(path.parent, path.name, path.read_bytes())


class TestQofPrevalence:
    REGISTER = ("area_code", "group_code", "register", "list_size")

    @pytest.mark.parametrize(
        "header",
        [
            "PRACTICE_CODE,GROUP_CODE,REGISTER,PATIENT_LIST_TYPE,PRACTICE_LIST_SIZE",
            "PRACTICECODE,INDICATOR_GROUP,DISEASE_REGISTER_SIZE,PATIENT_LIST_TYPE,PRACTICE_LISTSIZE",
            "practice_code,indicator_group_code,register_size,patient_list_type,patient_list_size",
        ],
    )
    def test_columns_under_the_names_of_every_year(self, tmp_path, header):
        publication, loaded = read(tmp_path, "PREVALENCE_2223.csv", f"{header}\r\nF82001,DM,112.0,17OV,3996\r\n")
        assert (publication, loaded.period, loaded.series) == ("qof_prevalence", "2022/23", "national")
        assert table(loaded, "qof_register", "area_type", *self.REGISTER) == [("practice", "F82001", "DM", 112, 3996)]

    def test_a_register_cannot_be_larger_than_its_list(self, tmp_path):
        content = (
            world_qof.prevalence("2022/23").decode() + "T10009,DM,11.0,17OV,10\nT10009,CHD,10.0,TOTAL,10\nT10001,DM,1,17OV,2\n"
        )
        _, loaded = read(tmp_path, "PREVALENCE_2223.csv", content)
        assert reasons(loaded) == {
            72: "register is larger than the list",
            74: "repeats an earlier row (practice_code, group_code)",
        }
        assert ("T10009", "CHD", 10, 10) in table(loaded, "qof_register", *self.REGISTER)

    def test_a_part_of_a_register_is_not_taken_for_it(self, tmp_path):
        """2013-14 has heart failure twice under one group, the part of it before or after the whole."""
        header = "practicecode,indicator_group,Register_description,disease_register_size,practice_listsize,prevalence"
        rows = ["A81001,HF,Heart Failure due to LVD,9,4178,0.2", "A81001,HF,Heart Failure,48,4178,1.1"]
        for number, order in enumerate((rows, rows[::-1])):
            _, loaded = read(tmp_path / str(number), "qof-1314/prevalencebyprac.csv", "\n".join([header, *order, ""]))
            assert table(loaded, "qof_register", *self.REGISTER) == [("A81001", "HF", 48, 4178)]
            assert list(reasons(loaded).values()) == ["is a part of another row's register"]


class TestQofMapping:
    @pytest.mark.parametrize(
        ("name", "header"),
        [
            (
                "qof-1617-csv/ORGANISATION_REFERENCE.csv",
                "PRACTICE_CODE,PRACTICE_NAME,CCG_CODE,CCG_GEOGRAPHY_CODE,CCG_NAME,STP_CODE,REGION_CODE,REGION_GEOGRAPHY_CODE,"
                "REGION_NAME,REVISED_MAXIMUM_POINTS",
            ),
            (
                "qof-1415-csv/PRAC_CONTROL.csv",
                "PRACTICE_CODE,PRACTICE_NAME,CCG_CODE,CCG_GEOGRAPHY_CODE,CCG_NAME,AREA_TEAM_CODE,REGION_CODE,REGION_GEOGRAPHY_CODE,"
                "REGION_NAME,POSTCODE",
            ),
        ],
    )
    def test_practices_belong_to_ccgs_in_the_files_of_2014_15_to_2018_19(self, tmp_path, name, header):
        row = "F82001,PETERSFIELD SURGERY,08F,E38000077,NHS HAVERING CCG,E54000029,Y56,E40000003,LONDON,559"
        publication, loaded = read(tmp_path, name, f"{header}\n{row}\n")
        assert (publication, loaded.period) == ("qof_mapping", f"20{name[4:6]}/{name[6:8]}")
        links = table(loaded, "area_parent", "child_code", "parent_type", "parent_code")
        assert links == [("F82001", "sub_icb", "08F"), ("F82001", "region", "E40000003"), ("08F", "region", "E40000003")]

    def test_practices_belong_to_ccgs_to_2019_20(self, tmp_path):
        publication, loaded = read(tmp_path, "MAPPING_NHS_GEOGRAPHIES_1819.csv", world_qof.mapping_of_ccgs())
        assert (publication, loaded.period, loaded.series) == ("qof_mapping", "2018/19", "practices")
        names = table(loaded, "area_name", "area_type", "area_code", "area_name", "gss_code", "as_at")
        assert ("sub_icb", "08F", "NHS Havering CCG", "E38000077", date(2019, 3, 31)) in names
        assert ("practice", "T10008", "Merged Surgery", None, date(2019, 3, 31)) in names
        links = table(loaded, "area_parent", "child_type", "child_code", "parent_type", "parent_code")
        assert ("practice", "T10001", "sub_icb", "08F") in links
        assert ("sub_icb", "08F", "region", "E40000003") in links
        assert not [link for link in links if "pcn" in link]

    def test_practices_belong_to_networks_and_sub_icbs_since(self, tmp_path):
        _, loaded = read(tmp_path, "MAPPING_NHS_GEOGRAPHIES_2223.csv", world_qof.mapping_of_sub_icbs())
        links = table(loaded, "area_parent", "child_type", "child_code", "parent_type", "parent_code")
        assert {("practice", "T10001", "pcn", "U10001"), ("pcn", "U10001", "sub_icb", "A3A8R")} <= set(links)
        assert ("practice", "T10001", "sub_icb", "A3A8R") in links

    def test_a_practice_without_network_keeps_its_other_parents(self, tmp_path):
        content = world_qof.mapping_of_sub_icbs().replace(b"U10001,Romford One Pcn,T10001", b"NOPCN,Unallocated,T10001")
        _, loaded = read(tmp_path, "MAPPING_NHS_GEOGRAPHIES_2223.csv", content)
        links = table(loaded, "area_parent", "child_code", "parent_type", "parent_code")
        assert [link for link in links if link[0] == "T10001"] == [
            ("T10001", "sub_icb", "A3A8R"),
            ("T10001", "region", "E40000003"),
        ]

    def test_earlier_codes_of_regions_are_read_as_todays(self, tmp_path):
        content = world_qof.mapping_of_ccgs().replace(b"E40000011", b"E40000008")
        _, loaded = read(tmp_path, "MAPPING_NHS_GEOGRAPHIES_1819.csv", content)
        assert ("T30001", "E40000011") in table(loaded, "area_parent", "child_code", "parent_code")

    @pytest.mark.parametrize("group", ["GROUP_CODE", "INDICATOR_GROUP_CODE"])
    def test_indicators_and_their_groups(self, tmp_path, group):
        content = world_qof.mapping_of_indicators().replace(b"GROUP_CODE", group.encode(), 1)
        _, loaded = read(tmp_path, "MAPPING_INDICATORS_2223.csv", content)
        assert (loaded.rows_in, loaded.series) == (6, "indicators")  # descriptions have line breaks
        assert ("2022/23", "DM019", "DM", 10) in table(loaded, "qof_indicator", "period", "indicator_code", "group_code", "points")
