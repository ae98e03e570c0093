"""Bad input is refused in words, all of it at once, and the database that was there stays as it was."""

import io

import openpyxl
import pytest

from pcdash.publications.kit import file as files
from tests.build.refused import assert_refused, overwritten
from tests.worlds import qof as world_qof
from tests.worlds import returns as world_returns


def without_sheet(content, name):
    book = openpyxl.load_workbook(io.BytesIO(content))
    del book[name]
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


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
