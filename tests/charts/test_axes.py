"""Axes of percentages: labelled as far as a share can go, and no further, wherever the figures lie."""

import re

import altair as alt
import pandas as pd
import pytest
import vl_convert

from pcdash.charts import benchmark, control_chart, funnel, scatter, style, trend
from pcdash.charts.specification import specification
from tests.charts.test_benchmark import LINES, ROWS
from tests.charts.test_trends import CONTROL, SERIES

LOOK = {"unit": "%", "palette": style.LIGHT}
OTHER = {f"against_{column}": ROWS[column] for column in ("value", "lower95", "upper95", "comparator_value", "outcome")}
CHARTS = {
    "ranked": (ROWS, lambda rows: benchmark.ranked_intervals(rows, **LOOK)),
    "funnel": (ROWS, lambda rows: funnel.funnel(rows, LINES, size_title="Patients", **LOOK)),
    "pair": (
        ROWS.assign(**OTHER),
        lambda rows: scatter.scatter(rows, title="Up", against_title="Across", against_unit="%", **LOOK),
    ),
    "trend": (SERIES, lambda rows: trend.trend(rows, focus="Havering", **LOOK)),
    "control": (CONTROL, lambda rows: control_chart.control_chart(rows, **LOOK)),
}
FIGURES = ("value", "lower95", "upper95", "comparator_value", "mean", "lower_limit", "upper_limit")


@pytest.mark.parametrize("name", CHARTS)
@pytest.mark.parametrize(("low", "high"), [(0, 100), (37, 100), (94.3, 100), (0, 2.1), (0, 63)])
def test_no_axis_of_a_share_is_labelled_below_0_or_above_100(name, low, high):
    rows, draw = CHARTS[name]
    columns = [column for each in FIGURES for column in (each, f"against_{each}") if column in rows]
    least, most = rows[columns].min().min(), rows[columns].max().max()
    reaching = rows.assign(**{column: low + (rows[column] - least) * (high - low) / (most - least) for column in columns})
    written = specification(draw(reaching)) | {"width": 900}
    values = {key: alt.to_values(data)["values"] for key, data in written["datasets"].items() if isinstance(data, pd.DataFrame)}
    written["datasets"] = written["datasets"] | values
    picture = vl_convert.vegalite_to_svg(written)
    labels = [float(number.replace("\u2212", "-")) for number in re.findall(r">([\u2212-]?[\d.]+)%<", picture)]
    assert len(labels) >= 3 and min(labels) >= 0 and max(labels) <= 100
