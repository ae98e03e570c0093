"""Diverging bars and gradients as specifications: what they draw and say, and that a missing column is named."""

import json

import pandas as pd
import pytest

from pcdash.charts import answers, gradient, style

ROWS = pd.DataFrame(
    {
        "key": ["a", "b", "c"],
        "label": ["Overall\n2025 \u00b7 100", "A name much too long for one line of a phone", "None"],
        "group": ["Since 2024", "Since 2024", "To 2017"],
        "value": [70.0, 40.0, None],
        "lower95": [65.0, 35.0, None],
        "upper95": [75.0, 45.0, None],
        "state": ["value", "value", "suppressed"],
        "outcome": ["better", "worse", "not_compared"],
        "comparator_name": ["England"] * 3,
        "comparator_value": [60.0, 61.0, None],
    }
)
BARS = pd.DataFrame(
    {
        "key": ["a", "a", "a", "b", "b"],
        "answer": ["Very poor", "Good", "Very good", "All other answers", "All positive answers"],
        "tone": ["most negative", "positive", "most positive", "middle", "positive"],
        "percentage": [30.0, 30.0, 40.0, 60.0, 40.0],
        "start": [-30.0, 0.0, 30.0, -60.0, 0.0],
        "finish": [0.0, 30.0, 70.0, 0.0, 40.0],
    }
)
GROUPS = pd.DataFrame(
    {
        "place_in_order": [1, 2, 3, 4, 5],
        "groups": [5] * 5,
        "value": [10.0, 11, 12, 13, 14],
        "lower95": [9.0, 10, 11, 12, 13],
        "upper95": [11.0, 12, 13, 14, 15],
        "share_from": [0.0, 0.2, 0.4, 0.6, 0.8],
        "share_middle": [0.1, 0.3, 0.5, 0.7, 0.9],
        "share_to": [0.2, 0.4, 0.6, 0.8, 1.0],
        "practices": [7.0, 7, 6, 7, 7],
    }
)
LINE = {"most_deprived_end": 9.5, "least_deprived_end": 14.5, "value": 12.0}
PALETTES = pytest.mark.parametrize("palette", [style.LIGHT, style.DARK], ids=["light", "dark"])


def marks(chart) -> list[str]:
    return [layer["mark"]["type"] for layer in chart.to_dict()["layer"]]


@PALETTES
def test_bars_carry_headings_numbers_interval_sign_and_tick(palette):
    chart = answers.diverging(ROWS, BARS, palette=palette)
    assert marks(chart) == ["bar", "text", "rule", "tick", "rule", "point"]
    text = json.dumps(chart.to_dict())
    assert text.index("#Since 2024") < text.index("#To 2017") and "70.0% (65.0 to 75.0)" in text


def test_a_row_without_a_value_keeps_its_place_and_has_no_sign():
    chart = answers.diverging(ROWS, BARS, palette=style.LIGHT).to_dict()
    assert "c" in chart["layer"][0]["encoding"]["y"]["sort"]
    (points,) = [layer for layer in chart["layer"] if layer["mark"]["type"] == "point"]
    assert {row["key"] for row in chart["datasets"][points["data"]["name"]]} == {"a", "b"}


def test_long_names_are_folded_into_two_lines():
    axis = answers.diverging(ROWS, BARS, palette=style.LIGHT).to_dict()["layer"][0]["encoding"]["y"]["axis"]
    lines = json.loads(axis["labelExpr"].removeprefix("(").removesuffix(")[datum.value]"))
    assert lines["a"] == ["Overall", "2025 \u00b7 100"] and len(lines["b"]) == 2
    assert max(len(line) for line in lines["b"]) <= 24


def test_a_row_without_interval_is_drawn_without_one():
    rows = ROWS.assign(lower95=None, upper95=None, comparator_value=None)
    assert marks(answers.diverging(rows, BARS, palette=style.LIGHT)) == ["bar", "text", "rule", "point"]


@PALETTES
def test_groups_have_widths_intervals_points_line_and_the_areas_value(palette):
    chart = gradient.groups(GROUPS, LINE, unit="%", palette=palette, area_name="Havering")
    assert sorted(marks(chart)) == ["line", "point", "rule", "rule", "rule", "text"]
    text = json.dumps(chart.to_dict())
    assert "1 most" in text and "5 least" in text and "Havering 12.0%" in text


def test_groups_without_a_slope_have_no_line():
    line = {"most_deprived_end": None, "least_deprived_end": None, "value": None}
    assert "line" not in marks(gradient.groups(GROUPS, line, unit="%", palette=style.LIGHT, area_name="Havering"))


def series(**changes) -> pd.DataFrame:
    rows = {
        "period": ["2017/18", "2018/19", "2019/20"],
        "period_end": pd.to_datetime(["2018-03-31", "2019-03-31", "2020-03-31"]),
        "segment": [0, 0, 1],
        "break_reason": [None, None, "new rules"],
        "outcome": ["worse", "similar", "worse"],
        "state": ["value"] * 3,
        "slope_index": [5.0, 1.0, 4.0],
        "slope_index_lower95": [3.0, -1.0, 2.0],
        "slope_index_upper95": [7.0, 3.0, 6.0],
    }
    return pd.DataFrame(rows | changes)


def test_slopes_over_time_break_where_the_definition_does():
    chart = gradient.over_time(series(), measure="slope_index", unit="%", palette=style.LIGHT)
    (line,) = [layer for layer in chart.to_dict()["layer"] if layer["mark"]["type"] == "line"]
    assert line["encoding"]["detail"]["field"] == "stretch"
    assert "definition changed" in json.dumps(chart.to_dict()) and "+5.0 (+3.0 to +7.0)" in json.dumps(chart.to_dict())


def test_slopes_of_one_definition_have_no_break():
    chart = gradient.over_time(series(break_reason=[None] * 3), measure="slope_index", unit="%", palette=style.LIGHT)
    assert "definition changed" not in json.dumps(chart.to_dict())


def test_relative_indices_stand_on_a_ratio_scale_and_leave_out_what_has_none():
    rows = pd.DataFrame(
        {
            "short_name": ["Smoking", "COPD", "Nothing"],
            "relative_index": [0.5, 1.2, None],
            "relative_index_lower95": [0.4, 1.0, None],
            "relative_index_upper95": [0.6, 1.4, None],
            "outcome": ["worse", "similar", "not_compared"],
            "state": ["value"] * 3,
        }
    )
    text = json.dumps(gradient.relative(rows, palette=style.LIGHT).to_dict())
    assert '"type": "log"' in text and "0.50 (0.40 to 0.60)" in text and "Nothing" not in text


@pytest.mark.parametrize(
    ("draw", "column"),
    [
        (lambda: answers.diverging(ROWS.drop(columns="group"), BARS, palette=style.LIGHT), "group"),
        (lambda: answers.diverging(ROWS, BARS.drop(columns="tone"), palette=style.LIGHT), "tone"),
        (lambda: gradient.groups(GROUPS.drop(columns="practices"), LINE, unit="%", palette=style.LIGHT, area_name=""), "practices"),
        (lambda: gradient.over_time(series().drop(columns="segment"), measure="gap", unit="%", palette=style.LIGHT), "segment"),
        (lambda: gradient.relative(ROWS, palette=style.LIGHT), "short_name"),
    ],
)
def test_a_missing_column_is_named(draw, column):
    with pytest.raises(ValueError, match=column):
        draw()
