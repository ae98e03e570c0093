"""GP Patient Survey: practice files of both eras."""

import pytest

from pcdash.errors import SetAside, SourceError
from tests.publications.taken import read, reasons, table
from tests.worlds import survey as world_survey


class TestGpPatientSurvey:
    RESULT = ("area_code", "question", "share", "positive", "weighted_base", "mark")

    def test_numbered_questions_to_2023(self, tmp_path):
        publication, loaded = read(tmp_path, "GPPS_2019_Practice_data.csv", world_survey.survey_numbered())
        assert (publication, loaded.period, loaded.series) == ("gp_patient_survey", "2019", "practice weighted")
        results = table(loaded, "survey_result", *self.RESULT)
        assert ("T10001", "Q28", 0.5, 40, 80, None) in results
        assert ("T10006", "Q28", None, None, None, "suppressed") in results
        assert ("T10001", "08F") in table(loaded, "area_parent", "child_code", "parent_code")
        assert "unweighted_base" not in loaded.tables["survey_result"]

    def test_systems_took_the_place_of_ccgs_in_2022(self, tmp_path):
        content = world_survey.survey_numbered().replace(b"CCG_Code,CCG_Name", b"ICS_Code,ICS_Name")
        _, loaded = read(tmp_path, "GPPS_2022_Practice_data.csv", content)
        assert loaded.tables["area_parent"] == []
        assert len(table(loaded, "survey_result", "area_code")) == 2 * 16

    def test_named_questions_since_2024(self, tmp_path):
        _, loaded = read(tmp_path, "GPPS_2025_Practice_data.csv", world_survey.survey_named())
        results = table(loaded, "survey_result", *self.RESULT, "unweighted_base", "lower95")
        assert ("T10002", "overallexp", 0.75, 60, 80, None, 100, 0.65) in results
        assert ("T10006", "overallexp", None, None, None, "suppressed", None, None) in results
        assert ("T20003", "overallexp", None, None, None, "missing", None, None) in results
        assert ("T10004", "localgpserviceswebsite", None, None, None, "not_applicable", None, None) in results
        assert ("T10001", "U10001") in table(loaded, "area_parent", "child_code", "parent_code")
        assert reasons(loaded) == {}

    def test_column_case_byte_order_mark_and_blanks_in_names_do_not_matter(self, tmp_path):
        header, rest = world_survey.survey_named().split(b"\n", 1)
        header = header.upper().replace(b".PCTEVAL", b" PCTEVAL")
        _, loaded = read(tmp_path, "gpps_2025_practice.csv", b"\xef\xbb\xbf" + header + b"\n" + rest)
        assert ("T10001", "overallexp", 0.5, 40, 80, None) in table(loaded, "survey_result", *self.RESULT)

    def test_england_has_a_file_of_its_own(self, tmp_path):
        _, loaded = read(tmp_path, "GPPS_2025_National_data.csv", world_survey.survey_of_england())
        assert table(loaded, "survey_result", "area_type", *self.RESULT) == [
            ("england", "E92000001", "overallexp", 0.7, 700, 1000, None)
        ]

    def test_unweighted_results_say_so(self, tmp_path):
        _, loaded = read(tmp_path, "GPPS_2025_Practice_data_(unweighted).csv", world_survey.survey_named())
        assert loaded.series == "practice unweighted"
        assert loaded.notes[0].startswith("unweighted results")

    def test_systems_are_set_aside(self, tmp_path):
        content = world_survey.survey_named().replace(b"ad_practicecode", b"ad_icscode_").replace(b"ad_pcncode", b"ad_other")
        with pytest.raises(SetAside, match="integrated care systems"):
            read(tmp_path, "GPPS_2025_ICS_data.csv", content)

    def test_a_file_without_year_or_questions_is_refused(self, tmp_path):
        with pytest.raises(SourceError, match="carries no year"):
            read(tmp_path, "survey.csv", world_survey.survey_named())
        (tmp_path / "survey.csv").unlink()
        with pytest.raises(SourceError, match="none of the questions that the catalogue asks for"):
            read(tmp_path, "GPPS_2025.csv", "practice_code,practice_name,distributed,received,resprate,Q999_12pct\nA,B,1,1,1,0.5\n")

    def test_a_result_that_is_no_number_and_no_mark_is_refused(self, tmp_path):
        content = world_survey.survey_of_england().replace(b",0.7,", b",most,")
        _, loaded = read(tmp_path, "GPPS_2025_National_data.csv", content)
        assert reasons(loaded) == {2: "overallexp.pcteval is not a number"}
