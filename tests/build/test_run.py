"""The build: bad input is refused in words, the database that was there stays as it was, and no row is lost or counted twice."""

import hashlib
import io
import os
import re
import shutil
from datetime import datetime

import openpyxl
import pandas as pd
import pytest

from pcdash.__main__ import run
from pcdash.build import read as reading
from pcdash.build import run as build
from pcdash.definitions import catalogue
from pcdash.errors import DatabaseError, SourceError
from pcdash.publications.kit import file as files
from pcdash.served.database import Database
from tests import worlds
from tests.worlds import forms as world_forms
from tests.worlds import place as world_place
from tests.worlds import qof as world_qof
from tests.worlds import registers as world_registers
from tests.worlds import returns as world_returns
from tests.worlds import small as world_small

FIGURES = "SELECT * EXCLUDE (source_id) FROM marts.indicator_value ORDER BY ALL"


@pytest.fixture
def published(tmp_path):
    """The small world's published files, to be spoiled by a test."""
    folder = tmp_path / "published"
    worlds.write(folder)
    return folder


@pytest.fixture
def place(tmp_path):
    return world_place.write_place(tmp_path)


@pytest.fixture
def database(tmp_path, small_database):
    """A database of an earlier build, alone in its folder."""
    path = tmp_path / "data" / "pcdash.duckdb"
    path.parent.mkdir()
    shutil.copy(small_database.path, path)
    return path


def fingerprint(folder):
    """Name and content of everything in the folder."""
    return {path.relative_to(folder): hashlib.sha256(path.read_bytes()).hexdigest() for path in folder.rglob("*") if path.is_file()}


def assert_refused(capsys, database, arguments, exit_code, *parts):
    """The build fails with all of the words, in words, and leaves nothing behind."""
    before = fingerprint(database.parent)
    code = run(["build", *map(str, arguments), "--database", str(database)])
    shown = capsys.readouterr()
    assert code == exit_code, shown.err
    message = shown.err[shown.err.index("Error: ") :]
    for part in parts:
        assert part in message
    assert "What to do: " in message
    assert_no_internals(shown.out + message)
    assert fingerprint(database.parent) == before


def assert_no_internals(text):
    assert "Traceback" not in text
    assert not re.search(r"(^|[\s'\"(])/(\w+/)+", text), f"an absolute path in: {text}"
    assert not re.search(r"\w+(Error|Exception|Iteration)\b(?!:? \()", text), f"the name of an exception in: {text}"


def without_sheet(content, name):
    book = openpyxl.load_workbook(io.BytesIO(content))
    del book[name]
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def overwritten(content):
    """The content with forty bytes in its middle turned over."""
    spoiled = bytearray(content)
    middle = len(spoiled) // 2
    spoiled[middle : middle + 40] = bytes(byte ^ 0xFF for byte in spoiled[middle : middle + 40])
    return bytes(spoiled)


HTML = b"<!DOCTYPE html>\n<html><head><title>Page not found</title></head></html>\n"
MAP = "registered-patients/gp-reg-pat-prac-map.zip"


