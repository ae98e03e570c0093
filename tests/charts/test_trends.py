"""Charts over time as specifications: a line with its band, target and events, small multiples, control charts."""

import json

import pandas as pd
import pytest

from pcdash.charts import control_chart, small_multiples, style, trend

SERIES = pd.DataFrame(
    {
        "area_code": ["E1"] * 4,
        "area_name": ["Havering"] * 4,
        "period": ["2014/15", "2015/16", "2018/19", "2019/20"],
        "period_start": pd.to_datetime(["2014-04-01", "2015-04-01", "2018-04-01", "2019-04-01"]),
        "period_end": pd.to_datetime(["2015-03-31", "2016-03-31", "2019-03-31", "2020-03-31"]),
        "value": [56.7, 51.6, 59.4, 56.7],
        "lower95": [55.8, 50.8, 58.6, 55.9],
        "upper95": [57.6, 52.4, 60.1, 57.5],
        "state": ["value"] * 4,
        "segment": [0, 0, 0, 1],
    }
)
DECILES = {"decile1": 40.0, "quartile1": 50.0, "median": 55.0, "quartile3": 60.0, "decile9": 70.0}
EVENTS = pd.DataFrame(
    {
        "number": [1, 2],
        "event_kind": ["milestone", "definition"],
        "occurred_on": pd.to_datetime(["2016-07-01", "2019-04-01"]),
    }
)


def drawn(**settings) -> dict:
    return trend.trend(SERIES, unit="%", palette=style.LIGHT, focus="Havering", **settings).to_dict()


def rows_with(chart: dict, column: str) -> list[dict]:
    return [row for rows in chart["datasets"].values() for row in rows if column in row]


def test_a_trend_stands_at_true_distances_and_breaks_where_the_definition_did():
    chart = drawn(baseline="2014/15")
    years = sorted({row["year"] for row in rows_with(chart, "estimate")})
    assert years[2] - years[1] == pytest.approx(3, abs=0.01) and years[1] - years[0] == pytest.approx(1, abs=0.01)
    text = json.dumps(chart)
    assert "Havering 0." in text and "Havering 1." in text and "baseline" in text


def test_a_line_stops_where_years_have_no_figure():
    lines = {row["shown"]: row["line"] for row in rows_with(drawn(), "estimate")}
    assert lines["2014/15"] == lines["2015/16"] != lines["2018/19"]
    small = small_multiples.small_multiples(MEMBERS, SERIES, unit="%", palette=style.LIGHT).to_dict()
    own = {row["shown"]: row["line"] for row in rows_with(small, "estimate") if row["panel"] == 1}
    assert own["2014/15"] == own["2015/16"] != own["2018/19"]


def test_a_changed_definition_is_marked_between_the_years_it_parts():
    chart = drawn(events=EVENTS)
    years = sorted({row["year"] for row in rows_with(chart, "estimate")})
    marks = {row["number"]: row["year"] for row in rows_with(chart, "number")}
    assert years[2] < marks["2"] < years[3] and marks["2"] == pytest.approx(2019.25, abs=0.01)
    assert years[1] < marks["1"] < years[2]


def test_numbers_stand_above_the_plot_and_close_ones_above_each_other():
    close = EVENTS.assign(occurred_on=pd.to_datetime(["2019-04-01", "2019-04-01"]))
    tops = {row["top"] for row in rows_with(drawn(events=close), "number")}
    assert len(tops) == 2 and max(tops) < 0 and drawn(events=close)["height"] == drawn()["height"] - min(tops)
    assert len({row["top"] for row in rows_with(drawn(events=EVENTS), "number")}) == 1


def test_the_bands_stop_with_the_line_and_a_single_year_is_a_bar():
    bands = pd.DataFrame([DECILES | {"period": period} for period in ("2014/15", "2015/16", "2018/19", "2019/20", "2030/31")])
    chart = drawn(bands=bands)
    assert [row["stretch"] for row in rows_with(chart, "decile1")][:4] == ["0.0", "0.0", "0.1", "1.1"]
    assert len({row["year"] for row in rows_with(chart, "decile1")}) == 4
    assert {"area", "bar"} <= {layer["mark"]["type"] for layer in chart["layer"]}
    assert "area" not in {layer["mark"]["type"] for layer in drawn()["layer"]}


def test_times_unlike_others_are_shaded_no_further_than_the_line_goes():
    days = {"starts_on": pd.to_datetime(["2018-04-01", "2020-01-01"]), "ends_on": pd.to_datetime(["2019-03-31", "2021-03-31"])}
    chart = drawn(unusual=pd.DataFrame({"letter": ["a", "b"], **days}))
    shades = {row["letter"]: (row["year"], row["until"]) for row in rows_with(chart, "until")}
    assert shades["a"] == pytest.approx((2018.25, 2019.24), abs=0.01) and shades["b"] == pytest.approx((2020, 2020.24), abs=0.01)
    assert "rect" in {layer["mark"]["type"] for layer in chart["layer"]} - {layer["mark"]["type"] for layer in drawn()["layer"]}


