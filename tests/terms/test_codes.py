"""One code for each area, whatever a publication writes."""

import csv

import pandas as pd
import pytest

from pcdash import config
from pcdash.terms import codes


@pytest.mark.parametrize(
    ("written", "area_type", "code"),
    [
        (" f82001 ", "practice", "F82001"),
        ("Total", "practice", ""),
        ("ENGLAND", "practice", ""),
        ("XX999", "practice", ""),
        ("U12345", "practice", ""),
        ("U00000", "pcn", "U00000"),  # a network like any other
        ("U", "pcn", ""),
        ("08F", "sub_icb", "08F"),
        ("a3a8r", "sub_icb", "A3A8R"),
        ("E38000255", "sub_icb", "E38000255"),
        ("nE38000006", "sub_icb", "NE38000006"),
        ("Y56", "region", "E40000003"),
        ("E12000007", "region", "E40000003"),
        ("E12000008", "region", "E12000008"),
        ("London", "region", ""),
        ("ENG", "england", "E92000001"),
        ("E92000001", "england", "E92000001"),
        ("E08000016", "borough", "E08000038"),
        ("E10000027", "borough", "E06000066"),
        ("E09000016", "borough", "E09000016"),
        ("HAV-1", "locality", "HAV-1"),
        ("", "practice", ""),
    ],
)
def test_a_code_has_one_spelling_and_others_have_none(written, area_type, code):
    assert list(codes.tidy(pd.Series([written]), area_type)) == [code]


def test_a_successor_is_of_the_same_kind_and_has_none_itself():
    with config.SUCCESSOR_CODES.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    earlier = {row["code"] for row in rows}
    assert len(earlier) == len(rows)
    for row in rows:
        assert row["successor_code"] not in earlier
        assert list(codes.tidy(pd.Series([row["successor_code"]]), row["area_type"])) == [row["successor_code"]]
