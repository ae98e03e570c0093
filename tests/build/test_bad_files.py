"""Bad input is refused in words, all of it at once, and the database that was there stays as it was."""

import io
import re

import openpyxl
import pandas as pd
import pytest

from pcdash.__main__ import run
from pcdash.build.read import CANNOT_BE_USED, read
from pcdash.definitions import catalogue
from pcdash.publications.kit import file as files
from pcdash.served.database import Database
from tests import worlds
from tests.build.refused import assert_no_internals, assert_refused, overwritten
from tests.worlds import forms as world_forms
from tests.worlds import qof as world_qof
from tests.worlds import returns as world_returns


def without_sheet(content, name):
    book = openpyxl.load_workbook(io.BytesIO(content))
    del book[name]
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


CATALOGUE = catalogue.load()
HTML = b"<!DOCTYPE html>\n<html><head><title>Page not found</title></head></html>\n"
MAP = "registered-patients/gp-reg-pat-prac-map.zip"


CQC_HEADER = "Practice.Code,Year,location_name,service_population_group,domain,latest_rating\n"
UNPACKED = "is damaged or incomplete and cannot be unpacked"
OPENED = "is damaged or incomplete and cannot be opened as a workbook"
READ = "cannot be read as boundaries"
BAD_FILES = {
    "CSV cut short": ("qof/2022-23/PREVALENCE_2223.csv", lambda old: old[:-25], "ends in the middle of row 71: it was cut short"),
    "quoted CSV cut short": ("fingertips/indicators-CountyUA.data.csv", lambda old: old[:-40], "it was cut short"),
    "CSV that is a web page": (
        "qof/2022-23/PREVALENCE_2425.csv",
        lambda old: HTML,
        "is named like Quality and Outcomes Framework, prevalence by practice, but is a web page or other markup",
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
        "has one heading twice, over columns 3 and 4",
    ),
    "zip overwritten": (MAP, lambda old: overwritten(old), UNPACKED),
    "zip cut short": (MAP, lambda old: old[: len(old) // 2], UNPACKED),
    "zip that is a web page": (
        MAP,
        lambda old: HTML,
        "is named like Patients Registered at a GP Practice, mapping, but is a web page",
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
    "boundaries of nowhere": (
        "geography/lsoa-2021.geojson",
        lambda old: re.sub(rb"(\d{6})", rb"9\1", old.replace(b'"crs"', b'"was crs"', 1)),
        "declares no coordinate system that puts its areas into the United Kingdom",
    ),
    "shapefile without its parts": ("geography/places.shp", lambda old: b"\x00\x00\x27\x0a" + bytes(100), READ),
}


def reports_of(folder):
    return {report.file_label: report for report in read(files.find([folder]), CATALOGUE)}


@pytest.mark.parametrize(("name", "spoil", "what"), BAD_FILES.values(), ids=BAD_FILES)
def test_a_bad_file_is_named_with_its_reason_and_what_to_do(tmp_path, name, spoil, what):
    world = worlds.files()
    path = tmp_path / name
    path.parent.mkdir(parents=True)
    path.write_bytes(spoil(world.get(name, b"")))
    [(label, report)] = reports_of(tmp_path).items()
    assert label.startswith(name) and report.status == CANNOT_BE_USED and report.loaded is None
    assert what in report.message and re.search(r"\. [A-Z][a-z]", report.message)
    assert_no_internals(report.message)


def test_bad_files_cost_the_good_ones_nothing(capsys, published, place, tmp_path, small_database):
    (published / "qof/2022-23/PREVALENCE_2425.csv").write_bytes(HTML)
    (published / "ods/broken.xlsx").write_bytes(b"PK\x03\x04 xl/ nothing else")
    (published / "twice.zip").write_bytes(world_forms.archive({"a.csv": b"a,b\n1,2\n"})[:40])
    built = tmp_path / "built.duckdb"
    arguments = ["build", str(published), "--place", str(place), "--database", str(built)]
    assert run(arguments) == 0
    shown = capsys.readouterr()
    assert "3 files need you" in shown.out and "Traceback" not in shown.out + shown.err
    assert_no_internals(shown.out)
    everything = "SELECT * FROM marts.indicator_value ORDER BY ALL"
    pd.testing.assert_frame_equal(
        Database(built).fetch(everything).drop(columns="source_id"), small_database.fetch(everything).drop(columns="source_id")
    )


def test_being_strict_all_bad_files_are_named_at_once(capsys, published, database):
    (published / "qof/2022-23/PREVALENCE_2223.csv").write_bytes(HTML)
    (published / "qof/2018-19/PREVALENCE_1819.csv").write_bytes(HTML + b"again")
    (published / "ods/ePCN.xlsx").write_bytes(b"PK\x03\x04 xl/ nothing else")
    count = len(files.find([published]))
    named = f"3 of {count} files cannot be used", "PREVALENCE_2223", "PREVALENCE_1819", "ePCN"
    assert_refused(capsys, database, [published, "--strict"], 3, *named)


def test_a_file_that_goes_away_while_it_is_read_costs_the_others_nothing(tmp_path):
    for name in ("a.csv", "b.csv"):
        (tmp_path / name).write_bytes(world_returns.local_return())
    found = files.find([tmp_path])
    (tmp_path / "a.csv").unlink()
    gone, stayed = read(found, CATALOGUE)
    assert (gone.status, stayed.status) == (CANNOT_BE_USED, "loaded") and "went away" in gone.message


def test_what_an_unknown_file_holds_is_never_repeated(tmp_path):
    (tmp_path / "letters.csv").write_text("Jane Example,born 1950,999 000 0018\nsecond,row,here\n", encoding="utf-8")
    (tmp_path / "succ.csv").write_text("Jane Example", encoding="utf-8")
    messages = [report.message for report in reports_of(tmp_path).values()]
    assert len(messages) == 2 and not any("Jane" in message or "999" in message for message in messages)


def test_a_value_that_only_the_database_refuses_is_told_in_words_and_not_repeated(capsys, tmp_path, database):
    ratings = tmp_path / "cqc.csv"
    ratings.write_text(f"{CQC_HEADER}T10001,999999999999,A,Overall,Overall,Good\n", encoding="utf-8")
    assert_refused(capsys, database, [ratings], 3, "cqc.csv: has a value that no Care Quality Commission ratings can have")
    assert run(["build", str(ratings), "--database", str(database)]) == 3
    assert "999999" not in capsys.readouterr().err


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
