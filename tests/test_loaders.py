"""What each loader makes of its publication, on small files in the published layouts."""

import warnings
from datetime import date

import geopandas
import pandas as pd
import pytest
import shapely

from pcdash import catalogue, ingest
from pcdash.errors import SetAside, SourceError
from pcdash.ingest.files import find
from tests import small_world

CATALOGUE = catalogue.load()


def read(folder, name, content):
    """Publication and what its loader took from a file with the given name and content (text or bytes)."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    [file] = find([folder])
    publication, module = ingest.recognise(file)
    loaded = module.load(file, CATALOGUE)
    assert loaded.rows_in == loaded.rows_loaded + len(loaded.refused)
    return publication.id, loaded


def table(loaded, name, *columns):
    """The rows for one table as tuples of the given columns, None where there is nothing."""
    frames = loaded.tables[name]
    frame = pd.concat([item for item in frames if len(item)]) if isinstance(frames, list) else frames
    frame = frame[list(columns)].astype(object)
    return list(frame.where(frame.notna(), None).itertuples(index=False, name=None))


def reasons(loaded):
    return dict(loaded.refused[["row_number", "reason"]].itertuples(index=False))


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
            7: "measure 'POINTS_LOST' is not known",
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
            small_world.prevalence("2022/23").decode() + "T10009,DM,11.0,17OV,10\nT10009,CHD,10.0,TOTAL,10\nT10001,DM,1,17OV,2\n"
        )
        _, loaded = read(tmp_path, "PREVALENCE_2223.csv", content)
        assert reasons(loaded) == {
            72: "register is larger than the list",
            74: "repeats an earlier row (practice_code, group_code)",
        }
        assert ("T10009", "CHD", 10, 10) in table(loaded, "qof_register", *self.REGISTER)


class TestQofMapping:
    def test_practices_belong_to_ccgs_to_2019_20(self, tmp_path):
        publication, loaded = read(tmp_path, "MAPPING_NHS_GEOGRAPHIES_1819.csv", small_world.mapping_of_ccgs())
        assert (publication, loaded.period, loaded.series) == ("qof_mapping", "2018/19", "practices")
        names = table(loaded, "area_name", "area_type", "area_code", "area_name", "gss_code", "as_at")
        assert ("sub_icb", "08F", "NHS Havering CCG", "E38000077", date(2019, 3, 31)) in names
        assert ("practice", "T10008", "Merged Surgery", None, date(2019, 3, 31)) in names
        links = table(loaded, "area_parent", "child_type", "child_code", "parent_type", "parent_code")
        assert ("practice", "T10001", "sub_icb", "08F") in links
        assert ("sub_icb", "08F", "region", "E40000003") in links
        assert not [link for link in links if "pcn" in link]

    def test_practices_belong_to_networks_and_sub_icbs_since(self, tmp_path):
        _, loaded = read(tmp_path, "MAPPING_NHS_GEOGRAPHIES_2223.csv", small_world.mapping_of_sub_icbs())
        links = table(loaded, "area_parent", "child_type", "child_code", "parent_type", "parent_code")
        assert {("practice", "T10001", "pcn", "U10001"), ("pcn", "U10001", "sub_icb", "A3A8R")} <= set(links)
        assert ("practice", "T10001", "sub_icb", "A3A8R") in links

    def test_a_practice_without_network_keeps_its_other_parents(self, tmp_path):
        content = small_world.mapping_of_sub_icbs().replace(b"U10001,Romford One Pcn,T10001", b"NOPCN,Unallocated,T10001")
        _, loaded = read(tmp_path, "MAPPING_NHS_GEOGRAPHIES_2223.csv", content)
        links = table(loaded, "area_parent", "child_code", "parent_type", "parent_code")
        assert [link for link in links if link[0] == "T10001"] == [
            ("T10001", "sub_icb", "A3A8R"),
            ("T10001", "region", "E40000003"),
        ]

    def test_earlier_codes_of_regions_are_read_as_todays(self, tmp_path):
        content = small_world.mapping_of_ccgs().replace(b"E40000011", b"E40000008")
        _, loaded = read(tmp_path, "MAPPING_NHS_GEOGRAPHIES_1819.csv", content)
        assert ("T30001", "E40000011") in table(loaded, "area_parent", "child_code", "parent_code")

    @pytest.mark.parametrize("group", ["GROUP_CODE", "INDICATOR_GROUP_CODE"])
    def test_indicators_and_their_groups(self, tmp_path, group):
        content = small_world.mapping_of_indicators().replace(b"GROUP_CODE", group.encode(), 1)
        _, loaded = read(tmp_path, "MAPPING_INDICATORS_2223.csv", content)
        assert (loaded.rows_in, loaded.series) == (6, "indicators")  # descriptions have line breaks
        assert ("2022/23", "DM019", "DM", 10) in table(loaded, "qof_indicator", "period", "indicator_code", "group_code", "points")


def sheet(text):
    """Rows by lines and cells by bars: ¶ is a line break within a cell, nothing is a blank cell, numbers are numbers."""
    return [[_cell(cell) for cell in line.split("|")] for line in text.strip("\n").split("\n")]


def _cell(text):
    try:
        return float(text)
    except ValueError:
        return text.replace("¶", "\n") or None


# fmt: off
CCG_1415 = [*[[]] * 7, *sheet("""
Recorded disease prevalence, achievements and exceptions
Quality and Outcomes Framework (QOF) for April 2014 - March 2015, England



