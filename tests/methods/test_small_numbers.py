"""Counts as they may be shown, and how many triggers bring a practice into review."""

import random

import pytest

from tests import published
from tests.oracles import agreement, comparisons, macros


@pytest.fixture(scope="module")
def found_counts():
    """Hidden, hidden but shown as 5, and the simpler rule that hides under 5 and rounds nothing."""
    return macros.answers(
        """SELECT line, macros.disclosed_count(true_count, 8, 5), coalesce(macros.disclosed_count(true_count, 8, 5), 5),
            macros.disclosed_count(true_count, 5, 1)
        FROM published.disclosure"""
    )


@pytest.mark.parametrize("row", published.cases("disclosure", "true_count"))
def test_a_count_as_it_may_be_shown(found_counts, row):
    columns = ("nhsd_secondary_care_1to7_star_round5", "nhsd_variant_1to7_shown_as_5_round5", "simple_lt5_suppressed")
    expected = tuple(None if row[column] == "*" else float(row[column]) for column in columns)
    assert found_counts[row["line"]] == expected


def test_counts_shown_agree_with_a_second_implementation():
    pick = random.Random(20200401)
    cases = [(count, smallest, to) for count in [*range(40), 10**9, None] for smallest, to in ((8, 5), (5, 1), (6, 10), (1, 1))]
    cases += [(int(10 ** pick.uniform(0, 6)), pick.randint(1, 12), pick.choice([1, 2, 5, 10])) for _ in range(10_000)]
    found = macros.each("macros.disclosed_count(x, smallest, rounded_to)", cases, "x smallest rounded_to")
    assert agreement.differing(cases, found, [(comparisons.disclosed(*case),) for case in cases]) == []


@pytest.fixture(scope="module")
def found_reviews():
    return macros.answers("SELECT line, macros.reaches_category(total_triggers, level2_triggers, 9, 3) FROM published.gpos_review")


@pytest.mark.parametrize("row", published.cases("gpos_review", "level1_triggers", "level2_triggers"))
def test_whether_a_review_is_identified(found_reviews, row):
    assert found_reviews[row["line"]] == (row["review_identified"] == "true",)


def test_categories_agree_with_a_second_implementation():
    pick = random.Random(20200402)
    cases = [tuple(pick.choice([None, *range(12)]) for _ in range(4)) for _ in range(10_000)]
    found = macros.each("macros.reaches_category(a, b, c, d)", cases, "a b c d")
    assert agreement.differing(cases, found, [(comparisons.reaches_category(*case),) for case in cases]) == []
