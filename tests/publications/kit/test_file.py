"""Files as the loaders see them: found, told apart by their bytes, decoded, and never named by a path of the server."""

import io
import os
import zipfile
from datetime import date, datetime

import pytest

from pcdash.errors import SourceError
from pcdash.publications.kit.file import PublishedFile, find
from tests.worlds import forms as world_forms
from tests.worlds import qof as world_qof
from tests.worlds import registers as world_registers

CSV = b"a,b\n1,2\n"


def write(folder, files):
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return folder


def labels(*sources):
    return [file.label for file in find(list(sources))]


def test_folders_are_searched_in_a_stable_order(tmp_path):
    write(tmp_path, {"b.csv": CSV, "a/2.csv": CSV, "a/1.csv": CSV, "a/deep/er/3.csv": CSV})
    assert labels(tmp_path) == ["a/1.csv", "a/2.csv", "a/deep/er/3.csv", "b.csv"]


def test_a_file_may_be_named_itself(tmp_path):
    write(tmp_path, {"a/1.csv": CSV, "a/2.csv": CSV})
    assert labels(tmp_path / "a" / "2.csv") == ["2.csv"]


def test_archives_are_opened_and_their_members_named_after_them(tmp_path):
    write(tmp_path, {"q/QOF.zip": world_forms.archive({"inner/b.csv": CSV, "a.csv": CSV})})
    assert labels(tmp_path) == ["q/QOF.zip > a.csv", "q/QOF.zip > inner/b.csv"]


def test_a_member_reads_like_a_file(tmp_path):
    write(tmp_path, {"QOF.zip": world_forms.archive({"inner/b.csv": CSV})})
    [file] = find([tmp_path])
    assert (file.name, file.content, list(file.rows())) == ("b.csv", CSV, [["1", "2"]])
    assert file.modified == date(2023, 4, 13)  # what the archive says, not when it was copied here


def test_a_member_without_a_date_takes_its_archives(tmp_path):
    path = tmp_path / "undated.zip"
    content = bytearray(world_forms.archive({"a.csv": CSV}))
    for signature, offset in ((b"PK\x03\x04", 10), (b"PK\x01\x02", 12)):
        at = content.find(signature) + offset
        content[at : at + 4] = bytes(4)
    path.write_bytes(content)
    os.utime(path, (0, datetime(2024, 5, 6, 12).timestamp()))
    [file] = find([path])
    assert file.modified == date(2024, 5, 6)


def test_shapefile_parts_travel_with_their_shp(tmp_path):
    parts = {f"a.{part}": CSV for part in ("shp", "shx", "dbf", "prj", "cpg", "SBN")}
    write(tmp_path, parts | {"zipped.zip": world_forms.archive(parts)})
    assert labels(tmp_path) == ["a.shp", "zipped.zip > a.shp"]


def test_hidden_files_are_left_out(tmp_path):
    hidden = {".DS_Store": CSV, ".git/config": CSV, "a/.hidden.csv": CSV}
    members = {"__MACOSX/._a.csv": CSV, ".DS_Store": CSV, "a.csv": CSV}
    write(tmp_path, hidden | {"a/seen.csv": CSV, "x.zip": world_forms.archive(members)})
    assert labels(tmp_path) == ["a/seen.csv", "x.zip > a.csv"]


def test_a_source_in_a_hidden_folder_is_still_searched(tmp_path):
    write(tmp_path, {".cache/data/a.csv": CSV})
    assert labels(tmp_path / ".cache" / "data") == ["a.csv"]


def test_workbooks_are_files_not_archives(tmp_path):
    write(tmp_path, {"a.xlsx": world_forms.workbook({"one": [["x"]], "two": [["y", 1.0]]})})
    [file] = find([tmp_path])
    assert (file.label, file.form, file.sheets) == ("a.xlsx", "workbook", ("one", "two"))
    assert file.sheet("two") == [["y", 1.0]]


def test_row_numbers_of_sheets_are_those_of_a_spreadsheet_program(tmp_path):
    write(tmp_path, {"a.xlsx": world_forms.workbook({"one": [[], [], [None, "x"]]})})
    [file] = find([tmp_path])
    assert file.sheet("one") == [["", ""], ["", ""], ["", "x"]]


