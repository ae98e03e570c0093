"""Groups of equal size, percentiles and cut points: ties stay together, areas without a value are not counted."""

import random

import pytest

from tests import published
from tests.oracles import agreement, macros, ranks


@pytest.fixture(scope="module")
def found_groups():
    return macros.answers(
        """SELECT line, CASE WHEN value IS NOT NULL THEN macros.quantile_of_rank(
            rank() OVER (PARTITION BY set_id ORDER BY if(highest_value_is_quantile_1, -value, value) NULLS LAST),
            count(value) OVER (PARTITION BY set_id), n_quantiles
        ) END
        FROM published.quantiles"""
    )


@pytest.mark.parametrize("row", published.cases("quantiles", "set_id", "area_code"))
def test_the_published_group_of_an_area(found_groups, row):
    assert found_groups[row["line"]] == published.numbers(row, "expected_quantile")


@pytest.fixture(scope="module")
def found_percentiles():
    return macros.answers(
        """SELECT line, CASE WHEN value IS NOT NULL THEN macros.percentile_of_rank(
            rank() OVER (PARTITION BY set_id ORDER BY value NULLS LAST) - 1, count(value) OVER (PARTITION BY set_id)
        ) END
        FROM published.percent_rank"""
    )


@pytest.mark.parametrize("row", published.cases("percent_rank", "set_id", "row"))
def test_the_percentile_of_a_practice(found_percentiles, row):
    assert agreement.same(found_percentiles[row["line"]], published.numbers(row, "expected_percentile_0_100"))


@pytest.fixture(scope="module")
def found_cut_points():
    """From four areas on, as for the spread between areas."""
    shares = sorted({float(row["p"]) for row in published.rows("percentiles")})
    return macros.answers(
        f"""WITH listed AS (
            SELECT line, p, unnest(string_split(values_space_separated, ' '))::DOUBLE AS value FROM published.percentiles
        )
        SELECT line, CASE WHEN count(*) >= 4 THEN quantile_cont(value, {shares})[list_position({shares}, any_value(p))] END
        FROM listed GROUP BY line"""
    )


@pytest.mark.parametrize("row", published.cases("percentiles", "set_id", "p"))
def test_a_published_cut_point(found_cut_points, row):
    assert agreement.same(found_cut_points[row["line"]], published.numbers(row, "expected"))


@pytest.fixture(scope="module")
def sets() -> list[list[float | None]]:
    """Sets of areas: alone, all alike, with ties, with gaps, large."""
    pick = random.Random(20170401)
    made = [[1.0], [None], [2.0] * 7, [None, 3.0, None], [1e-12, 1e12, 0.0, -5.0], [float(value) for value in range(3000)]]
    while sum(map(len, made)) < 13_000:
        size = pick.choice([1, 2, 4, 5, pick.randint(1, 60)])
        made.append([pick.choice([1.0, 2.0, 3.5, None, pick.random(), pick.random()]) for _ in range(size)])
    return made


@pytest.fixture(scope="module")
def areas(sets) -> list[tuple[int, float | None]]:
    rows = [(place, value) for place, values in enumerate(sets) for value in values]
    macros.table("area", rows, "grouping value")
    return rows


@pytest.mark.parametrize("k", [4, 5, 10])
def test_groups_agree_with_a_second_implementation_and_keep_ties_together(sets, areas, k):
    found = macros.ask(
        f"""SELECT CASE WHEN value IS NOT NULL THEN macros.quantile_of_rank(
            rank() OVER (PARTITION BY grouping ORDER BY value DESC NULLS LAST), count(value) OVER (PARTITION BY grouping), {k}
        ) END FROM area ORDER BY line"""
    )
    expected = [(group,) for values in sets for group in ranks.quantile_groups(values, k)]
    assert agreement.differing(areas, found, expected) == []
    assert len(set(zip(areas, found, strict=True))) == len(set(areas)), "equal values of a set are in one group"


def test_percentiles_agree_with_a_second_implementation(sets, areas):
    found = macros.ask(
        """SELECT CASE WHEN value IS NOT NULL THEN macros.percentile_of_rank(
            rank() OVER (PARTITION BY grouping ORDER BY value NULLS LAST) - 1, count(value) OVER (PARTITION BY grouping)
        ) END FROM area ORDER BY line"""
    )
    expected = [(percentile,) for values in sets for percentile in ranks.percentiles(values)]
    assert agreement.differing(areas, found, expected) == []


def test_cut_points_agree_with_a_second_implementation():
    pick = random.Random(20170402)
    shares = (0.1, 0.25, 0.5, 0.9)
    sets = [[None], [1.0], [2.0] * 9]
    while len(sets) * len(shares) < 10_000:
        sets.append([pick.choice([None, 2.0, pick.uniform(-5, 5)]) for _ in range(pick.randint(1, 40))])
    macros.table("area", [(place, value) for place, values in enumerate(sets) for value in values], "grouping value")
    found = macros.ask(
        f"SELECT {', '.join(f'quantile_cont(value, {share})' for share in shares)} FROM area GROUP BY grouping ORDER BY grouping"
    )
    expected = [tuple(ranks.cut_point(values, share) for share in shares) for values in sets]
    assert agreement.differing(sets, found, expected) == []
