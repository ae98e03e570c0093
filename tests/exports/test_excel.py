"""A workbook whose cells read back as they were written, whatever a spreadsheet would like to make of them."""

import io
from datetime import date

import openpyxl
import pandas as pd

from pcdash.exports import ATTRIBUTION
from pcdash.exports.excel import ABOUT, FIGURES, HEADERS, excel

TRAPS = ["2009/10", "2018-03", "=1+1", "+1", "-1", "@x", "#N/A", "1E5", "0012", "TRUE", "1 April", "a\x0bb"]
TABLE = pd.DataFrame(
    {
        "Area": TRAPS,
        "Period": "2009/10",
        "Value": [0.1, -2.0, None, *range(9)],
        "Loaded": [date(2014, 3, 31)] * 12,
        "Noted": [True, False, None] * 4,
        "Source": ["QOF"] * 11 + ["Survey"],
        "Filters": "area=Havering; period=2009/10",
        "Data": "Published data",
    }
)


def book(**said):
    return openpyxl.load_workbook(io.BytesIO(excel(TABLE, **{"title": "Diabetes: 12 of 45 practices are better", **said})))


def test_one_sheet_holds_the_table_and_every_cell_is_what_it_was():
    sheet = book()[FIGURES]
    header, *rows = sheet.iter_rows(min_row=HEADERS)
    assert [cell.value for cell in header] == list(TABLE) and len(rows) == len(TABLE) == sheet.max_row - HEADERS
    for row, (area, period, value, loaded, noted, *_) in zip(rows, TABLE.itertuples(index=False), strict=True):
        assert row[0].value == area.replace("\x0b", "") and row[1].value == period
        assert {(cell.data_type, cell.number_format) for cell in row[:2]} == {("s", "@")}
        assert row[2].value == (None if pd.isna(value) else value) and row[2].data_type == "n"
        assert row[3].value.date() == loaded and row[4].value is noted


def test_the_other_says_what_it_is_a_line_each_and_no_cell_is_merged():
    made = book(notes=("Half of them lie in the darker band.", "", "A break in 2014/15."))
    assert made.sheetnames == [ABOUT, FIGURES] and not any(sheet.merged_cells.ranges for sheet in made)
    said = dict(made[ABOUT].iter_rows(values_only=True))
    assert said["Title"] == made[FIGURES]["A1"].value == made.properties.title == "Diabetes: 12 of 45 practices are better"
    assert (said["Period"], said["Source"], said["Filters"]) == ("2009/10", "QOF; Survey", "area=Havering; period=2009/10")
    assert (said["Note 1"], said["Note 2"]) == ("Half of them lie in the darker band.", "A break in 2014/15.")
    assert said["Data"] == "Published data" and said["Licence"] == ATTRIBUTION and f"row {HEADERS}" in said["Sheets"]


def test_a_table_without_rows_is_a_sheet_with_its_headers():
    made = openpyxl.load_workbook(io.BytesIO(excel(TABLE.iloc[:0], title="Nothing")))
    assert [cell.value for cell in made[FIGURES][HEADERS]] == list(TABLE) and made[FIGURES].max_row == HEADERS