UNPACKED = "is damaged or incomplete and cannot be unpacked"
OPENED = "is damaged or incomplete and cannot be opened as a workbook"
READ = "cannot be read as boundaries"
BAD_FILES = {
    "CSV cut short": ("qof/2022-23/PREVALENCE_2223.csv", lambda old: old[:-25], "ends in the middle of row 71: it was cut short"),
    "quoted CSV cut short": ("fingertips/indicators-CountyUA.data.csv", lambda old: old[:-40], "it was cut short"),
    "CSV that is a web page": (
        "qof/2022-23/PREVALENCE_2425.csv",
        lambda old: HTML,
        "is named like Quality and Outcomes Framework, prevalence by practice, but begins with '<!DOCTYPE html> <html>",
    ),
    "empty CSV": ("ods/succ.csv", lambda old: b"", "is named like Successor organisations (succ), but is empty"),
    "CSV without a column": (
        "qof/2022-23/MAPPING_NHS_GEOGRAPHIES_2223.csv",
        lambda old: old.replace(b"REGION_NAME", b"REGION", 1),
        "lacks the column 'region_name'",
    ),
    "CSV with a column twice": (
        "qof/2022-23/PREVALENCE_2223.csv",
        lambda old: old.replace(b"PATIENT_LIST_TYPE", b"REGISTER", 1),
        "has the column 'register' twice",
    ),
    "zip overwritten": (MAP, lambda old: overwritten(old), UNPACKED),
    "zip cut short": (MAP, lambda old: old[: len(old) // 2], UNPACKED),
    "zip that is a web page": (
        MAP,
        lambda old: HTML,
        "is named like Patients Registered at a GP Practice, mapping, but begins with",
    ),
    "workbook overwritten": ("ods/ePCN.xlsx", lambda old: overwritten(old), OPENED),
    "workbook cut short": ("ods/ePCN.xlsx", lambda old: old[: len(old) // 2], OPENED),
    "networks without their members": (
        "ods/ePCN.xlsx",
        lambda old: without_sheet(old, "PCN Core Partner Details"),
        "the sheet 'PCN Core Partner Details' is missing",
    ),
    "QOF workbook without a sheet": (
        "qof/2018-19/qof-1819-prev-ach-exc-ccg.xlsx",
        lambda old: without_sheet(old, "DM"),
        "has 1 sheets of data where its title sheet lists 2: a sheet is missing",
    ),
    "deprivation without its sheet": (
        "deprivation/File_1_-_IMD2019_Index_of_Multiple_Deprivation.xlsx",
        lambda old: without_sheet(old, "IMD2019"),
        "is named like English Indices of Deprivation, but is of the form workbook",
    ),
    "boundaries cut short": ("geography/lsoa-2021.geojson", lambda old: old[:900], READ),
    "boundaries without their coordinate system": (
        "geography/lsoa-2021.geojson",
        lambda old: old.replace(b'"crs"', b'"was crs"', 1),
        "has coordinates outside the coordinate system it declares",
    ),
    "shapefile without its parts": ("geography/places.shp", lambda old: b"\x00\x00\x27\x0a" + bytes(100), READ),
}


@pytest.mark.parametrize(("name", "spoil", "what"), BAD_FILES.values(), ids=BAD_FILES)
def test_a_bad_file_among_good_ones_stops_the_build(capsys, published, place, database, name, spoil, what):
    path = published / name
    path.write_bytes(spoil(path.read_bytes() if path.exists() else b""))
    assert_refused(capsys, database, [published, "--place", place], 3, name, what)


def test_all_bad_files_are_named_at_once(capsys, published, database):
    (published / "qof/2022-23/PREVALENCE_2223.csv").write_bytes(HTML)
    (published / "qof/2018-19/PREVALENCE_1819.csv").write_bytes(HTML + b"again")
    (published / "ods/ePCN.xlsx").write_bytes(b"PK\x03\x04 xl/ nothing else")
    count = len(files.find([published]))
    assert_refused(
        capsys, database, [published], 3, f"3 of {count} files cannot be used", "PREVALENCE_2223", "PREVALENCE_1819", "ePCN"
    )


def test_a_file_without_a_year_is_refused(capsys, tmp_path, database):
    (tmp_path / "PREVALENCE.csv").write_bytes(world_qof.prevalence("2022/23"))
    assert_refused(capsys, database, [tmp_path / "PREVALENCE.csv"], 3, "PREVALENCE.csv: carries no year", "PREVALENCE_2425.csv")


def test_an_empty_folder_is_refused(capsys, tmp_path, database):
    (tmp_path / "downloads").mkdir()
    assert_refused(capsys, database, [tmp_path / "downloads"], 3, "downloads: holds no files")


def test_a_path_that_does_not_exist_is_refused(capsys, tmp_path, published, database):
    assert_refused(capsys, database, [published, tmp_path / "nowhere"], 3, "nowhere: does not exist")


def test_a_folder_with_nothing_to_load_is_refused(capsys, tmp_path, database):
    (tmp_path / "downloads").mkdir()
    (tmp_path / "downloads" / "notes.txt").write_text("nothing here")
    (tmp_path / "downloads" / "template.csv").write_text(world_returns.LOCAL_RETURN_HEADER + "\n")
    assert_refused(capsys, database, [tmp_path / "downloads"], 3, "downloads: nothing here can be loaded")


PRACTICES = '"T10004", "T10005", "T10006", "T10007"'


BAD_PLACES = {
    "unknown key": ('baseline = "2018/19"', 'baselin = "2018/19"', "place.toml: unknown key 'baselin'"),
    "unknown key of a locality": ('code = "HAV-S"', 'code = "HAV-S"\nsize = 3', "place.toml, locality HAV-S: unknown key 'size'"),
    "unknown key of the system": ('code = "HBD"', 'kode = "HBD"', "place.toml, [system]: unknown key 'kode'"),
    "missing key": ('region = "E40000003"', "", "place.toml: the key 'region' is missing"),
    "no period": ('baseline = "2018/19"', 'baseline = "2018/20"', "'baseline': '2018/20' is not a period"),
    "bad TOML": ('name = "Havering"', 'name = "Havering', "place.toml: is not valid TOML"),
    "practice in two localities": (
        PRACTICES,
        PRACTICES + ', "T10003"',
        "place.toml, locality HAV-S: practice T10003 is already in locality HAV-N",
    ),
    "no practice": (PRACTICES, PRACTICES + ", 5", "place.toml, locality HAV-S: '5' is not a practice"),
    "no date": (PRACTICES, '{code = "T10004", from = "2019"}', "'from' of T10004 is not a date"),
    "locality twice": ('code = "HAV-S"', 'code = "HAV-N"', "place.toml: locality HAV-N is already in place.toml"),
}


@pytest.mark.parametrize(("old", "new", "what"), BAD_PLACES.values(), ids=BAD_PLACES)
def test_a_place_file_with_a_fault_is_refused(capsys, published, place, database, old, new, what):
    text = place.read_text()
    assert old in text
    place.write_text(text.replace(old, new, 1))
    assert_refused(capsys, database, [published, "--place", place], 5, what)


def test_a_place_file_that_does_not_exist_is_refused(capsys, tmp_path, published, database):
    assert_refused(capsys, database, [published, "--place", tmp_path / "other.toml"], 5, "other.toml: there is no such place file")


def test_two_place_files_cannot_claim_the_same(capsys, tmp_path, published, place, database):
    assert_refused(
        capsys, database, [published, "--place", place, "--place", place], 5, "borough E09000016 is already in place.toml"
    )
    other = tmp_path / "other.toml"
    other.write_text(place.read_text().replace("E09000016", "E09000002").replace("HAV-", "BAR-"))
    assert_refused(
        capsys, database, [published, "--place", place, "--place", other], 5, "other.toml: practice T10001 is already in"
    )


def test_a_place_file_that_names_unknown_practices_breaks_a_check(capsys, published, place, database):
    place.write_text(place.read_text().replace(PRACTICES, PRACTICES + ', "T99999"'))
    assert_refused(
        capsys,
        database,
        [published, "--place", place],
        6,
        "the figures break 1 of the checks",
        "Every practice that a place file names is known to some publication",
        "locality_code HAV-S, practice_code T99999",
        "correct the file or place file it names",
    )


def test_an_interrupted_build_leaves_the_old_database_and_nothing_else(published, place, database):
    before = fingerprint(database.parent)

    def interrupt(message, share):
        if message == "Computing indicators":
            assert len(list(database.parent.iterdir())) > 1  # the new one grows beside the old one
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        build.build([published], [place], database, progress=interrupt)
    assert fingerprint(database.parent) == before


def test_an_unknown_option_is_refused_in_words(capsys, published):
    assert run(["build", str(published), "--plaice", "x"]) == 2
    assert "No such option" in capsys.readouterr().err


@pytest.fixture(scope="module")
def rebuilt(tmp_path_factory, small_database):
    """One build over the old database from the same files, with a copy and an older edition of one of them put beside."""
    folder = tmp_path_factory.mktemp("again")
    published, path = folder / "published", folder / "pcdash.duckdb"
    worlds.write(published)
    shutil.copy(small_database.path, path)
    (published / "qof/copy of PREVALENCE_2223.csv").write_bytes(world_qof.prevalence("2022/23"))
    older = published / "older" / "ACHIEVEMENT_LONDON_2223.csv"
    older.parent.mkdir()
    older.write_bytes(world_qof.achievement_of_region("2022/23", world_small.LONDON).replace(b",50.0", b",49.0"))
    os.utime(older, (0, datetime(2020, 1, 1).timestamp()))
    version = Database(path).version()
    assert run(["build", str(published), "--place", str(world_place.write_place(folder)), "--database", str(path)]) == 0
    assert Database(path).version() != version
    return Database(path)


@pytest.fixture
def statuses(rebuilt):
    return rebuilt.fetch("SELECT file_label, status, message FROM marts.source_file").set_index("file_label")


class TestBuildingAgain:
    def test_the_figures_are_the_same(self, rebuilt, small_database):
        pd.testing.assert_frame_equal(rebuilt.fetch(FIGURES), small_database.fetch(FIGURES))

    def test_a_copy_of_a_file_is_reported_as_a_duplicate(self, statuses):
        assert tuple(statuses.loc["qof/2022-23/PREVALENCE_2223.csv"]) == ("loaded", "")
        duplicate = statuses[statuses["status"] == "duplicate"]
        assert list(duplicate["message"]) == ["the same content as qof/2022-23/PREVALENCE_2223.csv"]

    def test_an_older_edition_is_reported_as_superseded(self, statuses):
        superseded = statuses[statuses["status"] == "superseded"]
        assert superseded["message"].to_dict() == {
            "older/ACHIEVEMENT_LONDON_2223.csv": "an older edition of qof/2022-23/ACHIEVEMENT_LONDON_2223.csv"
        }

    def test_files_that_were_not_loaded_have_no_rows(self, rebuilt):
        rows = rebuilt.fetch("SELECT rows_in FROM marts.source_file WHERE status <> 'loaded'")
        assert rows["rows_in"].isna().all()


ACHIEVEMENT, CORRECTED = (
    world_forms.text("PRACTICE_CODE,INDICATOR_CODE,MEASURE,VALUE", [["T1", "DM1", "PCAS", n]]) for n in (1, 2)
)
REGISTER, PATIENTS_MAP = world_registers.practices_of_ods(), world_registers.patients_map()
# The older and the newer of two files of one publication and period: name, content, year in which it was last changed.
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
            (tmp_path / name).write_bytes(world_forms.text(header, [[region, "T1", "DM1", "PCAS", value]]))
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


class TestAccounting:
    def test_every_file_is_listed_with_its_rows(self, small_database):
        listed = small_database.fetch("SELECT * FROM marts.source_file")
        names = set(worlds.files())
        assert {label.split(" > ")[0] for label in listed["file_label"]} == names
        assert set(listed["status"]) == {"loaded"}
        assert (listed["rows_in"] == listed["rows_loaded"] + listed["rows_refused"]).all()
        assert listed.set_index("file_label").loc["qof/2022-23/PREVALENCE_2223.csv", "rows_in"] == 14 * len(world_small.GROUPS)

    def test_every_refused_row_is_kept_with_its_reason(self, small_database):
        refused = small_database.fetch("SELECT file_label, row_number, reason FROM marts.rejected_row ORDER BY ALL")
        per_file = refused.groupby("file_label").size().to_dict()
        counted = small_database.fetch("SELECT file_label, rows_refused FROM marts.source_file WHERE rows_refused > 0")
        assert per_file == dict(counted.itertuples(index=False))
        assert per_file == {
            "fingertips/indicators-CountyUA.data.csv": 2,
            "geography/code-point/rm.csv": 1,
            "qof/2022-23/ACHIEVEMENT_LONDON_2223.csv": 4,
        }
        assert set(refused.loc[refused["file_label"].str.startswith("qof"), "reason"]) == {"value is blank, as published"}

    def test_no_label_holds_an_absolute_path(self, small_database):
        assert small_database.fetch("SELECT file_label FROM marts.source_file WHERE file_label LIKE '/%'").empty

    def test_the_build_says_that_its_data_were_published(self, small_database):
        assert list(small_database.fetch("SELECT data_kind FROM marts.build")["data_kind"]) == ["published"]

    def test_all_checks_were_run_and_passed(self, small_database):
        results = small_database.fetch("SELECT * FROM marts.check_result")
        assert len(results) == len(list((build.config.SQL / "checks").glob("*.sql")))
        assert results["offending_rows"].sum() == 0


class TestInspect:
    def test_it_says_what_would_be_loaded_and_changes_nothing(self, capsys, tmp_path, published):
        before = fingerprint(tmp_path)
        assert run(["inspect", str(published / "qof"), str(published / "fingertips")]) == 0
        shown = capsys.readouterr().out
        assert fingerprint(tmp_path) == before
        assert "2022-23/ACHIEVEMENT_LONDON_2223.csv\n" in shown
        assert "Quality and Outcomes Framework, achievement by practice, 2022/23\n  240 rows: 236 to load, 4 to refuse\n" in shown
        assert "4 x value is blank, as published" in shown
        assert "1 x area type 'District' is not one of the dashboard's" in shown
        assert_no_internals(shown)

    def test_a_damaged_file_is_named(self, capsys, published):
        (published / "ods/ePCN.xlsx").write_bytes(overwritten(world_registers.networks()))
        assert run(["inspect", str(published / "ods")]) == 3
        message = capsys.readouterr().err
        assert "ePCN.xlsx: is damaged or incomplete" in message
        assert_no_internals(message[message.index("Error: ") :])

    def test_files_that_are_no_publication_are_an_error(self, capsys, tmp_path):
        (tmp_path / "notes.txt").write_text("nothing here")
        assert run(["inspect", str(tmp_path / "notes.txt")]) == 1
        shown = capsys.readouterr()
        assert "notes.txt\n  not recognised: not a publication the dashboard knows (it begins with 'nothing here')" in shown.out
        assert "Error: no file is a publication that the dashboard knows\nWhat to do: " in shown.err


class TestCheck:
    def test_a_database_in_place_is_checked_and_not_changed(self, capsys, database):
        before = fingerprint(database.parent)
        assert run(["check", "--database", str(database)]) == 0
        shown = capsys.readouterr().out
        assert shown.count("passed") == len(list((build.config.SQL / "checks").glob("*.sql")))
        assert fingerprint(database.parent) == before

    @pytest.mark.parametrize(
        ("content", "message"), [(None, "there is no database yet"), (b"not a database", "is not a database of this dashboard")]
    )
    def test_without_a_database_there_is_nothing_to_check(self, capsys, tmp_path, content, message):
        path = tmp_path / "other.duckdb"
        if content is not None:
            path.write_bytes(content)
        assert run(["check", "--database", str(path)]) == DatabaseError.exit_code == 7
        shown = capsys.readouterr()
        assert f"Error: other.duckdb: {message}\nWhat to do: run `python -m pcdash build`" in shown.err
        assert_no_internals(shown.out + shown.err)
        assert path.exists() == (content is not None)


def test_errors_name_what_where_and_what_to_do():
    error = SourceError("is damaged", "a.zip", "download it again")
    assert str(error) == "a.zip: is damaged\nWhat to do: download it again"
    assert (error.what, error.where, error.todo, error.exit_code) == ("is damaged", "a.zip", "download it again", 3)
