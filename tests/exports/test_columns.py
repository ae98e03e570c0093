"""One function fills a download: from the marts by a figure's key, never over what the row itself says."""

import pandas as pd
import pytest

from pcdash.exports.columns import described

KEY = {"indicator_id": "dm_bp_140_80", "area_type": "locality", "area_code": "HAV-N", "period": "2022/23"}


@pytest.fixture
def filled(small_database):
    def fill(*rows, comparator="england"):
        return described(small_database, pd.DataFrame(rows), comparator=comparator, filters="period=2022/23")

    return fill


def test_a_key_alone_is_enough(filled):
    row = filled(KEY).iloc[0]
    assert (row["Numerator"], row["Denominator"], row["Value"], row["Unit"], row["State"]) == (360, 600, 60, "%", "value")
    assert row["Lower CI 99.8 limit"] < row["Lower CI 95.0 limit"] < 60 < row["Upper CI 95.0 limit"] < row["Upper CI 99.8 limit"]
    assert (row["Comparator type"], row["Comparator code"], row["Comparator"]) == ("england", "E92000001", "England")
    assert row["Comparator value"] == pytest.approx(62.25) and row["Compared to comparator"] == "similar"
    assert (row["Sex"], row["Filters"], row["Data"]) == ("Persons", "period=2022/23", "Published data")


def test_what_a_row_says_itself_stays(filled):
    row = filled(KEY | {"value": 60.0, "outcome": "worse", "numerator": 360.0}, comparator="borough").iloc[0]
    assert (row["Compared to comparator"], row["Comparator"]) == ("worse", "Havering")


def test_a_row_of_a_part_of_the_area_gets_nothing_of_the_whole(filled):
    row = filled(KEY | {"value": 12.5}).iloc[0]
    assert row["Value"] == 12.5 and row["Sex"] == "Persons"
    assert row[["Numerator", "Lower CI 95.0 limit", "Comparator value"]].isna().all()


def test_a_row_compared_with_something_else_gets_no_code_of_what_the_page_compares_with(filled):
    row = filled(KEY | {"value": 60.0, "comparator_name": "London", "comparator_value": 64.5}).iloc[0]
    assert row["Comparator"] == "London" and row[["Comparator type", "Comparator code"]].isna().all()


def test_a_category_of_its_own_is_looked_up_as_such(filled):
    row = filled(KEY | {"category": "Adjustment rate"}).iloc[0]
    assert (row["Category"], row["Value"]) == ("Adjustment rate", 20)


def test_an_unknown_key_and_an_empty_frame_do_no_harm(filled):
    assert pd.isna(filled(KEY | {"area_code": "nobody"}).iloc[0]["Value"])
    assert filled().empty


def test_a_table_that_holds_no_figures_keeps_its_columns(filled):
    table = filled({"file_label": "a.csv", "row_number": 3, "reason": "why"})
    assert list(table)[:3] == ["File label", "Row number", "Reason"] and table["Filters"][0] == "period=2022/23"
