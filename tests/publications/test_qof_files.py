"""QOF: achievement, prevalence and mapping of a year, as raw files."""

from datetime import date

import pytest

from pcdash.errors import SourceError
from tests.publications.taken import read, reasons, table
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


class TestQofMapping:
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