||||||Prevalence
||||||2013-14||||2014-15||||Year on Year Change (per cent)|CHD001||Coronory Heart Disease  CHD002
Region Code|Region Geography Code|Region Name|CCG Code|CCG Geography Code |CCG Name|\
Number of Practices|List Size|Register|Prevalence¶(per cent)|Number of Practices|List Size|Register|Prevalence¶(per cent)||\
Achievement Score¶(Max 4 per practice)|Achievement rate¶(per cent)|Achievement Score¶(Max 17 per practice)|Numerator|Denominator|\
Underlying achievement net of exceptions¶(per cent)|Exceptions|Exception rate¶(per cent)|Denominator plus exceptions|\
Percentage of patients receiving intervention
Y56|E40000003|LONDON COMMISSIONING REGION|08F|E38000077|NHS HAVERING CCG|8|9000|630|7|8|10000|700|7|0|32|100|136|\
540|800|67.5|200|20|1000|54
""")]

CCG_1920 = [*[[]] * 9, *sheet("""
|||Prevalence
|||_||||_
Return to Contents|||2018-19||||2019-20||||||CHD001||CHD005
|||||||||||||Achievement Score ||Achievement Score |||Underlying Achievement |||Denominator |Patients receiving
CCG ODS code (practice parent)|CCG ONS code (practice parent)|CCG name (practice parent)|\
Number of practices|List size|Register|Prevalence (%)|\
Number of practices|Register|List size|List size ages <=79|List size ages 80+|Prevalence (%)|\
(max  4 per practice)|Achievement Rate (%)|(max  7 per practice)|Numerator|Denominator|net of PCAs (%)|PCAs|PCA Rate (%)|\
plus PCAs|Intervention (%)
08F|E38000077|NHS Havering CCG|8|10000|700|7|6|710|10000|9000|1000|7.1|24|100|42|540|800|67.5|200|20|1000|54
08E|E38000074|NHS Harrow CCG|8|10000|700|7|6|710|10000|9000|1000|7.1|24|100|z|z|:|z|_|z|z|z
_
Copyright © 2020, NHS Digital
""")]

PRACTICES_2324 = [*[[]] * 9, *sheet("""
|||||||Prevalence
Return to Contents|||||||||||||DEP004
Sub ICB Loc ODS code|Sub ICB Loc ONS code|Sub ICB Loc name|PCN ODS code|PCN name|Practice code|Practice name|\
List size ¶aged 18+|Newly  diagnosed|Incidence [note 1]¶(%)|List size ¶aged 18+|Newly  diagnosed|Incidence [note 1]¶(%)|\
Achievement Score (max 10)|Numerator|Denominator|Underlying Achievement net of PCAs (%)|PCAs|PCA Rate (%)|Denominator plus PCAs|\
Patients receiving Intervention (%)
A3A8R|E38000255|NHS NEL ICB - A3A8R|U10001|ROMFORD ONE PCN|T10001|NORTH ROAD|900|20|2.2|1000|30|3|9|18|24|75|6|20|30|60
A3A8R|E38000255|NHS NEL ICB - A3A8R|U10001|ROMFORD ONE PCN|T10002|NORTH LANE|900|0|0|1000|0|0|No patients in indicator|\
No patients in indicator|No patients in indicator|No patients in indicator|No patients in indicator
""")]
# fmt: on


class TestQofWorkbook:
    MEASURE = ("area_type", "area_code", "indicator_code", "measure", "value", "mark")

    def test_ccgs_in_the_layout_of_2014_15(self, tmp_path):
        publication, loaded = read(tmp_path, "renamed.xlsx", small_world.workbook({"CHD": CCG_1415}))
        assert (publication, loaded.period, loaded.rows_in) == ("qof_workbook", "2014/15", 1)
        assert table(loaded, "qof_measure", *self.MEASURE) == [
            ("sub_icb", "08F", "CHD002", measure, value, None)
            for measure, value in [
                ("NUMERATOR", 540),
                ("DENOMINATOR", 800),
                ("PRINTED_NET", 67.5),
                ("PCAS", 200),
                ("PRINTED_ADJUSTMENT_RATE", 20),
                ("PRINTED_INTERVENTION", 54),
            ]
        ]
        assert table(loaded, "qof_register", "area_code", "group_code", "register", "list_size", "printed_prevalence") == [
            ("08F", "CHD", 700, 10000, 7)
        ]
        assert ("sub_icb", "08F", "E38000077", "NHS Havering CCG") in table(
            loaded, "area_name", "area_type", "area_code", "gss_code", "area_name"
        )
        assert ("08F", "E40000003") in table(loaded, "area_parent", "child_code", "parent_code")

    def test_headers_split_over_two_rows_and_marks_in_2019_20(self, tmp_path):
        _, loaded = read(tmp_path, "qof-1920.xlsx", small_world.workbook({"Title sheet": [["QOF"]], "CHD": CCG_1920}))
        assert (loaded.period, loaded.rows_in, reasons(loaded)) == ("2019/20", 2, {})
        measures = table(loaded, "qof_measure", *self.MEASURE[1:])
        assert [row[2:4] for row in measures if row[0] == "08F"] == [
            ("NUMERATOR", 540),
            ("DENOMINATOR", 800),
            ("PRINTED_NET", 67.5),
            ("PCAS", 200),
            ("PRINTED_ADJUSTMENT_RATE", 20),
            ("PRINTED_INTERVENTION", 54),
        ]
        assert ("08E", "CHD005", "NUMERATOR", None, "z") in measures
        assert ("08E", "CHD005", "DENOMINATOR", None, ":") in measures
        assert ("08E", "CHD005", "PCAS", None, "_") in measures

    def test_a_register_that_stands_before_its_list_is_found_in_2019_20(self, tmp_path):
        _, loaded = read(tmp_path, "qof-1920.xlsx", small_world.workbook({"CHD": CCG_1920}))
        assert table(loaded, "qof_register", "area_code", "register", "list_size", "printed_prevalence") == [
            ("08F", 710, 10000, 7.1),
            ("08E", 710, 10000, 7.1),
        ]

    def test_practices_in_the_layout_of_2023_24_with_newly_diagnosed_patients(self, tmp_path):
        content = small_world.workbook({"Title sheet": [["Quality and Outcomes Framework, 2023-24"]], "DEP": PRACTICES_2324})
        _, loaded = read(tmp_path, "qof-2324-prev-ach-pca-neu-prac.xlsx", content)
        assert (loaded.period, loaded.rows_in) == ("2023/24", 2)
        measures = table(loaded, "qof_measure", *self.MEASURE)
        assert ("practice", "T10001", "DEP004", "NUMERATOR", 18, None) in measures
        assert ("practice", "T10002", "DEP004", "NUMERATOR", None, "No patients in indicator") in measures
        assert table(loaded, "qof_register", "area_code", "group_code", "register", "list_size")[0] == ("T10001", "DEP", 30, 1000)
        links = table(loaded, "area_parent", "child_code", "parent_code")
        assert {("T10001", "A3A8R"), ("T10001", "U10001")} <= set(links)

    def test_a_list_with_two_age_groups_takes_the_registers(self, tmp_path):
        rows = sheet("""
2019-20 Achievement
||||||DM017
Practice code|Practice name|List size ages 17+|List size ages 40+|Register|Prevalence (%)|(max 6 per practice)
T10001|NORTH ROAD|800|400|80|10|6
""")
        _, loaded = read(tmp_path, "qof-1920-prac.xlsx", small_world.workbook({"DM": rows}))
        assert table(loaded, "qof_register", "register", "list_size", "printed_prevalence") == [(80, 800, 10)]

    def test_estimated_lists_of_2014_15_count_instead_of_all_ages(self, tmp_path):
        rows = sheet("""
