"""The same map in several periods, as a specification."""

import json
import math

import pandas as pd

from pcdash.charts import map_periods
from tests.charts.map_world import (
    LOCALITIES,
    MEMBERS,
    PRACTICES,
    SHAPES,
    layers,
    look,
    rows_of,
)

THROUGH_TIME = pd.concat([PRACTICES.assign(period=label) for label in ("2014/15", "2015/16", "2018/19", "2019/20")])


def through_time(figures=THROUGH_TIME, shapes=SHAPES, method="outcome", **settings):
    chosen = {"current": "2019/20", "breaks": {"2018/19"}} | settings
    return map_periods.maps_through_time(shapes, figures, MEMBERS, **look(method), **chosen).to_dict()


def test_small_maps_stand_beside_each_other_on_one_scale():
    chart = through_time(method="value")
    rows = [row for row in rows_of(chart) if row.get("area_code") == "P1"]
    width, height = 4000 * 1.08, 3000 * 1.2
    assert [(row["easting"], row["northing"]) for row in rows] == [
        (550_000, 188_000),
        (550_000 + width, 188_000),
        (550_000 + 2 * width, 188_000),
        (550_000, 188_000 - height),
    ]
    fills = [layer["encoding"]["fill"] for layer in layers(chart, "point") if layer["encoding"]["fill"]["field"] == "value"]
    assert [fill["scale"]["domain"] for fill in fills] == [[0.0, 70.0]] and fills[0]["legend"] is None
    heads = [row["words"] for row in rows_of(chart) if "words" in row]
    assert heads == ["2014/15", "2015/16", "2018/19 \u2020", "\u25b6 2019/20"]
    grounds = json.loads(chart["layer"][0]["data"]["values"])["features"]
    assert len(grounds) == 4


def test_small_maps_of_localities_are_coloured_by_their_shapes():
    figures = pd.concat([LOCALITIES.assign(period=label, easting=None, northing=None) for label in ("2018/19", "2019/20")])
    chart = through_time(figures)
    (shapes,) = [layer for layer in layers(chart, "geoshape") if "transform" in layer]
    features = json.loads(shapes["transform"][0]["from"]["data"]["values"])["features"]
    assert [item["key"] for item in features] == ["L1 2018/19", "L1 2019/20"]
    assert features[0]["geometry"]["coordinates"] != features[1]["geometry"]["coordinates"]


def test_at_most_six_periods_evenly_spread_with_the_current_one():
    years = [f"{year}" for year in range(2010, 2022)]
    chosen = map_periods.chosen_periods(years, "2021")
    assert len(chosen) == 6 and chosen[0] == "2010" and chosen[-1] == "2021"
    for current in years:
        some = map_periods.chosen_periods(years, current)
        assert current in some and len(some) == 6 and some == sorted(some) and {"2010", "2021"} <= set(some)
    assert map_periods.chosen_periods(years[:4], "2011") == years[:4]


def test_a_changed_definition_is_marked_on_the_first_map_after_it():
    known = pd.DataFrame({"period": ["a", "b", "c", "d"], "break_reason": [None, math.nan, "other codes", None]})
    assert map_periods.breaks_shown(known, ["a", "d"]) == [("d", "c", "other codes")]
    assert map_periods.breaks_shown(known, ["c", "d"]) == []


def test_outlines_of_small_maps_lose_only_corners_too_fine_to_see():
    many = [[x, 0] for x in range(0, 100_000, 10)] + [[100_000, 100_000], [0, 0]]
    shapes = SHAPES.iloc[:1].assign(geometry=json.dumps({"type": "Polygon", "coordinates": [many]}))
    (ring,) = json.loads(through_time(shapes=shapes)["layer"][0]["data"]["values"])["features"][0]["geometry"]["coordinates"][0]
    assert len(ring) < 400 and ring[0] == ring[-1] and [100_000, 100_000] in ring


def test_without_any_boundary_practices_alone_make_the_small_maps():
    spread = {row["easting"] for row in rows_of(through_time(shapes=SHAPES.iloc[:0])) if row.get("area_code") == "P1"}
    assert len(spread) == 3 and max(spread) - min(spread) > 2 * 700
