"""Charts as specifications: what they draw, what they say, and that a missing column is named."""

import json

import pandas as pd
import pytest

from pcdash.charts import benchmark, spine, style

PRACTICES = pd.DataFrame(
    {
        "area_code": ["P1", "P2", "P3", "P4"],
        "area_name": ["Alpha", "Beta", "Beta", "Delta"],
        "value": [70.0, 60.0, 50.0, None],
        "lower95": [65.0, 55.0, 45.0, None],
        "upper95": [75.0, 65.0, 55.0, None],
        "state": ["value", "value", "value", "suppressed"],
        "outcome": ["better", "similar", "worse", "not_compared"],
        "comparator_name": ["England"] * 4,
        "comparator_value": [60.0] * 4,
    }
)


def specification(chart) -> str:
    return json.dumps(chart.to_dict())


@pytest.mark.parametrize("palette", [style.LIGHT, style.DARK], ids=["light", "dark"])
def test_ranked_intervals_show_every_area_with_a_value_and_the_comparator(palette):
    text = specification(benchmark.ranked_intervals(PRACTICES, unit="%", palette=palette, highlight="P1"))
    assert "\\u25ba Alpha" in text and "Beta (P2)" in text and "Beta (P3)" in text
    assert "Delta" not in text and "England 60.0%" in text and "70.0% (65.0 to 75.0)" in text


def test_questions_with_comparators_of_their_own_get_a_tick_each():
    rows = PRACTICES.assign(comparator_value=[60.0, 61.0, 62.0, 63.0])
    marks = [layer["mark"]["type"] for layer in benchmark.ranked_intervals(rows, unit="%", palette=style.LIGHT).to_dict()["layer"]]
    assert "tick" in marks


def test_values_without_intervals_are_drawn_without_any():
    rows = PRACTICES.assign(lower95=None, upper95=None, outcome="not_compared", comparator_value=None)
    marks = [layer["mark"]["type"] for layer in benchmark.ranked_intervals(rows, unit="%", palette=style.LIGHT).to_dict()["layer"]]
    assert marks == ["point"]


def test_each_outcome_has_a_word_a_shape_and_a_colour_of_its_own():
    for palette in (style.LIGHT, style.DARK):
        looks = {(style.SHAPES[word], palette.stroke(word), palette.fill(word)) for word in style.SHAPES}
        assert len(looks) == len(style.SHAPES) == len(style.GLYPHS)


SPINE = pd.DataFrame(
    {
        "indicator_id": ["a", "b", "c", "d"],
        "domain": ["diabetes", "diabetes", "copd", "copd"],
        "short_name": ["High is good", "Low is good", "No spread", "No figure"],
        "name": ["A", "B", "C", "D"],
        "kind": ["proportion"] * 4,
        "unit": ["%"] * 4,
        "period": ["2024/25", "2018/19", "2024/25", "2024/25"],
        "polarity": ["higher_better", "lower_better", "neutral", "neutral"],
        "value": [70.0, 30.0, 50.0, None],
        "lower95": [65.0, 25.0, 45.0, None],
        "upper95": [75.0, 35.0, 55.0, None],
        "state": ["value"] * 3 + ["suppressed"],
        "outcome": ["better", "better", "similar", "not_compared"],
        "comparator_name": ["England"] * 3 + [None],
        "comparator_value": [60.0, 40.0, 50.0, None],
        "rank": [2.0, 1.0, 3.0, None],
        "of": [6188.0, 4.0, 3.0, None],
        "gap": ["", "23 more (4 to 40)", "", ""],
        "trend": ["\u2191 Getting better", "", "", ""],
        "why_no_trend": ["", "Definition changed", "Fewer than 5 years", ""],
        "ended": ["", "ended 2018/19", "ended 2025/26", ""],
        "position": [0.5, 0.5, None, None],
        "position_lower95": [0.25, 0.75, None, None],
        "position_upper95": [0.75, 0.25, None, None],
        "position_decile1": [-1.0, 1.0, None, None],
        "position_quartile1": [-0.25, 0.25, None, None],
        "position_quartile3": [0.25, -0.25, None, None],
        "position_decile9": [0.5, -4.0, None, None],
    }
)