@pytest.mark.parametrize(
    ("name", "content", "form"),
    [
        ("misnamed.xlsx", CSV, "text"),
        ("byte order mark.csv", b"\xef\xbb\xbf" + CSV, "text"),
        ("misnamed.csv", world_forms.workbook({"one": [["x"]]}), "workbook"),
        ("error.csv", b"\n <!DOCTYPE html><html></html>", "markup"),
        ("boundaries.txt", b'\xef\xbb\xbf{"type": "FeatureCollection"}', "json"),
        ("a.pdf", b"%PDF-1.7 ...", "document"),
        ("a.parquet", b"PAR1....", "parquet"),
        ("a.xls", b"\xd0\xcf\x11\xe0....", "old workbook"),
        ("a.gpkg", b"SQLite format 3\x00....", "geopackage"),
        ("a.shp", b"\x00\x00\x27\x0a....", "shapefile"),
        ("utf16.csv", "a,b".encode("utf-16"), "unknown"),
        ("empty.csv", b"", "empty"),
        ("blank.csv", b"\xef\xbb\xbf\r\n \r\n", "empty"),
    ],
)
def test_form_follows_from_the_bytes_not_from_the_name(tmp_path, name, content, form):
    [file] = find([write(tmp_path, {name: content})])
    assert file.form == form


@pytest.mark.parametrize(
    ("content", "encoding"),
    [
        ("name\nKing’s – Road\n".encode(), "utf-8"),
        ("name\nKing’s – Road\n".encode("utf-8-sig"), "utf-8-sig"),
        ("name\nKing’s – Road\n".encode("cp1252"), "cp1252"),
    ],
)
def test_text_is_utf8_or_else_windows_1252(tmp_path, content, encoding):
    [file] = find([write(tmp_path, {"a.csv": content})])
    assert file.encoding == encoding
    assert file.header == ("name",)  # no byte order mark in it
    assert list(file.rows()) == [["King’s – Road"]]


def test_a_byte_that_windows_1252_leaves_open_becomes_a_replacement_character(tmp_path):
    [file] = find([write(tmp_path, {"a.csv": b"name\n\x81 \x96\n"})])
    assert list(file.rows()) == [["\ufffd –"]]


def test_file_names_may_hold_any_character(tmp_path):
    name = "9.Primary Care Networks – March 2022 & more.csv"
    [file] = find([write(tmp_path, {f"Données/{name}": CSV})])
    assert (file.label, file.name) == (f"Données/{name}", name)


def test_quoted_cells_hold_commas_and_line_breaks(tmp_path):
    [file] = find([write(tmp_path, {"a.csv": b'a,"b\nc"\r\n"1,5","two\r\nlines"\r\n'})])
    assert file.header == ("a", "b\nc")
    assert list(file.rows()) == [["1,5", "two\r\nlines"]]


def test_columns_are_compared_without_case_or_blanks_around(tmp_path):
    [file] = find([write(tmp_path, {"a.csv": b" Practice_Code ,VALUE\n"})])
    assert file.columns == {"practice_code", "value"}


def test_other_forms_have_no_header_and_no_sheets(tmp_path):
    [file] = find([write(tmp_path, {"a.csv": b"<html></html>"})])
    assert (file.header, file.sheets, file.workbook) == ((), (), None)


def test_names_around_a_file_may_tell_its_year(tmp_path):
    write(tmp_path, {"QOF/2015-16/sub/raw.zip": world_forms.archive({"csv/PREVALENCE.csv": CSV}), "QOF/2016-17/P.csv": CSV})
    zipped, plain = find([tmp_path])
    assert zipped.names_around == ("PREVALENCE.csv", "csv", "raw.zip", "sub", "2015-16")
    assert plain.names_around == ("P.csv", "P.csv", "2016-17", "QOF")


def test_the_folder_that_a_user_named_counts_too(tmp_path):
    write(tmp_path, {"2016-17/P.csv": CSV})
    assert [file.names_around[-1] for file in find([tmp_path / "2016-17", tmp_path / "2016-17" / "P.csv"])] == ["2016-17"] * 2


def test_no_label_holds_an_absolute_path(tmp_path):
    write(tmp_path, {"a/1.csv": CSV, "x.zip": world_forms.archive({"a.csv": CSV})})
    for source in (tmp_path, tmp_path / "a", tmp_path / "a" / "1.csv"):
        assert not [label for label in labels(source) if str(tmp_path) in label or label.startswith("/")]


