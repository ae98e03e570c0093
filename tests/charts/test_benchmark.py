"""Charts of areas beside each other as specifications: ranked, in a funnel, on two indicators, then and now."""

import json

import pandas as pd
import pytest

from pcdash.charts import benchmark, funnel, scatter, style, then_and_now

ROWS = pd.DataFrame(
    {
        "area_code": ["P1", "P2", "P3"],
        "area_name": ["Alpha", "Beta", "Gamma"],
        "is_mine": [True, False, False],
        "size": [100.0, 400.0, 900.0],
        "value": [70.0, 60.0, 50.0],
        "lower95": [65.0, 55.0, 45.0],
        "upper95": [75.0, 65.0, 55.0],
        "state": ["value"] * 3,
        "outcome": ["better", "similar", "worse"],
        "comparator_name": ["England"] * 3,
        "comparator_value": [60.0] * 3,
    }
)
LINES = pd.DataFrame(
    {
        "size": [1.0, 10.0, 56.0, 100.0, 562.0, 1000.0, 10000.0],
        "comparator_value": [60.0] * 7,
        "lower95": [0.0, 30.0, 47.0, 50.0, 56.0, 57.0, 59.0],
        "upper95": [100.0, 90.0, 73.0, 70.0, 64.0, 63.0, 61.0],
        "lower99_8": [0.0, 12.0, 40.0, 45.0, 54.0, 55.0, 58.5],
        "upper99_8": [100.0, 100.0, 80.0, 75.0, 66.0, 65.0, 61.5],
    }
)


def rows_with(chart: dict, column: str) -> list[dict]:
    return [row for rows in chart["datasets"].values() for row in rows if column in row]


def strengths(chart: dict) -> dict:
    return {row["area_code"]: row["strength"] for row in rows_with(chart, "strength")}


@pytest.mark.parametrize("highlight", [None, "P3"])
def test_my_practices_stand_out_and_the_others_stay(highlight):
    chart = benchmark.ranked_intervals(ROWS, unit="%", palette=style.LIGHT, highlight=highlight).to_dict()
    strong = {code for code, strength in strengths(chart).items() if strength == 1}
    assert strong == {"P1", highlight} - {None} and set(strengths(chart)) == {"P1", "P2", "P3"}
    alike = benchmark.ranked_intervals(ROWS.assign(is_mine=False), unit="%", palette=style.LIGHT).to_dict()
    assert set(strengths(alike).values()) == {1.0}


def test_many_rows_stand_closer_and_very_many_are_named_on_hover_only():
    heights = []
    for copies in (20, 40, 80):
        many = pd.concat(
            [ROWS.assign(is_mine=False, area_code=ROWS["area_code"] + str(turn), area_name=f"{turn}") for turn in range(copies)]
        )
        chart = benchmark.ranked_intervals(many.reset_index(drop=True), unit="%", palette=style.LIGHT, highlight="P17").to_dict()
        heights.append(chart["height"] / len(many))
    assert heights[0] > heights[1] > heights[2]
    (axis,) = {
        json.dumps(layer["encoding"]["y"]["axis"].get("values"))
        for layer in chart["layer"]
        if "y" in layer["encoding"] and "axis" in layer["encoding"]["y"]
    }
    assert len(json.loads(axis)) == 1


def funnelled(rows: pd.DataFrame, **settings) -> dict:
    return funnel.funnel(rows, LINES, unit="%", size_title="Patients", palette=style.LIGHT, **settings).to_dict()


def test_a_funnel_draws_four_lines_and_every_point_with_its_sign():
    chart = funnelled(ROWS, highlight="P2")
    fields = [layer["encoding"]["y"].get("field") for layer in chart["layer"] if layer["mark"]["type"] == "line"]
    assert set(fields) == {"lower95", "upper95", "lower99_8", "upper99_8", "comparator_value"}
    assert {row["sign"] for row in rows_with(chart, "sign")} == {"Better", "Similar", "Worse"}
    assert "\\u25ba Beta" in json.dumps(chart)


def test_sizes_of_one_order_stand_on_a_linear_axis_and_others_on_a_logarithmic_one():
    def scale(rows):
        return next(
            layer["encoding"]["x"]["scale"]["type"] for layer in funnelled(rows)["layer"] if "scale" in layer["encoding"]["x"]
        )

    assert scale(ROWS) == "linear"
    assert scale(ROWS.assign(size=[10.0, 400.0, 900.0])) == "log"


def test_only_the_lines_around_the_points_travel():
    assert [row for row in LINES["size"] if row in set(funnel.lines_around(LINES, 80, 900)["size"])] == [56, 100, 562, 1000]
    assert len(funnel.lines_around(LINES, 0.5, 1e9)) == len(LINES)


PAIRS = ROWS.assign(
    against_value=[10.0, 20.0, 30.0],
    against_lower95=[9.0, 19.0, 29.0],
    against_upper95=[11.0, 21.0, 31.0],
    against_comparator_value=[25.0] * 3,
)


def scattered(rows: pd.DataFrame) -> dict:
    return scatter.scatter(
        rows, title="Up", unit="%", against_title="Right", against_unit="score", palette=style.LIGHT, highlight="P3"
    ).to_dict()


def test_a_scatter_has_both_intervals_and_the_comparators_lines():
    chart = scattered(PAIRS)
    text = json.dumps(chart)
    assert "70.0% (65.0 to 75.0)" in text and "10.0 (9.0 to 11.0)" in text
    assert "England 60.0%" in text and "England 25.0" in text and "\\u25ba Gamma" in text
    ends = {
        (layer["encoding"].get("x2", {}).get("field"), layer["encoding"].get("y2", {}).get("field")) for layer in chart["layer"]
    }
    assert {("against_upper95", None), (None, "upper95")} <= ends


def test_no_quarters_where_areas_have_comparators_of_their_own():
    own = PAIRS.assign(comparator_value=[60.0, 61.0, 62.0], against_comparator_value=[25.0, 26.0, 27.0])
    assert "England 6" not in json.dumps(scattered(own))


CHANGES = ROWS.assign(
    then_value=[60.0, 60.0, 70.0],
    then_lower95=[55.0, 55.0, 65.0],
    then_upper95=[65.0, 65.0, 75.0],
    change=[10.0, 0.0, None],
    change_lower95=[3.0, -7.0, None],
    change_upper95=[17.0, 7.0, None],
    direction=["improved", "no_clear_change", "not_judged"],
    is_context=[False, True, False],
)


def test_then_and_now_tells_the_change_and_what_it_says():
    chart = then_and_now.then_and_now(CHANGES, unit="%", then="2014/15", now="2018/19", palette=style.LIGHT).to_dict()
    rows = {row["area_code"]: row for row in rows_with(chart, "shift")}
    assert set(rows) == {"P1", "P2"}
    assert rows["P1"]["shift"] == "+10.0 (+3.0 to +17.0)" and rows["P1"]["sign"] == "Improved"
    assert rows["P2"]["sign"] == "No clear change" and rows["P2"]["strength"] == 1
    legend = then_and_now.legend(CHANGES)
    assert "Improved" in legend and "No\u00a0clear\u00a0change" in legend and "Not" not in legend
    assert chart["resolve"]["axis"] == {"y": "independent"}


def test_a_missing_column_is_named():
    with pytest.raises(ValueError, match="needs a column 'size'"):
        funnelled(ROWS.drop(columns="size"))
    with pytest.raises(ValueError, match="needs a column 'against_value'"):
        scattered(ROWS)