def spine_lines(rows: pd.DataFrame) -> dict[str, dict]:
    (lines,) = spine.spine(rows, palette=style.LIGHT)["datasets"].values()
    return {line["key"]: line for line in lines.to_dict("records")}


def test_a_spine_cuts_off_what_lies_far_outside():
    placed = spine.positions(SPINE).set_index("indicator_id")
    assert list(placed.index) == ["a", "b"] and placed.loc["b", "position_decile9"] == -spine.LIMIT


@pytest.mark.parametrize(
    ("limits", "arrows"),
    [((-1.9, 0.5), ["triangle-left"]), ((0.5, 1.81), ["triangle-right"]), ((1.9, -1.9), ["triangle-left", "triangle-right"])],
)
def test_what_goes_on_beyond_a_spine_ends_in_an_arrow(limits, arrows):
    """Lower is better in the last: the limits stand the other way round."""
    rows = SPINE.assign(position_lower95=[limits[0], 0.1, None, None], position_upper95=[limits[1], 0.2, None, None])
    chart = spine.spine(rows, palette=style.LIGHT)
    shapes = [layer["mark"]["shape"] for layer in chart["layer"] if "shape" in layer["mark"]]
    (lines,) = chart["datasets"].values()
    assert shapes == arrows
    assert list(lines.loc[lines["beyond_left"] | lines["beyond_right"], "key"]) == ["a"]


def test_a_spine_that_holds_all_has_no_arrow():
    assert not [layer for layer in spine.spine(SPINE, palette=style.LIGHT)["layer"] if "shape" in layer["mark"]]


def test_a_spine_has_a_line_for_every_indicator_under_the_name_of_its_domain():
    lines = spine_lines(SPINE)
    assert list(lines) == ["# diabetes", "a", "b", "# copd", "c", "d"]
    assert (lines["# diabetes"]["title"], lines["# diabetes"]["note"]) == ("Diabetes, 2024/25", "England")
    assert lines["a"]["label"] == "High is good" and lines["b"]["label"] == "Low is good, ended 2018/19"
    assert lines["a"]["estimate"] == "70.0% (65.0 to 75.0)" and lines["a"]["rank_text"] == "2nd of 6,188"
    assert lines["c"]["label"] == "No spread, ended 2025/26"
    assert (lines["a"]["trend_text"], lines["b"]["gap"]) == ("\u2191 Getting better", "23 more (4 to 40)")
    assert (lines["b"]["trend_text"], lines["c"]["trend_text"]) == ("Definition changed", "Fewer than 5 years")
    assert spine_lines(SPINE.assign(ended=["", "ended 2020/21", "", ""]))["b"]["label"] == "Low is good, 2018/19, ended 2020/21"


def test_a_spine_says_why_a_line_has_no_picture():
    lines = spine_lines(SPINE)
    assert (lines["a"]["note"], lines["c"]["note"]) == ("", "too few practices to draw")
    assert "Suppressed" in lines["d"]["note"] and lines["d"]["estimate"] == ""
    assert spine_lines(SPINE.assign(comparator_value=None))["c"]["note"] == "nothing to compare with"


def test_left_and_right_of_a_spine_are_named_after_what_is_agreed():
    lines = spine_lines(SPINE)
    assert (lines["# diabetes"]["left"], lines["# diabetes"]["right"]) == ("\u2190 worse", "better \u2192")
    assert (lines["# copd"]["left"], lines["# copd"]["right"]) == ("\u2190 lower", "higher \u2192")


def test_a_spine_of_nothing_that_can_be_drawn_is_still_a_list():
    assert list(spine_lines(SPINE[SPINE["indicator_id"] == "d"])) == ["# copd", "d"]


def test_a_missing_column_is_named():
    with pytest.raises(ValueError, match="needs a column 'outcome'"):
        benchmark.ranked_intervals(PRACTICES.drop(columns="outcome"), unit="%", palette=style.LIGHT)
