"""Whether practices became more alike, recomputed in plain Python; changes and distances in their own standard errors."""

import math
import statistics

import pandas as pd
import pytest


@pytest.fixture(scope="module")
def ask(demonstration_database):
    return demonstration_database.fetch


def limits(then: list[float], now: list[float], deviate: float) -> tuple[float, float, float]:
    """Ratio of two correlated standard deviations with Morgan and Pitman's limits, by way of the roots of their quadratic.

    With q = ratio of variances, those q0 are allowed for which (q - q0)^2 <= 4 q q0 (1 - r^2) t^2 / (n - 2): the correlation of
    the sum and the difference of the values, one of them scaled by q0, is then not beyond chance.
    """
    ratio = statistics.variance(now) / statistics.variance(then)
    width = 4 * (1 - statistics.correlation(then, now) ** 2) * deviate**2 / (len(then) - 2)
    middle = ratio + ratio * width / 2
    half = math.sqrt(max(0.0, middle**2 - ratio**2))
    return math.sqrt(ratio), math.sqrt(max(0.0, middle - half)), math.sqrt(middle + half)


def test_spread_between_practices_agrees_with_a_second_implementation(ask):
    found = ask(
        "SELECT * FROM marts.spread_change WHERE area_type = 'practice' AND comparator_type IN ('borough', 'locality') "
        "AND spread_ratio_lower95 IS NOT NULL"
    )
    assert {"narrower", "wider", "no_clear_change"} <= set(found["spread_direction"])
    for row in found.sample(60, random_state=3).itertuples():
        values = ask(
            """
            SELECT then_figure.value AS then_value, now_figure.value AS now_value
            FROM marts.headline_comparison AS then_figure
            INNER JOIN marts.headline_comparison AS now_figure
                USING (indicator_id, area_type, area_code, comparator_type, comparator_code)
            WHERE then_figure.area_type = 'practice' AND then_figure.indicator_id = ? AND then_figure.comparator_type = ?
                AND then_figure.comparator_code = ? AND then_figure.period = ? AND now_figure.period = ?
            """,
            [row.indicator_id, row.comparator_type, row.comparator_code, row.then_period, row.now_period],
        )
        # The macro's own deviate is proved elsewhere.
        deviate = ask("SELECT macros.student_t(?, 95) AS t", [len(values) - 2])["t"][0]
        if len(values) != row.areas_in_both:
            continue  # a practice under 750 patients, left out by the mart
        expected = limits(list(values["then_value"]), list(values["now_value"]), deviate)
        assert (row.spread_ratio, row.spread_ratio_lower95, row.spread_ratio_upper95) == pytest.approx(expected, rel=1e-6, abs=1e-9)
        spreads = [statistics.stdev(values[f"{when}_value"]) for when in ("then", "now")]
        assert [row.then_spread, row.now_spread] == pytest.approx(spreads), "of the same practices as the ratio"
        word = "narrower" if expected[2] < 1 else "wider" if expected[1] > 1 else "no_clear_change"
        assert row.spread_direction == word


def test_the_spread_that_is_shown_never_contradicts_the_word_beside_it(ask):
    rows = ask("SELECT * FROM marts.spread_change")
    for word, is_less in (("narrower", True), ("wider", False)):
        judged = rows[rows["spread_direction"] == word]
        assert len(judged) and ((judged["now_spread"] < judged["then_spread"]) == is_less).all()
    assert rows.loc[rows["areas_in_both"].isna(), ["then_spread", "now_spread"]].isna().all(axis=None)


def test_spread_is_taken_within_the_periods_that_the_groups_improvement_spans(ask):
    rows = ask(
        """
        SELECT spread.*, then_period.period_end AS then_end, now_period.period_end AS now_end, improvement.now_period_end,
            baseline.period_end AS baseline_end
        FROM marts.spread_change AS spread
        INNER JOIN marts.improvement AS improvement ON spread.indicator_id = improvement.indicator_id
            AND spread.comparator_type = improvement.area_type AND spread.comparator_code = improvement.area_code
        INNER JOIN marts.period AS then_period ON spread.then_period = then_period.period
        INNER JOIN marts.period AS now_period ON spread.now_period = now_period.period
        INNER JOIN marts.period AS baseline ON improvement.then_period = baseline.period
        """
    )
    assert len(rows) > 100
    assert (rows["then_end"] >= rows["baseline_end"]).all() and (rows["now_end"] <= rows["now_period_end"]).all()
    assert (rows["then_end"] < rows["now_end"]).all()


def test_a_change_passes_196_standard_errors_exactly_where_it_is_beyond_chance(ask):
    rows = ask("SELECT * FROM marts.improvement WHERE change_lower95 IS NOT NULL AND change <> 0").dropna(subset="change_in_errors")
    assert len(rows) > 1000
    is_beyond = rows["change_in_errors"].abs() > 1.959963985
    assert (is_beyond == rows["is_beyond_chance"].astype(bool)).all()
    assert ((rows["change_in_errors"] > 0) == (rows["change"] > 0)).all()


def test_a_distance_passes_196_standard_errors_exactly_where_the_comparator_lies_outside_the_interval(ask):
    rows = ask("SELECT * FROM marts.headline_comparison WHERE area_type IN ('borough', 'locality') AND comparator_type = 'england'")
    rows = rows[rows["outcome"] != "not_compared"].dropna(subset="distance_in_errors")
    outside = (rows["comparator_value"] < rows["lower95"]) | (rows["comparator_value"] > rows["upper95"])
    assert len(rows) > 1000 and outside.any() and not outside.all()
    assert ((rows["distance_in_errors"].abs() > 1.959963985) == outside).mean() > 0.9999
    assert pd.notna(rows["distance_in_errors"]).all()
