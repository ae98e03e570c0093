"""Of files that tell the same story the newest edition counts; all others stand beside each other."""

import os
from datetime import datetime

import pytest

from pcdash.build import read as reading
from pcdash.build import run as build
from pcdash.definitions import catalogue
from pcdash.publications.kit import file as files
from pcdash.served.database import Database
from tests.worlds import forms as world_forms
from tests.worlds import qof as world_qof
from tests.worlds import registers as world_registers
from tests.worlds import returns as world_returns

ACHIEVEMENT, CORRECTED = (
    world_forms.text("PRACTICE_CODE,INDICATOR_CODE,MEASURE,VALUE", [["T10001", "DM1", "PCAS", n]]) for n in (1, 2)
)
REGISTER, PATIENTS_MAP = world_registers.practices_of_ods(), world_registers.patients_map()
EDITIONS = {
    "version mark": (("ACHIEVEMENT_2021.csv", ACHIEVEMENT, 2024), ("ACHIEVEMENT_2021_v2.csv", CORRECTED, 2020)),
    "version marks are numbers": (("b/A_2021_v9.csv", ACHIEVEMENT, 2024), ("a/A_2021_v10.csv", CORRECTED, 2020)),
    "day of change": (("b/A_2021.csv", ACHIEVEMENT, 2020), ("a/A_2021.csv", CORRECTED, 2024)),
    "day in the archive": (("QOF.zip", world_forms.archive({"A_2021.csv": ACHIEVEMENT}), 2025), ("A_2021.csv", CORRECTED, 2024)),
    "name between equals": (("A_2021.csv", ACHIEVEMENT, 2024), ("A_2021_corrected.csv", CORRECTED, 2024)),
    "newest date in the register": (
        ("b/epraccur.csv", REGISTER.replace(b"20220630", b"20220629"), 2024),
        ("a/epraccur.csv", REGISTER, 2020),
    ),
    "later extract of the month": (
        ("b/map.csv", PATIENTS_MAP, 2024),
        ("a/map.csv", PATIENTS_MAP.replace(b"01Apr2023", b"15Apr2023"), 2020),
    ),
}


class TestEditions:
    @pytest.mark.parametrize(("older", "newer"), EDITIONS.values(), ids=EDITIONS)
    def test_the_newer_replaces_the_older(self, tmp_path, older, newer):
        for name, content, year in (older, newer):
            path = tmp_path / name
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(content)
            os.utime(path, (0, datetime(year, 1, 1).timestamp()))
        reports = reading.read(files.find([tmp_path]), catalogue.load())
        assert {report.file_label.split(" > ")[0]: report.status for report in reports} == {
            older[0]: "superseded",
            newer[0]: "loaded",
        }

    @pytest.mark.parametrize(
        "pair",
        [
            {"ACHIEVEMENT_LONDON_2223.csv": (0, "Y56"), "ACHIEVEMENT_MIDLANDS_2223.csv": (1, "Y60")},
            {"ACHIEVEMENT_LONDON_2223.csv": (0, "Y56"), "ACHIEVEMENT_LONDON_2324.csv": (1, "Y56")},
        ],
        ids=["two regions", "two years"],
    )
    def test_other_regions_and_years_stand_beside_each_other(self, tmp_path, pair):
        header = "REGION_ODS_CODE,PRACTICE_CODE,INDICATOR_CODE,MEASURE,VALUE"
        for name, (value, region) in pair.items():
            (tmp_path / name).write_bytes(world_forms.text(header, [[region, "T10001", "DM1", "PCAS", value]]))
        reports = reading.read(files.find([tmp_path]), catalogue.load())
        assert [report.status for report in reports] == ["loaded", "loaded"]

    def test_files_of_two_years_may_be_equal_to_the_byte(self, tmp_path):
        for name in ("MAPPING_INDICATORS_2122.csv", "MAPPING_INDICATORS_2223.csv", "copy of MAPPING_INDICATORS_2223.csv"):
            (tmp_path / name).write_bytes(world_qof.mapping_of_indicators())
        reports = reading.read(files.find([tmp_path]), catalogue.load())
        assert [(report.period, report.status) for report in reports] == [
            ("2021/22", "loaded"),
            ("2022/23", "loaded"),
            (None, "duplicate"),
        ]

    def test_of_two_local_returns_the_one_changed_last_counts(self, tmp_path):
        rows = [
            ["ld_health_check", "practice", "T10001", "2022/23", "Persons", "All ages", "", count, 20, "", ""] for count in (10, 15)
        ]
        for name, row, year in (("b.csv", rows[0], 2020), ("a.csv", rows[1], 2024)):
            (tmp_path / name).write_bytes(world_forms.text(world_returns.LOCAL_RETURN_HEADER, [row]))
            os.utime(tmp_path / name, (0, datetime(year, 1, 1).timestamp()))
        reports = build.build([tmp_path], [], tmp_path / "new" / "pcdash.duckdb")
        assert [report.status for report in reports] == ["loaded", "loaded"]
        figures = Database(tmp_path / "new" / "pcdash.duckdb").fetch(
            "SELECT numerator, value FROM marts.indicator_value WHERE area_type = 'practice'"
        )
        assert figures.to_numpy().tolist() == [[15, 75]]
