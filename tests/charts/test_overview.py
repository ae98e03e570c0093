"""Charts of the overview as specifications: sparklines, the grid of areas by indicators, counts by domain."""

import json

import pandas as pd
import pytest

from pcdash.charts import rug, sparkline, style, summary

SERIES = pd.DataFrame(
    {
        "period": ["2014/15", "2015/16", "2016/17"],
        "period_end": pd.to_datetime(["2015-03-31", "2016-03-31", "2017-03-31"]),
        "value": [50.0, 55.0, 61.0],
        "segment": [0, 0, 1],
        "comparator_name": ["England"] * 3,
        "comparator_value": [60.0, 62.0, 63.0],
    }
)
CELL = {"name": "An indicator", "unit": "%", "state": "value", "outcome": "better", "period": "2019/20", "area_name": "North"}
CELLS = pd.DataFrame(
    [
        CELL | place | {"indicator_id": key, "domain": domain, "short_name": short, "display_order": order, "value": value}
        for key, domain, short, order in (("a", "diabetes", "First", 1), ("b", "cvd", "Second", 2))
        for place, value in (
            ({"position": 0, "area_code": "E92", "area_name": "England", "outcome": "not_compared"}, 60.0),
            ({"position": 2, "area_code": "B1"}, 70.0),
        )
    ]
    + [
        CELL
        | {"position": 3, "area_code": "L1", "area_name": "West", "outcome": "not_compared", "state": "suppressed", "value": None}
        | {"indicator_id": "a", "domain": "diabetes", "short_name": "First", "display_order": 1}
    ]
)


def specification(chart) -> str:
    return json.dumps(chart.to_dict())


def test_a_sparkline_ends_in_the_mark_of_its_outcome_and_names_first_and_last_period():
    points = sparkline.figures(SERIES, sign="Worse", unit="%", palette=style.LIGHT)
    assert list(points["tick"]) == ["2014/15", "", "2016/17"] and list(points["end"]) == [0, 0, 1]
    assert set(points["shape"]) == {"diamond"} and set(points["stroke"]) == {style.LIGHT.worse}
    assert list(points["Value"]) == ["50.0%", "55.0%", "61.0%"]


def test_the_comparators_name_stands_above_its_top_or_below_its_bottom_where_no_line_crosses():
    above = sparkline.figures(SERIES, sign="Worse", unit="%", palette=style.LIGHT)
    assert list(above["name"]) == ["", "", "England"] and above["name_lift"].iloc[2] < 0
    below = sparkline.figures(SERIES.assign(comparator_value=[40.0, 41.0, 42.0]), sign="Better", unit="%", palette=style.LIGHT)
    assert list(below["name"]) == ["England", "", ""] and below["name_lift"].iloc[0] > 0
    partly = SERIES.assign(comparator_value=[None, 41.0, None], comparator_name=[None, "England", None])
    assert list(sparkline.figures(partly, sign="Better", unit="%", palette=style.LIGHT)["name"]) == ["", "England", ""]


def test_a_sparkline_without_comparator_or_with_one_point_has_no_name_and_one_label():
    alone = SERIES.iloc[:1].assign(comparator_value=None, comparator_name=None)
    points = sparkline.figures(alone, sign="Not compared", unit="", palette=style.LIGHT)
    assert list(points["name"]) == [""] and list(points["tick"]) == ["2014/15"] and list(points["end"]) == [1]


@pytest.mark.parametrize("palette", [style.LIGHT, style.DARK], ids=["light", "dark"])
def test_the_drawing_reads_only_columns_that_the_figures_have_and_carries_none(palette):
    drawing = sparkline.drawing(palette)
    points = sparkline.figures(SERIES, sign="Better", unit="%", palette=palette)
    text = json.dumps(drawing)
    used = {part.split('"')[0].split(" ")[0] for part in text.split("datum.")[1:]}
    fields = {
        channel["field"]
        for layer in drawing["layer"]
        for channels in layer["encoding"].values()
        for channel in (channels if isinstance(channels, list) else [channels])
        if "field" in channel
    }
    assert used | fields <= set(points.columns) and "value" in fields and "name_lift" in used
    assert "datasets" not in drawing and not any("data" in part for part in (drawing, *drawing["layer"]))


