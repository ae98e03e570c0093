"""Rows on their way in: each is kept or refused with a reason, and none is lost."""

from datetime import date, datetime

import pandas as pd
import pytest

from pcdash.errors import SourceError
from pcdash.publications.kit.file import find
from pcdash.publications.kit.rows import MARKS, Rows, as_text, read_delimited, read_sheet
from tests.worlds import forms as world_forms


def rows_of(**columns):
    """Rows numbered from 2, as under a header."""
    table = pd.DataFrame(columns, dtype=str)
    table.index += 2
    return Rows(table)


def delimited(folder, content, **options):
    (folder / "a.csv").write_bytes(content)
    [file] = find([folder / "a.csv"])
    return read_delimited(file, **options)


def refused(rows):
    return dict(rows.refused()[["row_number", "reason"]].itertuples(index=False))


CASES = [
    (lambda rows: rows.require("x"), ["1", "", "2"], "x is blank"),
    (lambda rows: rows.number("x"), ["1", "many", "2.5"], "x is not a number"),
    (lambda rows: rows.number("x"), ["1", "", "2"], "x is not a number"),
    (lambda rows: rows.number("x"), ["1", "*", "2"], "x is not a number"),
    (lambda rows: rows.number("x"), ["1", "nan", "2"], "x is not a number"),
    (lambda rows: rows.number("x"), ["0", "-1", "-0"], "x is negative"),
    (lambda rows: rows.number("x"), ["1", "inf", "2"], "x is not a number"),
    (lambda rows: rows.number("x"), ["1", "1e3", "2"], "x is not a number"),
    (lambda rows: rows.number("x"), ["1", "12,5", "2"], "x is not a number"),
    (lambda rows: rows.number("x"), ["1", "1.234,5", "2"], "x is not a number"),
    (lambda rows: rows.number("x", whole=True), ["1", "2.5", "3.0"], "x is a count and not a whole number"),
    (
        lambda rows: rows.code("x", "practice"),
        ["F82001", "Total", "F82002"],
        "x is not the code of a practice: write one such as F82001",
    ),
    (lambda rows: rows.code("x", "practice"), ["F82001", "", "F82002"], "x is blank"),
    (lambda rows: rows.number("x", blank=True), ["1", "*", ""], "x is not a number"),
    (lambda rows: rows.number("x", marks=True), ["1", "few", "*"], "x is not a number"),
    (lambda rows: rows.number("x", marks=True), ["-99", "-96", "-98"], "x is negative"),
    (lambda rows: rows.date("x"), ["20210401", "20211301", "01JAN2021"], "x is not a date"),
    (lambda rows: rows.date("x"), ["20210401", "", "01JAN2021"], "x is not a date"),
    (lambda rows: rows.date("x", blank=True), ["20210401", "soon", ""], "x is not a date"),
    (lambda rows: rows.one_of("x", ("A", "B")), ["A", "a", "B"], "x is none of A, B"),
    (lambda rows: rows.no_repeats("x"), ["A", "A", "B"], "repeats an earlier row (x)"),
    (lambda rows: rows.refuse(rows.table["x"] == "bad", "because"), ["A", "bad", "B"], "because"),
]


@pytest.mark.parametrize(("check", "values", "reason"), CASES)
def test_each_check_refuses_the_second_row_with_its_reason(check, values, reason):
    rows = rows_of(x=values)
    check(rows)
    assert refused(rows) == {3: reason}
    assert list(rows.kept()["x"]) == [values[0], values[2]]


@pytest.mark.parametrize(("check", "values", "reason"), CASES)
def test_rows_in_are_rows_kept_and_rows_refused(check, values, reason):
    rows = rows_of(x=values)
    check(rows)
    assert sorted([*rows.kept().index, *rows.refused()["row_number"]]) == [2, 3, 4]


def test_the_first_reason_stands():
    rows = rows_of(code=["", "A"], value=["many", "1"])
    rows.require("code")
    rows.number("value")
    assert refused(rows) == {2: "code is blank"}


def test_a_row_that_repeats_a_refused_one_is_kept():
    rows = rows_of(code=["A", "A", "A"], value=["many", "1", "2"])
    rows.number("value")
    rows.no_repeats("code")
    assert refused(rows) == {2: "value is not a number", 4: "repeats an earlier row (code)"}


