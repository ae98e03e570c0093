"""The mart of control charts: drawn limits stay within what a figure can be, and nothing that the rules say changes by it."""

import pandas as pd
import pytest

from tests.oracles import control_charts
from tests.worlds import months


def points(database, indicator):
    rows = database.fetch(
        "SELECT * FROM marts.control_chart WHERE indicator_id = ? AND area_type = 'borough' ORDER BY period_end", [indicator]
    )
    assert len(rows) == len(months.MONTHS) - len(months.GAP)
    return rows


@pytest.mark.parametrize(("indicator", "lowest", "highest"), [(months.SHARE, 0, 100), (months.COUNT, 0, float("inf"))])
def test_limits_are_the_formulas_as_far_as_a_figure_can_go(monthly_database, indicator, lowest, highest):
    rows = points(monthly_database, indicator)
    charted = control_charts.chart(list(rows["value"]))
    sides = ("lower_limit", "upper_limit", "near_lower", "near_upper")
    assert any(not lowest <= getattr(charted[0], side) <= highest for side in sides), "the formula goes beyond"
    for side in sides:
        assert rows[side].tolist() == pytest.approx([min(highest, max(lowest, getattr(point, side))) for point in charted])


@pytest.mark.parametrize("indicator", [months.SHARE, months.COUNT])
def test_signals_are_those_of_the_formulas_own_limits(monthly_database, indicator):
    rows = points(monthly_database, indicator)
    found = [None if pd.isna(signal) else signal for signal in rows["signal"]]
    assert found == [point.signal for point in control_charts.chart(list(rows["value"]))]