def test_content_is_read_again_after_release(tmp_path):
    write(tmp_path, {"a.xlsx": world_forms.workbook({"one": [["x"]]})})
    [file] = find([tmp_path])
    before = file.sha256, file.sheets
    file.release()
    assert "content" not in vars(file)
    assert (file.sha256, file.sheets) == before


def damaged_archive():
    content = bytearray(world_forms.archive({"PREVALENCE_2223.csv": world_qof.prevalence("2022/23")}))
    for position in range(80, 120):
        content[position] ^= 0xFF
    return bytes(content)


def encrypted_archive():
    """The one bit that says so is enough: Python asks for a password before it reads."""
    content = bytearray(world_forms.archive({"a.csv": CSV}))
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.find(signature) + offset] |= 1
    return bytes(content)


def stored_archive_with_a_flipped_byte():
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_STORED) as opened:
        opened.writestr("a.csv", CSV)
    return stream.getvalue().replace(b"1,2", b"1,3", 1)


@pytest.mark.parametrize(
    "content",
    [
        damaged_archive(),
        world_forms.archive({"a.csv": CSV})[:-30],
        world_forms.archive({"a.csv": CSV})[:40],
        stored_archive_with_a_flipped_byte(),
        encrypted_archive(),
    ],
    ids=["overwritten inside", "cut short", "cut very short", "checksum", "encrypted"],
)
def test_an_archive_that_cannot_be_unpacked_is_named(tmp_path, content):
    """Whether it shows in its list of members or only when one is read; the files beside it are found all the same."""
    write(tmp_path, {"sub/QOF.zip": content, "sub/beside.csv": CSV})
    file, beside = find([tmp_path])
    with pytest.raises(SourceError, match=r"^sub/QOF.zip.*: is damaged or incomplete and cannot be unpacked") as raised:
        if file.damage:
            raise file.damage
        _ = file.content
    assert str(tmp_path) not in str(raised.value) and "a.csv" not in str(raised.value).split(": ", 1)[1]
    assert beside.content == CSV


@pytest.mark.parametrize("keep", [0.1, 0.5, 0.95])
def test_a_workbook_that_was_cut_short_is_named(tmp_path, keep):
    content = world_registers.networks()
    write(tmp_path, {"ePCN.xlsx": content[: int(len(content) * keep)]})
    with pytest.raises(SourceError, match=r"^ePCN.xlsx: is damaged or incomplete"):
        [file.sheets for file in find([tmp_path])]


def test_a_workbook_with_a_damaged_sheet_is_named(tmp_path):
    content = bytearray(world_registers.networks())
    for position in range(len(content) // 2 - 200, len(content) // 2 + 200):
        content[position] ^= 0xFF
    write(tmp_path, {"ePCN.xlsx": bytes(content)})
    with pytest.raises(SourceError, match=r"^ePCN.xlsx: is damaged or incomplete"):
        [file.sheet(name) for file in find([tmp_path]) for name in file.sheets]


@pytest.mark.parametrize("files", [{}, {".hidden": CSV}, {"only.dbf": CSV}])
def test_a_folder_without_files_is_refused(tmp_path, files):
    folder = tmp_path / "empty"
    folder.mkdir()
    with pytest.raises(SourceError, match=r"^empty: holds no files\nWhat to do: name a folder"):
        find([write(folder, files)])


def test_a_path_that_does_not_exist_is_refused_by_its_name(tmp_path):
    with pytest.raises(SourceError, match=r"^nowhere: does not exist\nWhat to do: check the path$"):
        find([tmp_path / "nowhere"])


def test_files_compare_by_content(tmp_path):
    write(tmp_path, {"a.csv": CSV, "b.zip": world_forms.archive({"renamed.csv": CSV}), "c.csv": CSV + b"\n"})
    first, second, third = (file.sha256 for file in find([tmp_path]))
    assert first == second != third


def test_a_published_file_needs_only_path_and_label(tmp_path):
    write(tmp_path, {"a.csv": CSV})
    assert PublishedFile(tmp_path / "a.csv", "shown").header == ("a", "b")
