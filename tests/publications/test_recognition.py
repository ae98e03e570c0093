"""Which publication a file is, whatever its name says."""

import pytest

from pcdash import publications
from pcdash.publications.kit.file import find
from tests import worlds
from tests.worlds import forms as world_forms

# Name and header of the files in QOF's zips that are not read, of every layout since 2013-14.
COMPANIONS = {
    "ORGANISATION_REFERENCE_2425.csv": "PRACTICE_CODE,REVISED_MAX_POINTS",
    "PRACTICE_VALIDATION_OUTCOMES_2425.csv": "PRACTICE_CODE,RULE,DESCRIPTION",
    "VALIDATION_RULES.csv": "RULE,DESCRIPTION",
    "PCA_REFERENCE.csv": "SHORT_NAME,NAME,DESCRIPTION,TYPE,GENERAL_SPECIFIC",
    "INDICATOR_REFERENCE_CONTROL.csv": "INDICATOR_CODE,REGISTER_FLAG,ZERO_REGISTER_FLAG,GROUP_CODE,PUB_ORDER",
    "INDICATOR_VALUES.csv": "QUALITY_SERVICE,NAME,ORG_CODE,ACH_DATE,IND_CODE,FIELD_NAME,VALUE,SUBMIT_DATE",
    "INDICATOR_ACHIEVED_POINTS.csv": "QUALITY_SERVICE,ORG_CODE,ACH_DATE,IND_CODE,POINTS,APPROVED",
    "FINAL_PRACTICE_LIST.csv": "QUALITY_SERVICE,SP_ORG_CODE,SP_ORG_NAME,CO_ORG_CODE,PART_ST_DT,PART_ED_DT",
    "CONTROL_FILE.csv": "NUMBER_INDICATORS,PREV_MAX_POINTS,MAX_POINTS,PREVIOUS_FYEAR,FYEAR,SYEAR",
    "PREVALENCE_NON_REGISTER_INDICATORS.csv": "PRACTICE_CODE,06OV,06_19,15OV,16OV,17OV,18OV",
    "INDICATORS_BY_PRAC.csv": "PRACTICE_CODE,INDICATOR_GROUP,INDICATOR_CODE,ACHIEVED_POINTS,NUMERATOR,DENOMINATOR",
    "EXCEPTION_OUTPUT.csv": "PRACTICE_CODE,INDICATOR_CODE,EXCEPTION_COUNT",
    "REGISTER_SIZES.csv": "PRACTICE_CODE,INDICATOR_CODE,REGISTER_SIZE",
    "INDICATOR_REFERENCE_FINAL.csv": "INDICATOR_CODE,INDICATOR_DESCRIPTION,INDICATOR_GROUP,INDICATOR_TYPE,INDICATOR_VERSION",
    "INDICATOR_GRP_REFERENCE_FINAL.csv": "INDICATOR_GROUP_CODE,INDICATOR_GROUP_DESCRIPTION,DOMAIN_CODE",
    "INDICATOR_DOM_REFERENCE_FINAL.csv": "DOMAIN_CODE,DOMAIN_DESCRIPTION,DOMAIN_POINTS",
    "CCG_CONTROL.csv": "CCG_CODE,CCG_GEOGRAPHY_CODE,CCG_NAME",
    "Prac_Control.csv": "practicecode,practicename,ccgcode,ccgname,atcode,atname,regioncode,regionname",
    "prevalencebyccg.csv": "ccgcode,indicator_group,Register_description,disease_register_size,ccg_listsize,prevalence",
    "indicatorsbyprac.csv": "practicecode,indicator_group,indicatorcode,achieved_points,numerator,denominator",
    "exception_output_all_denoms.csv": "practicecode,indicator_code,exception_count",
    "indicator_reference.csv": "indicator_code,indicator_desc,indicator_group,indicator_type,indicator_version",
    "indicator_grp_reference.csv": "indicator_group_code,indicator_group_desc,domain_code",
    "indicator_dom_reference.csv": "domain_code,domain_desc,domain_points",
}


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
        publication, module = publications.recognise(find([tmp_path])[0])
        assert (publication.title, publication.used, module) == (title, False, None)

    @pytest.mark.parametrize("name", COMPANIONS)
    def test_companions_of_qof_are_named_for_what_they_are(self, tmp_path, name):
        (tmp_path / "qof.zip").write_bytes(world_forms.archive({name: f"{COMPANIONS[name]}\n".encode()}))
        publication, module = publications.recognise(find([tmp_path])[0])
        assert publication.title.startswith("QOF") and (publication.used, module) == (False, None)

    @pytest.mark.parametrize(
        ("sheet", "rows"),
        [
            ("Overall domain achievement", [["Quality and Outcomes Framework, 2024-25"], ["Practice code", "Achievement (%)"]]),
            ("Indicator definitions", [["QOF 2023-24"], ["Indicator", "Definition"]]),
        ],
    )
    def test_other_workbooks_about_qof_are_named_and_not_used(self, tmp_path, sheet, rows):
        (tmp_path / "qof-2425-prac-dom-ach.xlsx").write_bytes(world_forms.workbook({sheet: rows}))
        publication, module = publications.recognise(find([tmp_path])[0])
        assert publication.title.startswith("QOF, a workbook without counts") and module is None

    def test_old_workbooks_of_qof_are_named_by_their_name(self, tmp_path):
        for name in ("a/QOF0910_Pracs_Prevalence.xls", "b/other.xls"):
            (tmp_path / name).parent.mkdir()
            (tmp_path / name).write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(100))
        titles = [publication and publication.title for publication, _ in map(publications.recognise, find([tmp_path]))]
        assert [title and title[:15] for title in titles] == ["QOF, a workbook", None]

    @pytest.mark.parametrize(
        ("name", "content"), [("README.txt", b"What is in this zip"), ("licence.md", b"# OGL"), ("Guide.pdf", b"%PDF-1.7")]
    )
    def test_documentation_is_named(self, tmp_path, name, content):
        (tmp_path / name).write_bytes(content)
        publication, module = publications.recognise(find([tmp_path])[0])
        assert (publication.title, module) == ("Documentation of a publication", None)

    @pytest.mark.parametrize("name", worlds.files())
    def test_a_misleading_name_does_not_deceive(self, tmp_path, name):
        content = worlds.files()[name]
        (tmp_path / "true").mkdir()
        (tmp_path / "false").mkdir()
        (tmp_path / "true" / name.rsplit("/", 1)[-1]).write_bytes(content)
        (tmp_path / "false" / "ACHIEVEMENT_2425.csv").write_bytes(content)
        [file], [misnamed] = find([tmp_path / "true"]), find([tmp_path / "false"])
        assert publications.recognise(file) == publications.recognise(misnamed)
        assert publications.recognise(file)[1] is not None

    @pytest.mark.parametrize("name", worlds.files())
    def test_names_promise_what_the_files_are(self, tmp_path, name):
        (tmp_path / name.rsplit("/", 1)[-1]).write_bytes(worlds.files()[name])
        [file] = find([tmp_path])
        assert publications.named_like(file) in (None, publications.recognise(file)[0])

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
        promised = publications.named_like(find([tmp_path])[0])
        assert (promised and promised.id) == publication

    def test_content_that_is_no_publication_is_none(self, tmp_path):
        (tmp_path / "a.csv").write_text("a,b\n1,2\n")
        assert publications.recognise(find([tmp_path])[0]) == (None, None)

    def test_every_publication_says_who_publishes_it_and_under_which_licence(self):
        for module in publications.MODULES:
            publication = module.PUBLICATION
            assert publication.title and publication.publisher and publication.attribution, publication.id