2014-15 Achievement
|||||||DM017
Practice Code|Practice Name|List Size|Percentage 17+|Estimated List Size 17+|Register|Prevalence¶(per cent)|Score
T10001|NORTH ROAD|1000|80|800.5|80|9.99|6
""")
        _, loaded = read(tmp_path, "qof-1415-prac.xlsx", small_world.workbook({"DM": rows}))
        assert table(loaded, "qof_register", "register", "list_size") == [(80, 800.5)]

    def test_a_code_with_a_hyphen_is_the_code_without_it(self, tmp_path):
        cells = [
            ["Cardiovascular Disease - Primary Prevention CVD-PP001" if "CHD002" in str(cell) else cell for cell in row]
            for row in CCG_1415
        ]
        _, loaded = read(tmp_path, "qof-1415.xlsx", small_world.workbook({"CVD-PP": cells}))
        assert ("CVDPP001", "NUMERATOR", 540) in table(loaded, "qof_measure", "indicator_code", "measure", "value")
        assert table(loaded, "qof_register", "group_code", "register") == [("CVDPP", 700)]

    def test_a_workbook_without_a_year_takes_that_of_its_name(self, tmp_path):
        sheet = [
            [cell.replace("2018-19", "").replace("2019-20", "") if isinstance(cell, str) else cell for cell in row]
            for row in CCG_1920
        ]
        _, loaded = read(tmp_path, "qof-1920-ccg.xlsx", small_world.workbook({"CHD": sheet}))
        assert loaded.period == "2019/20"

    def test_rows_with_a_wrong_code_or_figure_are_refused_by_sheet_and_row(self, tmp_path):
        bad = [["England total", *CCG_1920[14][1:]], ["99Z", *CCG_1920[14][1:16], "n/a", *CCG_1920[14][17:]], CCG_1920[14]]
        _, loaded = read(tmp_path, "qof-1920.xlsx", small_world.workbook({"CHD": [*CCG_1920[:16], *bad]}))
        assert reasons(loaded) == {
            17: "sheet CHD: area code is not a code",
            18: "sheet CHD: CHD005 NUMERATOR is not a number",
            19: "sheet CHD: repeats an earlier row (area_code)",
        }

    def test_a_missing_sheet_is_noticed_by_the_title_sheet(self, tmp_path):
        title = [["Quality and Outcomes Framework 2019-20"], ["Table 1: CHD"], ["Table 2: DM"], ["Table 1: again"]]
        content = small_world.workbook({"Title sheet": title, "CHD": CCG_1920})
        with pytest.raises(
            SourceError, match=r"has 1 sheets of data where its title sheet lists 2: a sheet is missing\nWhat to do"
        ):
            read(tmp_path, "qof-1920.xlsx", content)

    def test_a_sheet_without_header_is_named(self, tmp_path):
        content = small_world.workbook({"CHD": CCG_1920, "DM": [["something else"]]})
        with pytest.raises(SourceError, match="the sheet 'DM' has no header row with an area code"):
            read(tmp_path, "qof-1920.xlsx", content)

    def test_other_workbooks_are_not_taken_for_it(self, tmp_path):
        (tmp_path / "qof.xlsx").write_bytes(
            small_world.workbook({"Notes": [["about"]], "Data": [["Practice code", "FTE"], ["A", 1]]})
        )
        [file] = find([tmp_path])
        assert ingest.recognise(file) == (None, None)


class TestGpPatientSurvey:
    RESULT = ("area_code", "question", "share", "positive", "weighted_base", "mark")

    def test_numbered_questions_to_2023(self, tmp_path):
        publication, loaded = read(tmp_path, "GPPS_2019_Practice_data.csv", small_world.survey_numbered())
        assert (publication, loaded.period, loaded.series) == ("gp_patient_survey", "2019", "practice weighted")
        results = table(loaded, "survey_result", *self.RESULT)
        assert ("T10001", "Q28", 0.5, 40, 80, None) in results
        assert ("T10006", "Q28", None, None, None, "*") in results
        assert ("T10001", "08F") in table(loaded, "area_parent", "child_code", "parent_code")
        assert "unweighted_base" not in loaded.tables["survey_result"][0]

    def test_systems_took_the_place_of_ccgs_in_2022(self, tmp_path):
        content = small_world.survey_numbered().replace(b"CCG_Code,CCG_Name", b"ICS_Code,ICS_Name")
        _, loaded = read(tmp_path, "GPPS_2022_Practice_data.csv", content)
        assert loaded.tables["area_parent"] == []
        assert len(table(loaded, "survey_result", "area_code")) == 2 * 16

    def test_named_questions_since_2024(self, tmp_path):
        _, loaded = read(tmp_path, "GPPS_2025_Practice_data.csv", small_world.survey_named())
        results = table(loaded, "survey_result", *self.RESULT, "unweighted_base", "lower95")
        assert ("T10002", "overallexp", 0.75, 60, 80, None, 100, 0.65) in results
        assert ("T10006", "overallexp", None, None, None, "-98", None, None) in results
        assert ("T20003", "overallexp", None, None, None, "", None, None) in results
        assert ("T10004", "localgpserviceswebsite", None, None, None, "-97", None, None) in results
        assert ("T10001", "U10001") in table(loaded, "area_parent", "child_code", "parent_code")
        assert reasons(loaded) == {}

    def test_column_case_byte_order_mark_and_blanks_in_names_do_not_matter(self, tmp_path):
        header, rest = small_world.survey_named().split(b"\n", 1)
        header = header.upper().replace(b".PCTEVAL", b" PCTEVAL")
        _, loaded = read(tmp_path, "gpps_2025_practice.csv", b"\xef\xbb\xbf" + header + b"\n" + rest)
        assert ("T10001", "overallexp", 0.5, 40, 80, None) in table(loaded, "survey_result", *self.RESULT)

    def test_england_has_a_file_of_its_own(self, tmp_path):
        _, loaded = read(tmp_path, "GPPS_2025_National_data.csv", small_world.survey_of_england())
        assert table(loaded, "survey_result", "area_type", *self.RESULT) == [
            ("england", "E92000001", "overallexp", 0.7, 700, 1000, None)
        ]

    def test_unweighted_results_say_so(self, tmp_path):
        _, loaded = read(tmp_path, "GPPS_2025_Practice_data_(unweighted).csv", small_world.survey_named())
        assert loaded.series == "practice unweighted"
        assert loaded.notes[0].startswith("unweighted results")

    def test_systems_are_set_aside(self, tmp_path):
        content = small_world.survey_named().replace(b"ad_practicecode", b"ad_icscode_").replace(b"ad_pcncode", b"ad_other")
        with pytest.raises(SetAside, match="integrated care systems"):
            read(tmp_path, "GPPS_2025_ICS_data.csv", content)

    def test_a_file_without_year_or_questions_is_refused(self, tmp_path):
        with pytest.raises(SourceError, match="carries no year"):
            read(tmp_path, "survey.csv", small_world.survey_named())
        (tmp_path / "survey.csv").unlink()
        with pytest.raises(SourceError, match="none of the questions that the catalogue asks for"):
            read(tmp_path, "GPPS_2025.csv", "practice_code,practice_name,distributed,received,resprate,Q999_12pct\nA,B,1,1,1,0.5\n")

    def test_a_result_that_is_no_number_and_no_mark_is_refused(self, tmp_path):
        content = small_world.survey_of_england().replace(b",0.7,", b",most,")
        _, loaded = read(tmp_path, "GPPS_2025_National_data.csv", content)
        assert reasons(loaded) == {2: "overallexp.pcteval is not a number"}


class TestFingertips:
    def test_boroughs_regions_england_and_practices(self, tmp_path):
        publication, loaded = read(tmp_path, "indicators.csv", small_world.fingertips())
        assert (publication, loaded.rows_in) == ("fingertips", 22)
        values = table(loaded, "fingertips_value", "area_type", "area_code", "period", "age", "value", "lower95", "count", "note")
        assert values[:4] == [
            ("england", "E92000001", "2016 - 18", "0-74", 70, 69, 70000, ""),
            ("region", "E40000003", "2016 - 18", "0-74", 65, 63, 9100, ""),
            ("borough", "E09000016", "2016 - 18", "0-74", 80, 70, 560, ""),
            ("borough", "E09000015", "2016 - 18", "0-74", 60, 51, 420, ""),
        ]
        assert values[4][4:] == (None, None, None, "Value suppressed for disclosure control")
        assert values[6] == ("practice", "T10001", "2019", "All ages", 20, None, None, "")

    def test_a_repeated_england_row_and_a_district_are_refused(self, tmp_path):
        _, loaded = read(tmp_path, "indicators.csv", small_world.fingertips())
        assert reasons(loaded) == {
            3: "repeats an earlier row (indicator id, area code, time period, sex, age, category type, category)",
            9: "area type 'District' is not one of the dashboard's",
        }

    def test_names_with_line_breaks_are_tidied(self, tmp_path):
        _, loaded = read(tmp_path, "indicators.csv", small_world.fingertips())
        names = table(loaded, "area_name", "area_code", "area_name")
        assert ("E06000058", "Bournemouth, Christchurch and Poole") in names

    ROW = "241,Diabetes,,,{code},Name,{kind},Persons,17+ yrs,,,2022/23,7.5,,,,,,,,,,,20220000,,,1y\n"

    @pytest.mark.parametrize(
        ("kind", "area_type"),
        [
            ("GP", "practice"),
            ("GPs", "practice"),
            ("PCNs (v. 27/10/23)", "pcn"),
            ("ICB sub-locations", "sub_icb"),
            ("CCGs (2021/22)", "sub_icb"),
            ("UA", "borough"),
            ("County", "borough"),
            ("Counties & UAs (from Apr 2023)", "borough"),
            ("Regions (statistical)", "region"),
            ("England", "england"),
        ],
    )
    def test_area_types_in_every_spelling(self, tmp_path, kind, area_type):
        content = small_world.FINGERTIPS_HEADER + "\n" + self.ROW.format(code="X", kind=kind)
        _, loaded = read(tmp_path, "f.csv", content)
        assert table(loaded, "fingertips_value", "area_type", "age") == [(area_type, "17+")]

    def test_a_district_inside_a_county_is_not_compared_with_counties(self, tmp_path):
        rows = "".join(self.ROW.format(code=code, kind="UA") for code in ("E07000105", "E06000001"))
        _, loaded = read(tmp_path, "f.csv", small_world.FINGERTIPS_HEADER + "\n" + rows)
        assert reasons(loaded) == {2: "is a district inside a county"}

    def test_a_blank_id_is_found_by_the_indicators_name(self, tmp_path):
        rows = self.ROW.format(code="E92000001", kind="England") + self.ROW.format(code="A", kind="GPs").replace("241", "", 1)
        rows += self.ROW.format(code="B", kind="GPs").replace("241,Diabetes", ",Unheard of", 1)
        _, loaded = read(tmp_path, "f.csv", small_world.FINGERTIPS_HEADER + "\n" + rows)
        assert table(loaded, "fingertips_value", "fingertips_id", "area_code") == [("241", "E92000001"), ("241", "A")]
        assert reasons(loaded) == {4: "indicator id is blank"}

    def test_the_column_that_changes_its_name_and_the_one_that_came_later_do_not_matter(self, tmp_path):
        header = small_world.FINGERTIPS_HEADER.replace("Column not used", "Compared to PCNs (v. 27/10/23) value or percentiles")
        header = header.removesuffix(",Time period range")
        _, loaded = read(tmp_path, "f.csv", header + "\n" + self.ROW.format(code="A", kind="GPs").removesuffix(",1y\n") + "\n")
        assert loaded.rows_loaded == 1

    def test_categories_share_an_area_and_stay_apart(self, tmp_path):
        row = self.ROW.format(code="E92000001", kind="England")
        rows = row + row.replace("17+ yrs,,", "17+ yrs,Deprivation deciles,Most deprived decile")
        _, loaded = read(tmp_path, "f.csv", small_world.FINGERTIPS_HEADER + "\n" + rows)
        assert table(loaded, "fingertips_value", "category") == [("",), ("Deprivation deciles=Most deprived decile",)]

    def test_a_period_of_an_unknown_kind_is_refused(self, tmp_path):
        rows = self.ROW.format(code="A", kind="GPs").replace("2022/23", "2021 Aug - 2022 Jul")
        _, loaded = read(tmp_path, "f.csv", small_world.FINGERTIPS_HEADER + "\n" + rows)
        assert reasons(loaded) == {2: "time period is not one the dashboard reads"}


class TestOds:
    def test_practices_of_epraccur(self, tmp_path):
        publication, loaded = read(tmp_path, "any name.csv", small_world.practices_of_ods())
        assert (publication, loaded.rows_in, reasons(loaded)) == ("ods_practices", 17, {})
        practices = table(
            loaded, "practice", "practice_code", "status", "is_gp_practice", "closed", "commissioner", "joined_commissioner"
        )
        assert practices[0] == ("T10001", "A", True, None, "A3A8R", date(2021, 4, 1))
        assert practices[6] == ("T10007", "C", True, date(2020, 3, 31), "08F", date(2013, 4, 1))
        assert practices[-1] == ("T99001", "A", False, None, "A3A8R", date(2021, 4, 1))
        assert loaded.edition == date(2022, 6, 30)  # the newest date that it knows, whenever it was downloaded

    def test_a_wrong_date_or_status_of_a_practice_is_refused(self, tmp_path):
        lines = small_world.practices_of_ods().decode().splitlines()
        lines[1] = lines[1].replace('"19740401"', '"1974"')
        lines[2] = lines[2].replace('"A","B"', '"X","B"')
        lines.append(lines[0])
        _, loaded = read(tmp_path, "epraccur.csv", "\r\n".join(lines) + "\r\n")
        assert reasons(loaded) == {
            2: "opened is not a date",
            3: "status 'X' is not known",
            18: "repeats an earlier row (practice_code)",
        }

    def test_successors(self, tmp_path):
        content = small_world.successors() + b'"T10009","T10009","R","20220630","1"\r\n"T10010","T10001","R","soon","1"\r\n'
        publication, loaded = read(tmp_path, "succ.csv", content)
        assert publication == "ods_successors"
        assert table(loaded, "successor", "practice_code", "successor_code", "effective") == [
            ("T10008", "T10001", date(2022, 6, 30))
        ]
        assert reasons(loaded) == {2: "names an organisation as its own successor", 3: "effective is not a date"}

    def test_networks_since_2022(self, tmp_path):
        publication, loaded = read(tmp_path, "ePCN.xlsx", small_world.networks())
        assert (publication, loaded.period, loaded.rows_in) == ("ods_networks", "2021-07", 5 + 15)
        links = table(loaded, "area_parent", "child_code", "parent_type", "parent_code", "as_at")
        assert [link for link in links if link[0] == "T10003" and link[1] == "pcn"] == [
            ("T10003", "pcn", "U10001", date(2019, 7, 1)),
            ("T10003", "pcn", "U10002", date(2021, 7, 1)),
            ("T10003", "pcn", None, date(2021, 6, 30)),  # left, and joined another the day after
        ]
        assert ("pcn", "U10001", "Romford One PCN") in table(loaded, "area_name", "area_type", "area_code", "area_name")

    def test_networks_of_2019_were_named_after_ccgs(self, tmp_path):
        heads = ["Partner Organisation Code", "Partner Name", "Practice Parent CCG Code", "Practice Parent CCG Name", "PCN Code"]
        heads += ["PCN Name", "PCN Parent CCG Code", "PCN Parent CCG Name", "Practice to PCN Relationship Start Date"]
        heads += ["Practice to PCN Relationship End Date", "Practice CCG and PCN CCG match?"]
        ccg = ["08F", "NHS HAVERING CCG"]
        links = [
            ["T10001", "NORTH ROAD SURGERY", *ccg, "U10001", "ROMFORD PCN", *ccg, 20190701.0, None, True],
            ["T10002", "NORTH LANE PRACTICE", *ccg, "", "", *ccg, 20190701.0, None, True],
            ["T10003", "DR NORTH", *ccg, "U10001", "ROMFORD PCN", *ccg, None, None, True],
        ]
        sheets = {"PCN Details": [["PCN Code", "PCN Name"], ["U10001", "ROMFORD PCN"]], "PCN Core Partner Details": [heads, *links]}
        _, loaded = read(tmp_path, "ePCN.xlsx", small_world.workbook(sheets))
        assert loaded.period == "2019-07"
        assert ("T10001", "08F") in table(loaded, "area_parent", "child_code", "parent_code")
        assert reasons(loaded) == {
            3: "sheet PCN Core Partner Details: pcn code is blank",
            4: "sheet PCN Core Partner Details: practice to pcn relationship start date is not a date",
        }

    @pytest.mark.parametrize("gone", ["PCNDetails", "PCN Core Partner Details"])
    def test_a_missing_sheet_of_networks_is_named(self, tmp_path, gone):
        sheets = {"PCNDetails": [["PCN Code", "PCN Name"], ["U1", "X"]], "PCN Core Partner Details": [["PCN Code"], ["U1"]]}
        del sheets[gone]
        with pytest.raises(SourceError, match=f"the sheet '{gone}' is missing"):
            read(tmp_path, "ePCN.xlsx", small_world.workbook(sheets))


class TestRegisteredPatients:
    def test_totals_of_2019_with_days_as_words(self, tmp_path):
        publication, loaded = read(tmp_path, "gp-reg-pat-prac-all.csv", small_world.patients_total())
        assert (publication, loaded.period, loaded.edition) == ("registered_patients", "2019-04", date(2019, 4, 1))
        assert table(loaded, "registered_patients", "area_type", "area_code", "extract_date", "sex", "age", "patients")[0] == (
            "practice", "T10001", date(2019, 4, 1), "Persons", "All ages", 600,
        )  # fmt: skip

    def test_five_year_ages_with_iso_days(self, tmp_path):
        _, loaded = read(tmp_path, "gp-reg-pat-prac-quin-age.csv", small_world.patients_by_age())
        patients = table(loaded, "registered_patients", "area_type", "area_code", "sex", "age", "patients")
        assert patients[0] == ("region", "E40000003", "Persons", "All ages", 20000)
        assert {("practice", "T10001", "Female", "20-24", 200), ("practice", "T10001", "Male", "95+", 0)} <= set(patients)
        assert len(patients) == 1 + 14 * (1 + 2 * 21)

    def test_single_ages(self, tmp_path):
        content = (
            "EXTRACT_DATE,CCG_CODE,ONS_CCG_CODE,ORG_CODE,POSTCODE,SEX,AGE,NUMBER_OF_PATIENTS\n"
            "01JAN2021,08F,E38000077,T10001,RM1 1AA,MALE,0,7\n01JAN2021,08F,E38000077,T10001,RM1 1AA,MALE,95+,1\n"
        )
        _, loaded = read(tmp_path, "gp-reg-pat-prac-sing-age-male.csv", content)
        assert table(loaded, "registered_patients", "area_type", "area_code", "sex", "age", "patients") == [
            ("practice", "T10001", "Male", "0", 7),
            ("practice", "T10001", "Male", "95+", 1),
        ]

    @pytest.mark.parametrize(
        ("kind", "area_type", "code"),
        [
            ("GP", "practice", "X1"),
            ("PCN", "pcn", "X1"),
            ("CCG", "sub_icb", "X1"),
            ("SUB_ICB_LOCATION", "sub_icb", "X1"),
            ("Comm Region", "region", "E40000013"),
            ("National", "england", "E92000001"),
        ],
    )
    def test_organisations_of_every_level(self, tmp_path, kind, area_type, code):
        header = "PUBLICATION,EXTRACT_DATE,ORG_TYPE,ORG_CODE,ONS_CODE,POSTCODE,SEX,AGE_GROUP_5,NUMBER_OF_PATIENTS\n"
        _, loaded = read(tmp_path, "x.csv", f"{header}GP_PRAC_PAT_LIST,2023-04-01,{kind},X1,E40000007,,ALL,ALL,5\n")
        assert table(loaded, "registered_patients", "area_type", "area_code") == [(area_type, code)]

    def test_each_fault_has_its_reason(self, tmp_path):
        header = "PUBLICATION,EXTRACT_DATE,ORG_TYPE,ORG_CODE,ONS_CODE,POSTCODE,SEX,AGE_GROUP_5,NUMBER_OF_PATIENTS\n"
        rows = [
            "P,2023-04-01,ICB,QMF,E54000029,,ALL,ALL,5",
            "P,2023-04-01,GP,,,,ALL,ALL,5",
            "P,2023-04-01,GP,A,,,MALE,infants,5",
            "P,2023-04-01,GP,A,,,UNKNOWN,ALL,5",
            "P,2023-04-01,GP,A,,,ALL,ALL,",
            "P,April,GP,A,,,ALL,ALL,5",
            "P,2023-04-01,GP,A,,,ALL,ALL,5",
            "P,2023-04-01,GP,A,,,ALL,ALL,6",
        ]
        _, loaded = read(tmp_path, "x.csv", header + "\n".join(rows) + "\n")
        assert list(reasons(loaded).values()) == [
            "is an organisation that the dashboard does not keep",
            "org_code is blank",
            "age is not an age group",
            "sex is not stated",
            "number_of_patients is not a number",
            "extract_date is not a date",
            "repeats an earlier row (extract_date, org_type, org_code, sex, age_group_5)",
        ]

    def test_small_areas(self, tmp_path):
        publication, loaded = read(tmp_path, "gp-reg-pat-prac-lsoa-all.csv", small_world.patients_by_small_area())
        assert (publication, loaded.period) == ("registered_patients", "2023-04")
        homes = table(loaded, "registered_patients_lsoa", "practice_code", "lsoa_code", "sex", "patients")
        assert ("T10006", "NO2011", "Persons", 100) in homes
        assert len(homes) == 10

    @pytest.mark.parametrize(
        ("column", "sex"), [("NUMBER_OF_PATIENTS", "Persons"), ("MALE_PATIENTS", "Male"), ("FEMALE_PATIENTS", "Female")]
    )
    def test_small_areas_of_early_editions_without_sex(self, tmp_path, column, sex):
        content = f"PUBLICATION,EXTRACT_DATE,PRACTICE_CODE,PRACTICE_NAME,LSOA_CODE,{column}\nP,01JAN2015,T10001,X,E01000001,7\n"
        _, loaded = read(tmp_path, "gp-reg-pat-prac-lsoa.csv", content)
        assert table(loaded, "registered_patients_lsoa", "lsoa_code", "extract_date", "sex", "patients") == [
            ("E01000001", date(2015, 1, 1), sex, 7)
        ]

    @pytest.mark.parametrize(
        ("columns", "values"), [("MALE_PATIENTS,FEMALE_PATIENTS", "3,4"), ("MALE_PATIENTS,FEMALE_PATIENTS,ALL_PATIENTS", "3,4,7")]
    )
    def test_small_areas_with_a_column_for_each_sex(self, tmp_path, columns, values):
        content = (
            f"PUBLICATION,EXTRACT_DATE,PRACTICE_CODE,PRACTICE_NAME,LSOA_CODE,{columns}\nP,01JAN2015,T10001,X,E01000001,{values}\n"
        )
        _, loaded = read(tmp_path, "gp-reg-pat-prac-lsoa.csv", content)
        assert table(loaded, "registered_patients_lsoa", "sex", "patients") == [("Persons", 7)]

    def test_the_map_of_sub_icbs(self, tmp_path):
        publication, loaded = read(tmp_path, "gp-reg-pat-prac-map.csv", small_world.patients_map())
        assert (publication, loaded.period, loaded.edition) == ("registered_patients_map", "2023-04", date(2023, 4, 1))
        links = table(loaded, "area_parent", "child_code", "parent_type", "parent_code")
        assert {("T10001", "sub_icb", "A3A8R"), ("T10001", "pcn", "U10001"), ("U10001", "sub_icb", "A3A8R")} <= set(links)
        assert table(loaded, "practice_postcode", "practice_code", "postcode")[0] == ("T10001", "RM1 1AA")

    def test_the_map_of_ccgs_and_a_newer_one_with_suppliers(self, tmp_path):
        header, rest = small_world.patients_map().decode().split("\n", 1)
        older = header.replace("SUB_ICB_LOCATION", "CCG").replace("ICB", "STP")
        _, loaded = read(tmp_path, "map.csv", f"{older}\n{rest.replace('01Apr2023', '01-Sep-20')}")
        assert (loaded.period, loaded.rows_loaded) == ("2020-09", 14)
        lines = [f"{line},EMIS" for line in rest.splitlines()]
        _, loaded = read(tmp_path, "map.csv", "\n".join([f"{header},SUPPLIER_NAME", *lines, ""]))
        assert loaded.rows_loaded == 14

    def test_a_map_whose_rows_are_all_refused_is_no_accident(self, tmp_path):
        _, loaded = read(tmp_path, "map.csv", small_world.patients_map().replace(b"01Apr2023", b"soon"))
        assert (loaded.rows_loaded, set(reasons(loaded).values())) == (0, {"extract_date is not a date"})


def test_code_point_postcodes_have_no_header(tmp_path):
    content = (
        small_world.postcodes()
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
    publication, loaded = read(tmp_path, "imd.xlsx", small_world.deprivation())
    assert (publication, loaded.period, loaded.series) == ("deprivation", "2019", "IMD2019")
    assert table(loaded, "deprivation_lsoa", "lsoa_code", "imd_year", "imd_rank", "imd_decile") == [
        ("E01990001", 2019, 9000, 1),
        ("E01990002", 2019, 18000, 4),
        ("E01990003", 2019, 27000, 7),
        ("E01990004", 2019, 36000, 10),
    ]


def test_a_decile_outside_one_to_ten_is_refused(tmp_path):
    header = ["LSOA code (2011)", "Index of Multiple Deprivation (IMD) Rank", "Index of Multiple Deprivation (IMD) Decile"]
    _, loaded = read(
        tmp_path, "imd.xlsx", small_world.workbook({"IMD2019": [header, ["E01", 1, 11], ["E02", 2, 1], ["E02", 3, 1]]})
    )
    assert reasons(loaded) == {2: "decile is not between 1 and 10", 4: "repeats an earlier row (lsoa code (2011))"}


class TestModelledPrevalence:
    def test_estimates_meet_the_registers_of_the_same_practices(self, tmp_path):
        publication, loaded = read(tmp_path, "CHD-prevalence-estimates.xlsx", small_world.modelled_prevalence())
        assert (publication, loaded.period, loaded.series, loaded.rows_in) == ("modelled_prevalence", "2014/15", "CHD", 32)
        estimates = table(
            loaded, "modelled_prevalence", "condition", "practice_code", "estimate", "lower95", "list_size", "register"
        )
        assert estimates[0] == ("CHD", "T10001", 8, 7, 600, 30)

    @pytest.mark.parametrize(
        ("name", "condition"),
        [
            ("Diagnosed-hypertension-estimates.xlsx", "HYP"),
            ("Undiagnosed-hypertension-estimates.xlsx", "HYPUNDIAGNOSED"),
            ("Stroke estimates.xlsx", "STIA"),
            ("Depression.xlsx", "DEP"),
            ("PAD-estimates.xlsx", "PAD"),
        ],
    )
    def test_the_condition_is_only_in_the_name(self, tmp_path, name, condition):
        _, loaded = read(tmp_path, name, small_world.modelled_prevalence())
        assert loaded.series == condition

    def test_a_practice_on_only_one_of_the_sheets_is_refused(self, tmp_path):
        sheets = {
            "QOFPrev": [["Practice Code", "List Size 2014-15", "Register 2014-15"], ["T1", 100, 5], ["T2", 100, 5], ["T2", 100, 5]],
            "EstPrev": [["practice_code", "estimate", "min95", "max95"], ["T2", 8, 7, 9], ["T3", 8, 7, 9]],
        }
        _, loaded = read(tmp_path, "CHD-prevalence-estimates.xlsx", small_world.workbook(sheets))
        assert table(loaded, "modelled_prevalence", "practice_code") == [("T2",)]
        assert list(loaded.refused[["row_number", "reason"]].itertuples(index=False, name=None)) == [
            (3, "sheet EstPrev: practice is not on the other sheet"),
            (2, "sheet QOFPrev: practice is not on the other sheet"),
            (4, "sheet QOFPrev: repeats an earlier row (practice code)"),
        ]

    def test_a_name_without_condition_is_refused(self, tmp_path):
        with pytest.raises(SourceError, match="does not say which condition it models\nWhat to do: put one of"):
            read(tmp_path, "estimates.xlsx", small_world.modelled_prevalence())


class TestBoundaries:
    """The same square kilometre in every form; within a few metres where it came through longitude and latitude."""

    SQUARE = shapely.box(550000, 188000, 551000, 189000)

    @staticmethod
    def frame(crs=27700):
        columns = {"LSOA21CD": ["E01990003"], "LSOA21NM": ["Havering 003A"], "LAD22CD": ["E09000016"]}
        shape = geopandas.GeoDataFrame(columns, geometry=[TestBoundaries.SQUARE], crs=27700)
        return shape.to_crs(crs) if crs else shape.set_crs(None, allow_override=True)

    def assert_is_the_square(self, loaded):
        [(layer, code, name, district, geometry)] = table(
            loaded, "boundary", "layer", "area_code", "area_name", "district_code", "geometry"
        )
        assert (layer, code, name, district) == ("lsoa21", "E01990003", "Havering 003A", "E09000016")
        assert shapely.from_geojson(geometry).hausdorff_distance(self.SQUARE) < 5
        [(minx, maxy)] = table(loaded, "boundary", "minx", "maxy")
        assert (minx, maxy) == (pytest.approx(550000, abs=5), pytest.approx(189000, abs=5))

    def write(self, folder, driver, name, crs):
        folder.mkdir(exist_ok=True)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", UserWarning)  # writing without a coordinate system is the point
            self.frame(crs).to_file(folder / name.removesuffix(" renamed"), driver=driver)
        if name.endswith(" renamed"):
            (folder / name.removesuffix(" renamed")).rename(folder / name)
        return folder

    @pytest.mark.parametrize("crs", [27700, 4326, 3857])
    @pytest.mark.parametrize(
        ("driver", "name"),
        [
            ("GeoJSON", "a.geojson"),
            ("ESRI Shapefile", "a.shp"),
            ("GPKG", "a.gpkg"),
            ("GPKG", "a.gpkg renamed"),
            ("GeoJSON", "misnamed.csv"),
        ],
    )
    def test_every_form_and_coordinate_system(self, tmp_path, driver, name, crs):
        [file] = find([self.write(tmp_path / "maps", driver, name, crs)])
        publication, module = ingest.recognise(file)
        assert publication.id == "boundaries"
        self.assert_is_the_square(module.load(file, CATALOGUE))

    @pytest.mark.parametrize("folder", ["", "London/ESRI/"])
    def test_a_shapefile_inside_an_archive(self, tmp_path, folder):
        parts = self.write(tmp_path / "parts", "ESRI Shapefile", "a.shp", 27700)
        members = {f"{folder}{path.name}": path.read_bytes() for path in parts.iterdir()}
        (tmp_path / "zipped").mkdir()
        (tmp_path / "zipped" / "maps.zip").write_bytes(small_world.archive(members | {"readme.txt": b"about"}))
        file = next(item for item in find([tmp_path / "zipped"]) if item.name == "a.shp")
        self.assert_is_the_square(ingest.boundaries.load(file, CATALOGUE))

    def test_geojson_without_a_declaration_is_in_longitude_and_latitude(self, tmp_path):
        shape = shapely.geometry.mapping(self.frame(4326).geometry[0])
        features = [({"LSOA21CD": "E01990003", "LSOA21NM": "Havering 003A", "LAD22CD": "E09000016"}, shape)]
        _, loaded = read(tmp_path, "a.geojson", small_world.geojson(features, crs=None))
        self.assert_is_the_square(loaded)

    def test_geojson_in_metres_that_does_not_say_so_is_refused(self, tmp_path):
        content = small_world.geojson([({"LSOA21CD": "E01", "LSOA21NM": "X"}, small_world.square(550000, 188000))], crs=None)
        with pytest.raises(SourceError, match="has coordinates outside the coordinate system it declares"):
            read(tmp_path, "a.geojson", content)

    def test_a_shapefile_without_its_prj_is_refused(self, tmp_path):
        [file] = find([self.write(tmp_path / "maps", "ESRI Shapefile", "a.shp", None)])
        with pytest.raises(SourceError, match=r"^a.shp: declares no coordinate system\nWhat to do: add its .prj file"):
            ingest.boundaries.load(file, CATALOGUE)

    @pytest.mark.parametrize("part", ["a.shx", "a.dbf"])
    def test_a_shapefile_without_its_other_parts_is_refused_and_names_no_folder(self, tmp_path, part):
        folder = self.write(tmp_path / "maps", "ESRI Shapefile", "a.shp", 27700)
        (folder / part).unlink()
        [file] = find([folder])
        with pytest.raises(SourceError, match=r"^a.shp: ") as raised:
            ingest.boundaries.load(file, CATALOGUE)
        assert str(tmp_path) not in str(raised.value)

    def test_a_shapefile_alone_in_an_archive_is_refused_and_names_no_folder(self, tmp_path):
        parts = self.write(tmp_path / "parts", "ESRI Shapefile", "a.shp", 27700)
        (tmp_path / "maps.zip").write_bytes(small_world.archive({"in/a.shp": (parts / "a.shp").read_bytes()}))
        [file] = find([tmp_path / "maps.zip"])
        with pytest.raises(
            SourceError, match=r"^maps.zip > in/a.shp: cannot be read as boundaries \(Unable to open a.shx"
        ) as raised:
            ingest.boundaries.load(file, CATALOGUE)
        assert "/tmp" not in str(raised.value)

    def test_features_without_area_code_or_geometry_are_refused(self, tmp_path):
        properties = [{"WD24CD": code, "WD24NM": code} for code in ("W1", "W1", "", "W3", "W4")]
        shapes = [small_world.square(0, 0), small_world.square(0, 0), small_world.square(0, 0), None]
        shapes.append({"type": "Point", "coordinates": [0, 0]})
        _, loaded = read(tmp_path, "a.geojson", small_world.geojson(list(zip(properties, shapes, strict=True)), crs=27700))
        assert reasons(loaded) == {2: "repeats an earlier code", 3: "has no code", 4: "has no geometry", 5: "is not an area"}
        assert table(loaded, "boundary", "layer", "area_code", "district_code") == [("wd24", "W1", None)]

    def test_neighbours_still_meet_when_simplified(self, tmp_path):
        _, loaded = read(tmp_path, "a.geojson", small_world.small_areas())
        shapes = [shapely.from_geojson(row[0]) for row in table(loaded, "boundary", "geometry")]
        assert shapely.coverage_is_valid(shapes)
        assert shapely.union_all(shapes).equals(shapely.box(550000, 188000, 552000, 190000))

    def test_a_layer_without_ons_codes_is_refused(self, tmp_path):
        content = small_world.geojson([({"name": "X"}, small_world.square(0, 0))], crs=27700)
        with pytest.raises(SourceError, match=r"has no column of ONS codes such as LSOA21CD or LAD24CD \(it has name, geometry\)"):
            read(tmp_path, "a.geojson", content)

    def test_broken_geojson_is_refused(self, tmp_path):
        with pytest.raises(SourceError, match=r"^a.geojson: cannot be read as boundaries"):
            read(tmp_path, "a.geojson", small_world.small_areas()[:700])


GOOD = dict(
    zip(
        small_world.LOCAL_RETURN_HEADER.split(","),
        ("ld_health_check", "practice", "T10001", "2022/23", "Persons", "All ages", "", "15", "20", "", ""),
        strict=True,
    )
)


class TestLocalReturn:
    def test_every_kind_of_figure(self, tmp_path):
        publication, loaded = read(tmp_path, "any.csv", small_world.local_return())
        assert (publication, reasons(loaded)) == ("local_return", {})
        returned = table(loaded, "local_return", "indicator_id", "age", "category", "numerator", "denominator", "value", "note")
        assert ("copd_severity", "All ages", "Severe", 10, None, None, "") in returned
        assert ("copd_u75_mortality_preventable", "70-74", "", 1, 1000, None, "") in returned
        assert ("mh_iapt_referrals", "All ages", "", 1200, None, None, "") in returned
        assert ("dm_dka_coma_admissions", "All ages", "", 12, None, 120, "") in returned
        assert ("ld_health_check", "All ages", "", None, None, None, "Suppressed: fewer than 5") in returned

    def test_columns_that_a_return_does_not_need_may_be_left_out(self, tmp_path):
        content = (
            "indicator_id,area_type,area_code,period,sex,age,numerator,denominator,value\n"
            "ld_health_check,practice,T10001,2022/23,Persons,All ages,15,20,\n"
        )
        _, loaded = read(tmp_path, "any.csv", content)
        assert table(loaded, "local_return", "category", "note", "numerator") == [("", "", 15)]

    @pytest.mark.parametrize(
        ("change", "reason"),
        [
            ({"indicator_id": ""}, "indicator_id is blank"),
            ({"area_type": ""}, "area_type is blank"),
            ({"area_code": ""}, "area_code is blank"),
            ({"period": ""}, "period is blank"),
            ({"indicator_id": "ld_health_chek"}, "indicator_id is not in the catalogue"),
            ({"area_type": "ward"}, "area_type 'ward' is not known"),
            ({"sex": "All"}, "sex 'All' is not known"),
            ({"sex": ""}, "sex '' is not known"),
            ({"age": "adults"}, "age is not 'All ages', a range such as 17+ or 40-74, or a five-year band"),
            ({"period": "last year"}, "period is not one of 2014/15, 2015, 2013 - 15, 2025 Q1, 2025-10"),
            ({"period": "2022/24"}, "period is not one of 2014/15, 2015, 2013 - 15, 2025 Q1, 2025-10"),
            ({"numerator": "few"}, "numerator is not a number"),
            ({"denominator": "-20"}, "denominator is negative"),
            ({"value": "75%"}, "value is not a number"),
            ({"numerator": "", "denominator": ""}, "has neither counts nor a value"),
            ({"numerator": "21"}, "numerator is larger than the denominator of a percentage"),
        ],
    )
    def test_each_fault_has_its_reason(self, tmp_path, change, reason):
        rows = [GOOD | {"area_code": "T10002"}, GOOD | change]
        _, loaded = read(tmp_path, "any.csv", small_world.text(small_world.LOCAL_RETURN_HEADER, (row.values() for row in rows)))
        assert reasons(loaded) == {3: reason}

    def test_a_figure_returned_twice_counts_once(self, tmp_path):
        rows = [GOOD, GOOD | {"numerator": "16"}, GOOD | {"period": "2021/22"}]
        _, loaded = read(tmp_path, "any.csv", small_world.text(small_world.LOCAL_RETURN_HEADER, (row.values() for row in rows)))
        assert reasons(loaded) == {3: "repeats an earlier row (indicator_id, area_type, area_code, period, sex, age, category)"}

    def test_more_events_than_people_are_no_fault_of_a_rate(self, tmp_path):
        row = GOOD | {"indicator_id": "cvd_hypertension_emergency_admissions", "numerator": "30"}
        _, loaded = read(tmp_path, "any.csv", small_world.text(small_world.LOCAL_RETURN_HEADER, [row.values()]))
        assert reasons(loaded) == {}

    def test_a_return_with_nothing_but_a_header_is_empty(self, tmp_path):
        _, loaded = read(tmp_path, "any.csv", small_world.LOCAL_RETURN_HEADER + "\n")
        assert (loaded.rows_in, loaded.rows_loaded) == (0, 0)


class TestRecognition:
    @pytest.mark.parametrize(
        ("header", "title"),
        [
            ("Appointment_Month,APPT_STATUS,HCP_TYPE,COUNT_OF_APPOINTMENTS", "Appointments in General Practice"),
            ("Data_source,STAFF_ROLE,FTE,UNIQUE_IDENTIFIER", "Primary Care Network Workforce"),
            ("ORGANISATION_CODE,QUALITY_SERVICE,IND_CODE,VALUE", "Network Contract DES and Investment and Impact Fund"),
            ("Practice Code,Contract Type,Total QOF Payments", "NHS Payments to General Practice"),
            ("sicbl22_code,date,name,value", "NHS Talking Therapies, monthly"),
            ("PRACTICE_CODE,REVISED_MAX_POINTS", "QOF, points available to each practice"),
            ("PRACTICE_CODE,RULE,DESCRIPTION", "QOF, validation outcomes"),
        ],
    )
    def test_publications_that_are_not_used_yet_are_known_by_name(self, tmp_path, header, title):
        (tmp_path / "a.csv").write_text(header + "\n")
        publication, module = ingest.recognise(find([tmp_path])[0])
        assert (publication.title, publication.used, module) == (title, False, None)

    @pytest.mark.parametrize("name", small_world.files())
    def test_a_misleading_name_does_not_deceive(self, tmp_path, name):
        content = small_world.files()[name]
        (tmp_path / "true").mkdir()
        (tmp_path / "false").mkdir()
        (tmp_path / "true" / name.rsplit("/", 1)[-1]).write_bytes(content)
        (tmp_path / "false" / "ACHIEVEMENT_2425.csv").write_bytes(content)
        [file], [misnamed] = find([tmp_path / "true"]), find([tmp_path / "false"])
        assert ingest.recognise(file) == ingest.recognise(misnamed)
        assert ingest.recognise(file)[1] is not None

    @pytest.mark.parametrize("name", small_world.files())
    def test_names_promise_what_the_files_are(self, tmp_path, name):
        (tmp_path / name.rsplit("/", 1)[-1]).write_bytes(small_world.files()[name])
        [file] = find([tmp_path])
        assert ingest.named_like(file) in (None, ingest.recognise(file)[0])

    @pytest.mark.parametrize(
        ("name", "publication"),
        [
            ("ACHIEVEMENT_EAST_OF_ENGLAND_2425.csv", "qof_achievement"),
            ("PREVALENCE_BY_PRAC_v2.csv", "qof_prevalence"),
            ("mapping_nhs_geographies_2021.CSV", "qof_mapping"),
            ("qof-2324-prev-ach-pca-resp-prac.xlsx", "qof_workbook"),
            ("gp-reg-pat-prac-map.csv", "registered_patients_map"),
            ("gp-reg-pat-prac-quin-age.zip", "registered_patients"),
            ("GPPS_2025_Practice_data_(weighted)_(csv)_PUBLIC.csv", "gp_patient_survey"),
            ("epraccur.csv", "ods_practices"),
            ("Local_Authority_Districts_May_2024.geojson", "boundaries"),
            ("README.md", None),
            ("GPPS_2025_practice_columns.txt", None),
        ],
    )
    def test_names_that_publications_go_by(self, tmp_path, name, publication):
        (tmp_path / name).write_text("x")
        promised = ingest.named_like(find([tmp_path])[0])
        assert (promised and promised.id) == publication

    def test_content_that_is_no_publication_is_none(self, tmp_path):
        (tmp_path / "a.csv").write_text("a,b\n1,2\n")
        assert ingest.recognise(find([tmp_path])[0]) == (None, None)

    def test_every_publication_says_who_publishes_it_and_under_which_licence(self):
        for module in ingest._MODULES:
            publication = module.PUBLICATION
            assert publication.title and publication.publisher and publication.attribution, publication.id
