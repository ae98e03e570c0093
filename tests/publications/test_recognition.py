"""Which publication a file is, whatever its name says."""

import pytest

from pcdash import publications
from pcdash.publications.kit.file import find
from tests import worlds


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