def test_the_grid_says_value_and_sign_in_each_cell_and_puts_headings_over_domains():
    chart = rug.rug(CELLS, palette=style.LIGHT, focus="B1").to_dict()
    text = json.dumps(chart, ensure_ascii=False)
    assert "\u25cf 70.0%" in text and "60.0%" in text and "Suppressed" in text and "First, 2019/20" in text
    rows = chart["layer"][0]["encoding"]["y"]["scale"]["domain"]
    assert rows == ["domain diabetes", "a", "domain cvd", "b"]
    assert chart["layer"][0]["encoding"]["x"]["scale"]["domain"] == ["comparator", "B1", "L1"]
    assert [each["name"] for each in chart["params"]] == [rug.PICK]


def test_the_grid_marks_what_has_no_row_with_a_dash():
    layers = rug.rug(CELLS, palette=style.LIGHT, focus="B1").to_dict()["layer"]
    assert layers[-1]["mark"]["text"] == "\u2013"
    full = CELLS[CELLS["area_code"] != "L1"]
    assert len(rug.rug(full, palette=style.LIGHT, focus="B1").to_dict()["layer"]) == len(layers) - 1


def test_better_worse_and_similar_cells_differ_in_colour_and_in_sign():
    outcomes = ("better", "similar", "worse", "lower", "higher")
    cells = pd.concat([CELLS.iloc[[1]].assign(outcome=word, area_code=word, area_name=word) for word in outcomes])
    for palette in (style.LIGHT, style.DARK):
        ground = rug.rug(cells, palette=palette, focus="").to_dict()["layer"][0]["encoding"]
        looks = list(zip(ground["fill"]["scale"]["range"], ground["stroke"]["scale"]["range"], strict=True))
        assert len(set(looks)) == len(looks) == 5
    assert len({rug.MARKS[style.sign(word)] for word in outcomes}) == 5


def test_the_grids_table_says_the_same_in_words_and_knows_what_a_cell_stands_for():
    grid = rug.table(CELLS)
    assert list(grid.table.columns) == ["Domain", "Indicator", "Period", "England", "North", "West"]
    assert list(grid.table["North"]) == ["70.0% better"] * 2 and list(grid.table["West"]) == ["Suppressed", "\u2013"]
    assert grid.indicator_ids == ["a", "b"] and grid.area_codes == {"North": "B1", "West": "L1"}


def test_comparators_that_differ_from_row_to_row_are_called_comparator():
    cells = CELLS.assign(area_name=CELLS["area_name"].where((CELLS["position"] > 0) | (CELLS["indicator_id"] == "a"), "London"))
    assert "Comparator" in rug.table(cells).table


def test_counts_by_domain_are_of_outcomes_and_of_changes():
    rows = pd.DataFrame(
        {
            "domain": ["diabetes", "diabetes", "cvd"],
            "outcome": ["better", "worse", "better"],
            "state": ["value"] * 3,
            "direction": ["improved", None, "worsened"],
        }
    )
    text = specification(summary.outcomes_by_domain(rows, palette=style.LIGHT))
    assert "1 better" in text and "1 improved" in text and "1 worsened" in text
    table = summary.counts(rows).set_index("Domain")
    assert table.loc["Diabetes"].to_dict() == {"Better": 1, "Worse": 1, "Improved": 1, "Worsened": 0}


def test_a_missing_column_is_named():
    with pytest.raises(ValueError, match="needs a column 'outcome'"):
        rug.rug(CELLS.drop(columns="outcome"), palette=style.LIGHT, focus="")
    with pytest.raises(ValueError, match="needs a column 'segment'"):
        sparkline.figures(SERIES.drop(columns="segment"), sign="Better", unit="%", palette=style.LIGHT)
