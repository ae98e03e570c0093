"""Layers without a row are left out of every specification: a browser would draw each as an image without a name."""

import altair as alt
import pandas as pd
import pytest

from pcdash.charts import adjustments, spine, style, trend
from pcdash.charts.specification import specification, with_figures, without_figures
from tests.charts.test_adjustments import ROWS
from tests.charts.test_common import SPINE
from tests.charts.test_trends import SERIES

FIGURES = pd.DataFrame({"key": ["a", "b"], "value": [1.0, 2.0], "nowhere": [None, None], "title": ["", ""], "zero": [0, 0]})
FIGURES["nowhere"] = FIGURES["nowhere"].astype("float64")


def layer(mark="point", *filters, x="value", **settings):
    chart = alt.Chart(**settings)
    for test in filters:
        chart = chart.transform_filter(test)
    return getattr(chart, f"mark_{mark}")().encode(x=f"{x}:Q", y="key:N")


def marks(chart):
    return [part["mark"]["type"] for part in chart["layer"]]


@pytest.mark.parametrize(
    "empty",
    [
        layer("tick", x="nowhere"),
        layer("tick", "datum.title"),
        layer("tick", "!datum.key"),
        layer("tick", "datum.zero"),
        layer("tick", "isValid(datum.nowhere)"),
        layer("tick", "!isValid(datum.value)"),
        layer("tick", "datum.key", "datum.title"),
        layer("tick", data=FIGURES.iloc[:0]),
    ],
)
@pytest.mark.parametrize("place", [0, 1])
def test_a_layer_that_no_row_reaches_is_left_out(empty, place):
    layers = [layer("rule")]
    layers.insert(place, empty)
    assert marks(specification(alt.layer(*layers, data=FIGURES))) == ["rule"]


@pytest.mark.parametrize(
    "full",
    [
        layer("tick", "!datum.title"),
        layer("tick", "isValid(datum.zero)"),
        layer("tick", "datum.value > 100"),  # what a filter of another form leaves is the browser's to tell
        layer("tick", "datum.title", x="value").add_params(alt.selection_point(name="pick")),
        layer("tick", x="later").transform_calculate(later="datum.value + 1"),
        layer("tick", data=alt.Data(url="points.json")),
    ],
)
def test_a_layer_that_may_have_rows_or_takes_clicks_stays(full):
    assert marks(specification(alt.layer(layer("rule"), full, data=FIGURES))) == ["rule", "tick"]


def test_a_shared_drawing_loses_its_empty_layers_for_these_figures_only():
    drawing = without_figures(alt.layer(layer("rule"), layer("tick", "datum.title")))
    assert marks(with_figures(drawing, FIGURES)) == ["rule"]
    assert marks(with_figures(drawing, FIGURES.assign(title="head"))) == ["rule", "tick"]


def test_charts_beside_each_other_lose_theirs_too():
    chart = alt.hconcat(alt.layer(layer("rule"), layer("tick", x="nowhere")), layer("bar"), data=FIGURES)
    left, right = specification(chart)["hconcat"]
    assert marks(left) == ["rule"] and right["mark"]["type"] == "bar"


def test_a_spine_of_rows_without_a_place_draws_no_marks_but_the_rows_that_are_clicked():
    nothing = SPINE[SPINE["position"].isna()]
    kept = [part for part in spine.spine(nothing, palette=style.LIGHT)["layer"] if part["mark"]["type"] != "text"]
    assert [("name" in part, part["mark"]["type"]) for part in kept] == [(False, "rule"), (True, "bar")]


def test_adjustments_without_england_have_no_tick():
    assert "tick" in marks(specification(adjustments.adjustments(ROWS, palette=style.LIGHT)))
    assert "tick" not in marks(specification(adjustments.adjustments(ROWS.assign(value_england=float("nan")), palette=style.LIGHT)))


def test_a_trend_without_a_comparator_has_one_line():
    """The real files met it: England has no figure, and the layer of the other lines stayed behind without a row."""
    alone = specification(trend.trend(SERIES, unit="%", palette=style.LIGHT, focus="Havering"))
    both = pd.concat([SERIES, SERIES.assign(area_name="England")], ignore_index=True)
    beside = specification(trend.trend(both, unit="%", palette=style.LIGHT, focus="Havering"))
    assert (marks(alone).count("line"), marks(beside).count("line")) == (1, 2)
