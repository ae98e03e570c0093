"""Gaps of a series are what its own rhythm leaves out."""

import random

import pytest

from pcdash.terms import formatting, periods
from pcdash.terms.gaps import gaps, stretches


@pytest.mark.parametrize(
    ("labels", "missing"),
    [
        (["2020-01", "2020-02", "2020-06", "2020-07"], [("2020-03", "2020-05")]),
        (["2019-11", "2019-12", "2020-02", "2020-03"], [("2020-01", "2020-01")]),
        (["2019-10", "2020-01", "2020-04", "2020-07"], []),
        (["2019-10", "2020-01", "2020-04", "2021-04"], [("2020-07", "2021-01")]),
        (["2020 Q1", "2020 Q2", "2020 Q3", "2021 Q2"], [("2020 Q4", "2021 Q1")]),
        (["2014/15", "2015/16", "2018/19", "2019/20"], [("2016/17", "2017/18")]),
        (["2014/15", "2018/19"], [("2015/16", "2017/18")]),
        (["2021-04", "2021-06"], [("2021-05", "2021-05")]),
        (["2010 - 12", "2011 - 13", "2013 - 15"], [("2012 - 14", "2012 - 14")]),
        (["2010 - 12", "2013 - 15", "2016 - 18"], []),
        (["2017/18 - 19/20", "2018/19 - 20/21", "2020/21 - 22/23"], [("2019/20 - 21/22", "2019/20 - 21/22")]),
        (["2024"], []),
        ([], []),
    ],
)
def test_the_missing_periods_are_named_by_their_first_and_last(labels, missing):
    assert gaps(labels) == missing == gaps(reversed(labels))
    names = stretches(labels, [0] * len(labels))
    assert len(set(names)) == bool(labels) + len(missing)


def test_a_line_joins_neither_over_a_gap_nor_over_a_changed_definition():
    labels = ["2020-01", "2020-02", "2020-05", "2020-06", "2020-07"]
    assert stretches(labels, [0, 0, 0, 1, 1]) == ["0.0", "0.0", "0.1", "1.1", "1.1"]


@pytest.mark.parametrize(
    "label", ["2020-01", "2020-12", "2024 Q1", "2024 Q4", "1999/00", "2024/25", "2024", "1999 - 01", "2019/20 - 21/22"]
)
def test_a_later_period_is_of_the_same_kind_and_that_many_months_away(label):
    period = periods.parse(label)
    pick = random.Random(label)
    for _ in range(50):
        step = {"month": 1, "quarter": 3}.get(period.kind, 12)
        months = step * pick.randint(-40, 40)
        later = periods.parse(periods.later(label, months))
        assert later.kind == period.kind and periods.months_between(period, later) == months
        assert periods.later(later.label, -months) == label


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        ("2020-03", "2020-05", "March to May 2020"),
        ("2019-11", "2020-01", "November 2019 to January 2020"),
        ("2020-03", "2020-03", "March 2020"),
        ("2016/17", "2017/18", "2016/17 to 2017/18"),
        ("2020 Q4", "2021 Q1", "2020 Q4 to 2021 Q1"),
        ("2012 - 14", "2013 - 15", "2012 - 14 to 2013 - 15"),
    ],
)
def test_a_span_names_its_year_once(first, last, words):
    assert formatting.span(first, last) == words