def test_a_condition_over_the_kept_rows_only_refuses_among_them():
    rows = rows_of(code=["", "A", "B"])
    rows.require("code")
    kept = rows.kept()
    rows.refuse(kept["code"] == "B", "is B")
    assert refused(rows) == {2: "code is blank", 4: "is B"}


def test_numbers_are_read_with_thousands_commas_and_as_float_text():
    rows = rows_of(x=["1,234", "112.0", "0.5", "1,234,567.8"])
    assert list(rows.number("x")) == [1234, 112, 0.5, 1234567.8]
    assert refused(rows) == {}


@pytest.mark.parametrize("mark", MARKS)
def test_a_publishers_mark_is_no_number_and_no_fault(mark):
    rows = rows_of(x=["1", mark])
    numbers = rows.number("x", marks=True)
    assert (list(numbers.isna()), refused(rows)) == ([False, True], {})


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("20210401", date(2021, 4, 1)),
        ("2026-07-01", date(2026, 7, 1)),
        ("2026-07-01 00:00:00", date(2026, 7, 1)),
        ("01JAN2021", date(2021, 1, 1)),
        ("01Jul2026", date(2026, 7, 1)),
        ("01-Sep-20", date(2020, 9, 1)),
        ("31/03/2024", date(2024, 3, 31)),
    ],
)
def test_dates_are_read_in_every_spelling_that_occurs(text, day):
    assert list(rows_of(x=[text]).date("x")) == [day]


def test_a_blank_date_is_none_not_nat():
    assert list(rows_of(x=["20210401", ""]).date("x", blank=True)) == [date(2021, 4, 1), None]


def test_results_are_the_kept_rows_under_new_names():
    rows = rows_of(code=["A", "", "C"], value=["1", "2", "3"])
    value = rows.number("value")
    rows.require("code")
    result = rows.result({"area_code": "code"}, value=value, period="2022/23")
    assert result.to_dict("records") == [
        {"area_code": "A", "value": 1, "period": "2022/23"},
        {"area_code": "C", "value": 3, "period": "2022/23"},
    ]
    assert list(result.index) == [2, 4]


def test_a_refused_row_is_reported_with_its_sheet_and_keeps_the_codes_of_areas_only():
    rows = rows_of(code=["F82001", "F82002"], area=["A3A8R", "E01000001"], name=["", "Jane Example"], value=["1", "999 000 0018"])
    rows.refuse(rows.table["value"] != "1", "value is not a number")
    [row] = rows.refused("DM").to_dict("records")
    assert row == {"row_number": 3, "reason": "sheet DM: value is not a number", "content": "F82002, E01000001"}


def test_a_table_without_rows_passes_every_check():
    rows = rows_of(x=[])
    for check, _, _ in CASES:
        check(rows)
    assert (len(rows.kept()), len(rows.refused())) == (0, 0)


def test_delimited_text_has_lower_case_names_stripped_texts_and_the_files_row_numbers(tmp_path):
    rows = delimited(tmp_path, b" Code ,VALUE\nA, 1 \nB,2\n")
    assert rows.table.to_dict() == {"code": {2: "A", 3: "B"}, "value": {2: "1", 3: "2"}}


def test_columns_of_other_years_are_renamed(tmp_path):
    assert list(delimited(tmp_path, b"PRACTICECODE,VALUE\n", aliases={"practicecode": "practice_code"}).table) == [
        "practice_code",
        "value",
    ]


def test_a_file_without_header_starts_at_row_one(tmp_path):
    rows = delimited(tmp_path, b"A,1\nB,2\n", header=("code", "value"))
    assert rows.table.to_dict() == {"code": {1: "A", 2: "B"}, "value": {1: "1", 2: "2"}}


def test_a_row_with_line_breaks_counts_as_one(tmp_path):
    rows = delimited(tmp_path, b'code,value\nA,"two\nlines"\nB,\n')
    assert list(rows.table.index) == [2, 3]