def test_a_target_is_a_line_with_its_words_and_a_range_two():
    assert "target: at least 60.0%" in json.dumps(drawn(target={"at_least": 60.0, "at_most": None}))
    both = json.dumps(drawn(target={"at_least": 60.0, "at_most": 70.0}))
    assert "at least 60.0%" in both and "at most 70.0%" in both


def test_figures_without_intervals_have_no_bars():
    bare = trend.trend(SERIES.assign(lower95=None, upper95=None), unit="%", palette=style.LIGHT, focus="Havering").to_dict()
    assert not [layer for layer in bare["layer"] if layer.get("encoding", {}).get("y2", {}).get("field") == "upper95"]


MEMBERS = pd.concat(
    [
        SERIES.assign(area_code="P2", area_name="Beta", value=[30.0, 40.0, 50.0, 60.0]),
        SERIES.iloc[:2].assign(area_code="P1", area_name="Alpha", value=[80.0, 90.0]),
    ],
    ignore_index=True,
)


def test_small_multiples_share_one_scale_and_stand_in_order_of_name():
    chart = small_multiples.small_multiples(MEMBERS, SERIES, unit="%", palette=style.LIGHT, highlight="P2").to_dict()
    names = {row["panel"]: row["name"] for row in rows_with(chart, "name")}
    assert names == {0: "Alpha", 1: "\u25ba Beta"}
    down = {(row["panel"], row["shown"]): row["down"] for row in rows_with(chart, "shown")}
    assert down[0, "2015/16"] == min(down.values()) and down[1, "2014/15"] == max(down.values())
    assert {row["words"] for row in rows_with(chart, "words")} >= {"90.0%", "60.0%", "2014/15", "2019/20"}
    assert {row["line"] for row in rows_with(chart, "line") if row["panel"] == 1} == {"1 0.0", "1 0.1", "1 1.1"}


def test_a_long_name_stands_whole_in_two_lines_where_its_panel_is_narrow():
    named = MEMBERS.assign(area_name=MEMBERS["area_name"].where(MEMBERS["area_code"] != "P2", "Collier Row and Chadwell Heath"))
    chart = small_multiples.small_multiples(named, SERIES, unit="%", palette=style.LIGHT).to_dict()
    rows = [row for rows in chart["datasets"].values() for row in rows if row.get("name") == "Collier Row and Chadwell Heath"]
    assert {(row["upper"], row["lower"]) for row in rows} == {("Collier Row and", "Chadwell Heath")}


def test_small_multiples_fit_the_width_they_get():
    text = json.dumps(small_multiples.small_multiples(MEMBERS, SERIES, unit="%", palette=style.LIGHT).to_dict())
    assert "width < 520 ? 2" in text


CONTROL = pd.DataFrame(
    {
        "period": ["2024-04", "2024-05", "2024-06"],
        "period_end": pd.to_datetime(["2024-04-30", "2024-05-31", "2024-06-30"]),
        "segment": [0, 0, 1],
        "value": [10.0, 20.0, 12.0],
        "mean": [12.0, 12.0, 12.0],
        "lower_limit": [5.0, 5.0, None],
        "upper_limit": [18.0, 18.0, None],
        "variation": ["common_cause", "concern_high", "improvement_low"],
        "signal": [None, "outside", "shift"],
    }
)


def test_a_control_chart_tells_signals_apart_by_shape_and_word():
    text = json.dumps(control_chart.control_chart(CONTROL, unit="%", palette=style.LIGHT).to_dict())
    for word in ("Concern (high)", "Improvement (low)", "Ordinary variation", "triangle-up", "triangle-down", "Outside the limits"):
        assert word in text
    legend = control_chart.legend(CONTROL)
    assert legend.count("\u2003") == 2 and "Concern\u00a0(high)" in legend and "Unusually" not in legend


def test_a_control_charts_line_stops_where_months_have_no_figure():
    months = ["2024-01", "2024-02", "2024-03", "2024-06"]
    points = pd.concat([CONTROL.iloc[:1]] * 4).assign(period=months, period_end=pd.to_datetime([f"{month}-28" for month in months]))
    chart = control_chart.control_chart(points, unit="%", palette=style.LIGHT).to_dict()
    stretches = {row["when"]: row["stretch"] for row in rows_with(chart, "stretch")}
    assert stretches["January 2024"] == stretches["March 2024"] != stretches["June 2024"]
    (line,) = [layer for layer in chart["layer"] if layer["encoding"].get("detail", {}).get("field") == "stretch"]
    assert line["mark"]["type"] == "line" and line["encoding"]["y"]["field"] == "value"


def test_a_control_chart_shows_its_target():
    text = json.dumps(
        control_chart.control_chart(CONTROL, unit="%", palette=style.LIGHT, target={"at_least": None, "at_most": 15.0}).to_dict()
    )
    assert "target: at most 15.0%" in text
