"""Patients registered at a practice: totals, ages, small areas, and which practice belongs where."""

from datetime import date

import pytest

from tests.publications.taken import read, reasons, table
from tests.worlds import registers as world_registers

CODES = {"GP": "A81001", "PCN": "U00000", "CCG": "08f ", "SUB_ICB_LOCATION": "A3A8R"}


class TestRegisteredPatients:
    def test_totals_of_2019_with_days_as_words(self, tmp_path):
        publication, loaded = read(tmp_path, "gp-reg-pat-prac-all.csv", world_registers.patients_total())
        assert (publication, loaded.period, loaded.edition) == ("registered_patients", "2019-04", date(2019, 4, 1))
        assert table(loaded, "registered_patients", "area_type", "area_code", "extract_date", "sex", "age", "patients")[0] == (
            "practice", "T10001", date(2019, 4, 1), "Persons", "All ages", 600,
        )  # fmt: skip

    def test_five_year_ages_with_iso_days(self, tmp_path):
        _, loaded = read(tmp_path, "gp-reg-pat-prac-quin-age.csv", world_registers.patients_by_age())
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
            ("GP", "practice", "A81001"),
            ("PCN", "pcn", "U00000"),
            ("CCG", "sub_icb", "08F"),
            ("SUB_ICB_LOCATION", "sub_icb", "A3A8R"),
            ("Comm Region", "region", "E40000013"),
            ("National", "england", "E92000001"),
        ],
    )
    def test_organisations_of_every_level(self, tmp_path, kind, area_type, code):
        header = "PUBLICATION,EXTRACT_DATE,ORG_TYPE,ORG_CODE,ONS_CODE,POSTCODE,SEX,AGE_GROUP_5,NUMBER_OF_PATIENTS\n"
        _, loaded = read(
            tmp_path, "x.csv", f"{header}GP_PRAC_PAT_LIST,2023-04-01,{kind},{CODES.get(kind, '')},E40000007,,ALL,ALL,5\n"
        )
        assert table(loaded, "registered_patients", "area_type", "area_code") == [(area_type, code)]

    def test_each_fault_has_its_reason(self, tmp_path):
        header = "PUBLICATION,EXTRACT_DATE,ORG_TYPE,ORG_CODE,ONS_CODE,POSTCODE,SEX,AGE_GROUP_5,NUMBER_OF_PATIENTS\n"
        rows = [
            "P,2023-04-01,ICB,QMF,E54000029,,ALL,ALL,5",
            "P,2023-04-01,GP,,,,ALL,ALL,5",
            "P,2023-04-01,GP,A81001,,,MALE,infants,5",
            "P,2023-04-01,GP,A81001,,,UNKNOWN,ALL,5",
            "P,2023-04-01,GP,A81001,,,ALL,ALL,",
            "P,April,GP,A81001,,,ALL,ALL,5",
            "P,2023-04-01,GP,A81001,,,ALL,ALL,5",
            "P,2023-04-01,GP,A81001,,,ALL,ALL,6",
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
        publication, loaded = read(tmp_path, "gp-reg-pat-prac-lsoa-all.csv", world_registers.patients_by_small_area())
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

    @pytest.mark.parametrize(
        ("columns", "values"),
        [
            ("SEX,NUMBER_OF_PATIENTS", "ALL,7"),
            ("NUMBER_OF_PATIENTS", "7"),
            ("ALL_PATIENTS", "7"),
            ("MALE_PATIENTS,FEMALE_PATIENTS", "3,4"),
            ("MALE_PATIENTS,FEMALE_PATIENTS,ALL_PATIENTS", "3,4,7"),
        ],
    )
    def test_patients_of_closed_postcodes_are_kept_under_no_area_in_every_layout(self, tmp_path, columns, values):
        areas = ("CLOSED", "NO2021", "W01000001", "E01000001")
        lines = [f"P,01JUL2025,T10001,X,{area},{values}" for area in areas]
        header = f"PUBLICATION,EXTRACT_DATE,PRACTICE_CODE,PRACTICE_NAME,LSOA_CODE,{columns}"
        _, loaded = read(tmp_path, "gp-reg-pat-prac-lsoa-all.csv", "\n".join([header, *lines, ""]))
        assert reasons(loaded) == {}
        assert table(loaded, "registered_patients_lsoa", "lsoa_code", "sex", "patients") == [(area, "Persons", 7) for area in areas]
        assert list(loaded.tables) == ["registered_patients_lsoa"]

    def test_the_map_of_sub_icbs(self, tmp_path):
        publication, loaded = read(tmp_path, "gp-reg-pat-prac-map.csv", world_registers.patients_map())
        assert (publication, loaded.period, loaded.edition) == ("registered_patients_map", "2023-04", date(2023, 4, 1))
        links = table(loaded, "area_parent", "child_code", "parent_type", "parent_code")
        assert {("T10001", "sub_icb", "A3A8R"), ("T10001", "pcn", "U10001"), ("U10001", "sub_icb", "A3A8R")} <= set(links)
        assert table(loaded, "practice_postcode", "practice_code", "postcode")[0] == ("T10001", "RM1 1AA")

    def test_the_map_of_ccgs_and_a_newer_one_with_suppliers(self, tmp_path):
        header, rest = world_registers.patients_map().decode().split("\n", 1)
        older = header.replace("SUB_ICB_LOCATION", "CCG").replace("ICB", "STP")
        _, loaded = read(tmp_path, "map.csv", f"{older}\n{rest.replace('01Apr2023', '01-Sep-20')}")
        assert (loaded.period, loaded.rows_loaded) == ("2020-09", 14)
        lines = [f"{line},EMIS" for line in rest.splitlines()]
        _, loaded = read(tmp_path, "map.csv", "\n".join([f"{header},SUPPLIER_NAME", *lines, ""]))
        assert loaded.rows_loaded == 14

    def test_a_map_whose_rows_are_all_refused_is_no_accident(self, tmp_path):
        _, loaded = read(tmp_path, "map.csv", world_registers.patients_map().replace(b"01Apr2023", b"soon"))
        assert (loaded.rows_loaded, set(reasons(loaded).values())) == (0, {"extract_date is not a date"})
