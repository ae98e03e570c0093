"""A table as a CSV file that spreadsheet programs read rightly."""

import io

import pandas as pd

from pcdash.exports.csv import csv


def read(table):
    return pd.read_csv(io.BytesIO(csv(table)))


def test_a_name_that_a_spreadsheet_would_run_is_text():
    names = ["=HYPERLINK(1)", "+1", "-1", "@x", "\tx", "Surgery"]
    assert list(read(pd.DataFrame({"Area": names}))["Area"]) == [*(f"'{name}" for name in names[:-1]), "Surgery"]


def test_a_missing_number_is_an_empty_cell_and_a_negative_one_stays_a_number():
    assert csv(pd.DataFrame({"Value": [-0.5, None]})).decode("utf-8-sig").splitlines() == ["Value", "-0.5", '""']


def test_it_begins_with_a_byte_order_mark():
    assert csv(pd.DataFrame({"Area": ["Caf\u00e9"]})).startswith(b"\xef\xbb\xbf")
