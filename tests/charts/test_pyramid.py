"""The population pyramid: where its marks stand, and what it draws of an area that is not known."""

import itertools

import pandas as pd
import pytest

from pcdash.charts import pyramid, style
from pcdash.charts.specification import specification

SHARES = {"practice": (6.0, 4.0, 50.0, 40.0), "borough": (5.0, 5.0, 45.0, 45.0), "england": (7.0, 3.0, 46.0, 44.0)}
GROUPS = list(itertools.product(("95+", "0-4"), ("Female", "Male")))
ROWS = pd.DataFrame(
    [
        {"area_type": area, "sex": sex, "age": age, "age_from": int(age[:-1].split("-")[0]), "patients": 10 * share}
        | {"share_of_list": share}
        for area, shares in SHARES.items()
        for (age, sex), share in zip(GROUPS, shares, strict=True)
    ]
)


def drawn(rows, palette=style.LIGHT):
    chart = specification(pyramid.pyramid(rows, palette=palette))
    (points,) = chart["datasets"].values()
    return chart, points.set_index(["age", "sex"])


@pytest.mark.parametrize("palette", [style.LIGHT, style.DARK], ids=["light", "dark"])
def test_men_stand_left_and_women_right_with_the_oldest_on_top(palette):
    chart, points = drawn(ROWS, palette)
    assert dict(points["practice"]) == {("95+", "Male"): -4, ("95+", "Female"): 6, ("0-4", "Male"): -40, ("0-4", "Female"): 50}
    assert dict(points["england"])[("95+", "Male")] == -3 and dict(points["borough"])[("0-4", "Female")] == 45
    assert points.loc[("0-4", "Female"), "patients"] == "500" and points.loc[("95+", "Male"), "england_text"] == "3.0%"
    axes = chart["layer"][0]["encoding"]
    assert axes["y"]["scale"]["domain"] == ["95+", "0-4"] and axes["x"]["scale"]["domain"] == [-50, 50]


def test_an_area_that_is_not_known_has_no_marks():
    assert [layer["mark"]["type"] for layer in drawn(ROWS)[0]["layer"]] == ["bar", "tick", "point"]
    alone = ROWS[ROWS["area_type"] == "practice"]
    assert [layer["mark"]["type"] for layer in drawn(alone)[0]["layer"]] == ["bar"]


def test_a_missing_column_is_named():
    with pytest.raises(ValueError, match="needs a column 'share_of_list'"):
        pyramid.pyramid(ROWS.drop(columns="share_of_list"), palette=style.LIGHT)
