"""The chart of QOF achievement with and without personalised care adjustments."""

import pandas as pd
import pytest

from pcdash.charts import adjustments, style

ROWS = pd.DataFrame(
    {
        "indicator_id": ["a", "b"],
        "name": ["Alpha in full", "Beta in full"],
        "short_name": ["Alpha", "Beta"],
        "period": ["2024/25", "2018/19"],
        "value": [52.56, 60.0],
        "value_lower95": [44.8, 50.0],
        "value_upper95": [60.2, 70.0],
        "value_england": [56.4, None],
        "net": [66.7, 61.0],
        "rate": [21.2, 1.6],
        "rate_england": [19.9, None],
        "rate_outcome": ["higher", "not_compared"],
    }
)


@pytest.mark.parametrize("palette", [style.LIGHT, style.DARK], ids=["light", "dark"])
def test_each_indicator_says_its_figures_and_its_rate_beside_englands(palette):
    (lines,) = adjustments.adjustments(ROWS, palette=palette).to_dict()["datasets"].values()
    alpha, beta = (next(line for line in lines if line["indicator_id"] == key) for key in "ab")
    assert (alpha["value_text"], alpha["net_text"]) == ("52.6%", "66.7%")
    assert alpha["adjusted"] == "21.2%, higher (England 19.9%)"
    assert beta["label"] == "Beta, 2018/19" and "England \u2013" in beta["adjusted"]


def test_the_chart_says_which_is_the_quality_figure():
    chart = adjustments.adjustments(ROWS, palette=style.LIGHT).to_dict()
    (lines,) = chart["datasets"].values()
    assert "quality figure" in lines[0]["legend"]
    filled = [layer for layer in chart["layer"] if layer["mark"].get("fill") == style.LIGHT.ink]
    assert [layer["encoding"]["x"]["field"] for layer in filled] == ["value"]


def test_a_missing_column_is_named():
    with pytest.raises(ValueError, match="needs a column 'net'"):
        adjustments.adjustments(ROWS.drop(columns="net"), palette=style.LIGHT)