@pytest.mark.parametrize("blank", [b"\n", b"\r\n", b",\n", b",\r\n"])
def test_blank_lines_are_not_rows(tmp_path, blank):
    rows = delimited(tmp_path, b"code,value\nA,1\n" + blank + b"B,2\n" + blank)
    assert list(rows.table["code"]) == ["A", "B"]
    assert list(rows.table.index) == [2, 4]


@pytest.mark.parametrize("line", [b"A", b"A,1,2", b"A,1,"])
def test_ragged_rows_are_refused(tmp_path, line):
    rows = delimited(tmp_path, b"code,value\n" + line + b"\nB,2\n")
    assert refused(rows) == {2: "does not have 2 columns"}
    assert list(rows.kept()["code"]) == ["B"]


@pytest.mark.parametrize(
    ("content", "row"),
    [
        (b"code,value,note\nA,1,x\nB,2", 3),
        (b"code,value,note\nA,1,x\nB", 3),
        (b'code,value,note\nA,"1', 2),
        (b"code,value,note\r\nA,1,x\r\n\r\nB,2", 4),
    ],
)
def test_a_text_that_ends_in_the_middle_of_a_row_is_refused_as_a_whole(tmp_path, content, row):
    with pytest.raises(SourceError, match=rf"^a.csv: ends in the middle of row {row}: it was cut short\nWhat to do: download"):
        delimited(tmp_path, content)


def test_a_text_without_header_that_is_cut_short_is_refused_too(tmp_path):
    with pytest.raises(SourceError, match="in the middle of row 2"):
        delimited(tmp_path, b"A,1\nB", header=("code", "value"))


def test_a_last_row_that_is_complete_needs_no_line_break(tmp_path):
    assert len(delimited(tmp_path, b"code,value\nA,1\nB,2").table) == 2


def test_a_column_that_stands_twice_is_refused(tmp_path):
    with pytest.raises(SourceError, match=r"^a.csv: has one heading twice, over columns 2 and 3\n"):
        delimited(tmp_path, b"code,value,Value\nA,1,2\n")


def test_columns_that_two_years_name_differently_cannot_both_stand(tmp_path):
    with pytest.raises(SourceError, match="has one heading twice, over columns 1 and 2"):
        delimited(tmp_path, b"CODE,PRACTICECODE\nA,1\n", aliases={"practicecode": "code"})


def test_nameless_columns_as_spreadsheet_programs_leave_them_are_harmless(tmp_path):
    rows = delimited(tmp_path, b"code,value,,\nA,1,,\n")
    assert list(rows.table) == ["code", "value", "column 3", "column 4"]
    assert refused(rows) == {}


def sheet(folder, cells, **options):
    (folder / "a.xlsx").write_bytes(world_forms.workbook({"one": cells}))
    [file] = find([folder / "a.xlsx"])
    return read_sheet(file, **{"name": "one"} | options)


def test_a_sheet_has_lower_case_names_without_line_breaks(tmp_path):
    rows = sheet(tmp_path, [["Partner\nOrganisation\nCode", "Match "], ["A", True]])
    assert rows.table.to_dict() == {"partner organisation code": {2: "A"}, "match": {2: "True"}}


def test_blank_rows_of_a_sheet_are_not_rows(tmp_path):
    rows = sheet(tmp_path, [["title"], ["code", "value"], ["A", 1], [], [None, 2.5]], header_row=2)
    assert rows.table.to_dict("index") == {3: {"code": "A", "value": "1"}, 5: {"code": "", "value": "2.5"}}


@pytest.mark.parametrize(("name", "problem"), [("two", "the sheet 'two' is missing"), ("one", "the sheet 'one' is empty")])
def test_a_sheet_that_is_missing_or_empty_is_named(tmp_path, name, problem):
    with pytest.raises(SourceError, match=f"^a.xlsx: {problem}\nWhat to do: download the workbook again"):
        sheet(tmp_path, [], name=name)


@pytest.mark.parametrize(
    ("cell", "text"),
    [(52.0, "52"), (0.5, "0.5"), (" x ", "x"), ("", ""), (True, "True"), (datetime(2021, 4, 1), "2021-04-01 00:00:00")],
)
def test_cells_become_texts(cell, text):
    assert as_text(cell) == text
