"""Maps, their labels, the list beside them and the maps through time, as specifications."""

import json
import math
import re

import pandas as pd
import pytest
import vl_convert

from pcdash.charts import linked, map_classes, map_labels, map_layers, map_periods, map_ranking, map_shapes, style
from pcdash.charts import map as maps

STATES = ("suppressed", "missing", "not_applicable", "closed")
PRACTICES = pd.DataFrame(
    {
        "area_code": ["P1", "P2", "P3", "P4", "P5", "P6", "P7", "P8"],
        "area_name": ["Alpha", "Beta", "Beta", "Zero", "Sup", "Mis", "Not", "Clo"],
        "value": [70.0, 60.0, 50.0, 0.0, None, None, None, None],
        "lower95": [65.0, 55.0, 45.0, 0.0, None, None, None, None],
        "upper95": [75.0, 65.0, 55.0, 4.0, None, None, None, None],
        "state": ["value"] * 4 + list(STATES),
        "outcome": ["better", "similar", "worse", "worse"] + ["not_compared"] * 4,
        "comparator_name": ["England"] * 4 + [None] * 4,
        "comparator_value": [60.0] * 4 + [None] * 4,
        "rank": [1.0, 2.0, 3.0, 4.0] + [None] * 4,
        "of": [4.0] * 4 + [None] * 4,
        "quintile": [1.0, 2.0, 4.0, 5.0] + [None] * 4,
        "easting": [550_000 + 100 * number for number in range(8)],
        "northing": [188_000 + 100 * number for number in range(8)],
        "list_size": [5000.0, 8000.0, 3000.0, 2000.0, 1000.0, None, 10.0, None],
    }
)
SQUARE = json.dumps(
    {"type": "Polygon", "coordinates": [[[549000, 187000], [553000, 187000], [553000, 190000], [549000, 187000]]]},
    separators=(",", ":"),
)
SHAPES = pd.DataFrame(
    {
        "layer": ["borough", "small_area", "locality"],
        "area_code": ["E1", "S1", "L1"],
        "area_name": ["Borough", "Small", "L1"],
        "geometry": [SQUARE] * 3,
        "label_x": [551_000] * 3,
        "label_y": [188_000] * 3,
    }
)
NEARBY = pd.DataFrame({"name": ['Over "the" border'], "easting": [553_500.0], "northing": [189_000.0]})
LOCALITIES = PRACTICES.iloc[:1].assign(area_code="L1", area_name="North and South")
MEMBERS = PRACTICES.assign(locality_code="L1", locality_name="North and South")
SMALL = pd.DataFrame({"area_code": ["S1", "S2"], "area_name": ["One", "Two"], "patients": [10.0, None], "imd_decile": [1.0, None]})


def classes(method="outcome", rows=PRACTICES):
    return map_classes.classes_of(rows, method=method, unit="%", title="Legend title")


def look(method="outcome", **settings):
    return {"classes": classes(method), "palette": style.LIGHT} | settings


def rows_of(chart: dict) -> list[dict]:
    return [row for rows in chart["datasets"].values() for row in rows]


def marks_of(chart: dict) -> list[str]:
    return [layer["mark"]["type"] for layer in chart["layer"]]


def layers(chart: dict, mark: str) -> list[dict]:
    return [layer for layer in chart["layer"] if layer["mark"]["type"] == mark]


def signs(chart: dict) -> list[dict]:
    """The layers of the areas' own marks, without the rings around them."""
    return [layer for layer in layers(chart, "point") if "shape" in layer["encoding"]]


def rings(chart: dict) -> list[dict]:
    return [layer for layer in layers(chart, "point") if layer["mark"].get("filled") is False]


def test_the_practice_map_draws_geojson_upright_and_leaves_out_what_has_no_place():
    lost = PRACTICES.assign(easting=PRACTICES["easting"].where(PRACTICES["area_name"] != "Clo"))
    chart = maps.practice_map(SHAPES, lost, NEARBY, MEMBERS, **look()).to_dict()
    assert chart["projection"]["type"] == "identity" and chart["projection"]["reflectY"]
    geometry = json.loads(chart["layer"][0]["data"]["values"])["features"][0]["geometry"]
    assert geometry == json.loads(SQUARE)
    names = [row.get("area_name") for row in rows_of(chart)]
    assert "Alpha" in names and "Clo" not in names


def test_neighbours_are_named_but_neither_judged_nor_chosen():
    chart = maps.practice_map(SHAPES, PRACTICES, NEARBY, MEMBERS, **look()).to_dict()
    (feature,) = [
        item
        for layer in layers(chart, "geoshape")
        for item in json.loads(layer["data"]["values"])["features"]
        if item["geometry"]["type"] == "Point"
    ]
    assert feature["name"] == 'Over "the" border' and "area_code" not in feature
    without = maps.practice_map(SHAPES, PRACTICES, NEARBY.iloc[:0], MEMBERS, **look()).to_dict()
    assert len(without["layer"]) == len(chart["layer"]) - 1


@pytest.mark.parametrize("method", map_classes.METHODS)
def test_zero_and_the_four_states_without_a_value_never_look_alike(method):
    chart = maps.practice_map(SHAPES, PRACTICES, NEARBY, MEMBERS, **look(method)).to_dict()
    looks = {}
    for layer in signs(chart):
        scale = layer["encoding"]["shape"]["scale"]
        shapes = dict(zip(scale["domain"], scale["range"], strict=True))
        coloured = layer["encoding"]["fill"]["field"] in ("fifth", "value")
        for row in chart["datasets"][layer["data"]["name"]]:
            looks[row["area_name"]] = (shapes[row["sign"]], coloured)
    states = [looks[name] for name in ("Sup", "Mis", "Not", "Clo")]
    assert len(set(states)) == 4 and not any(coloured for _, coloured in states)
    assert looks["Zero"] not in states and looks["Zero"][1] == (method != "outcome")


@pytest.mark.parametrize("palette", [style.LIGHT, style.DARK], ids=["light", "dark"])
def test_each_way_to_colour_has_the_legend_that_fits(palette):
    def legends(method):
        chart = maps.practice_map(SHAPES, PRACTICES, NEARBY, MEMBERS, **look(method, palette=palette)).to_dict()
        return [fill for layer in signs(chart) if (fill := layer["encoding"]["fill"]).get("legend")]

    assert legends("outcome") == []
    (fifths,) = legends("fifth")
    assert fifths["scale"]["domain"] == list(map_classes.FIFTHS) and len(set(fifths["scale"]["range"])) == 5
    (values,) = legends("value")
    assert values["scale"]["domain"] == [0.0, 70.0] and values["legend"]["title"] == "Legend title"
    # The highest fifth and the highest value wear the same end of the ramp.
    assert fifths["scale"]["range"][0] == values["scale"]["range"][-1] == map_classes.ramp(palette)[-1]


def test_values_that_are_all_alike_still_have_a_scale():
    same = classes("value", PRACTICES.assign(value=5.0))
    assert same.lowest == 5 and same.highest > same.lowest


def test_one_unusual_value_does_not_flatten_the_ramp_and_the_legend_says_so():
    rows = pd.DataFrame({"value": [*range(10, 20), 90.0, None], "state": ["value"] * 11 + ["missing"]})
    unusual = classes("value", rows)
    assert (unusual.lowest, unusual.highest) == (10, 19)
    assert unusual.title == "Legend title; the ends hold all beyond"
    assert unusual.fill(style.LIGHT, legend=True).to_dict()["scale"]["clamp"]
    usual = classes("value", rows[rows["value"] < 90])
    assert (usual.highest, usual.title) == (19, "Legend title")
    # Where most values are the same, the others are not unusual but all there is to see.
    assert classes("value", pd.DataFrame({"value": [0.0] * 9 + [5.0], "state": "value"})).highest == 5
    assert classes("value", PRACTICES.iloc[4:]).highest == 1


def test_a_click_tells_what_was_hit_and_what_had_been_chosen():
    for chart in (
        maps.practice_map(SHAPES, PRACTICES, NEARBY, MEMBERS, **look(selected="P2")),
        map_ranking.ranked_list(PRACTICES, **look(selected="P2")),
    ):
        drawn = chart.to_dict()
        (pick,) = [item for item in drawn["params"] if item["name"] == "pick"]
        assert pick["select"]["fields"] == ["area_code", "chosen"]
        assert {row["chosen"] for row in rows_of(drawn) if "chosen" in row} == {"P2"}


def test_the_chosen_mark_gets_a_ring_and_every_mark_one_that_shows_when_it_is_pointed_at():
    for code, chosen in ((None, []), ("P2", ["P2"]), ("elsewhere", [])):
        drawn = maps.practice_map(SHAPES, PRACTICES, NEARBY, MEMBERS, **look(selected=code)).to_dict()
        *fixed, pointed = rings(drawn)
        assert [row["area_code"] for ring in fixed for row in drawn["datasets"][ring["data"]["name"]]] == chosen
        assert pointed["mark"]["opacity"] == {"expr": f"{linked.IS_LIT} ? 1 : 0"}
        assert len(drawn["datasets"][pointed["data"]["name"]]) == len(PRACTICES)


def test_map_and_list_are_bound_to_one_element_so_that_each_lights_what_the_other_is_pointed_at():
    drawn = [
        maps.practice_map(SHAPES, PRACTICES, NEARBY, MEMBERS, **look()),
        maps.locality_map(SHAPES, LOCALITIES, MEMBERS, **look()),
        map_ranking.ranked_list(PRACTICES, **look()),
    ]
    for chart in drawn:
        written = chart.to_dict()
        (lit,) = [item for item in written["params"] if item["name"] == "lit"]
        assert lit["bind"] == {"element": map_layers.GROUP, "event": "lit"} and lit["select"]["fields"] == ["area_code"]
        # The signal that Vega-Lite makes of the selection's field is the one that the marks heed.
        compiled = vl_convert.vegalite_to_vega(written)
        assert linked.IS_LIT.split()[-1] in {signal["name"] for signal in compiled["signals"]}


def test_localities_without_a_shape_are_joined_to_their_practices_by_lines():
    without = SHAPES[SHAPES["layer"] != "locality"]
    assert "rule" in marks_of(maps.locality_map(without, LOCALITIES, MEMBERS, **look()).to_dict())
    assert "rule" not in marks_of(maps.locality_map(SHAPES, LOCALITIES, MEMBERS, **look()).to_dict())


@pytest.mark.parametrize("method", map_classes.METHODS)
def test_one_locality_without_a_shape_among_others_has_its_mark_and_its_lines(method):
    members = pd.concat([MEMBERS.iloc[:4], MEMBERS.iloc[4:].assign(locality_code="L2", locality_name="East")])
    localities = pd.concat([LOCALITIES, LOCALITIES.assign(area_code="L2", area_name="East"),
                            LOCALITIES.assign(area_code="L3", area_name="Nowhere")])  # fmt: skip
    centres = map_shapes.locality_centres(SHAPES, members)
    assert dict(zip(centres["area_name"], centres["has_shape"], strict=True)) == {"North and South": True, "East": False}
    chart = maps.locality_map(SHAPES, localities, members, **look(method)).to_dict()
    marked = {row["area_code"] for layer in signs(chart) for row in chart["datasets"][layer["data"]["name"]]}
    assert marked == {"L1", "L2"} and len(layers(chart, "rule")) == 1
    assert len([item for item in chart["params"] if item["name"] == "pick"]) == 1
    figures = pd.concat([localities.assign(period=label, easting=None, northing=None) for label in ("2018/19", "2019/20")])
    small = map_periods.maps_through_time(
        SHAPES, figures, members, current="2019/20", breaks=set(), **look(method)
    ).to_dict()  # fmt: skip
    assert {row["area_code"] for row in rows_of(small) if "area_code" in row} == {"L1", "L2"}


def test_practices_stand_amid_the_names_and_outlines_of_their_localities():
    for shapes in (SHAPES, SHAPES[SHAPES["layer"] != "locality"]):
        for chart in (
            maps.practice_map(shapes, PRACTICES, NEARBY, MEMBERS, **look()),
            maps.small_area_map(shapes, SMALL, PRACTICES, MEMBERS, measure="imd_decile", title="Deprivation", **look()),
        ):
            drawn = chart.to_dict()
            assert {row["label"] for row in rows_of(drawn) if "label" in row} == {"North\nand South"}
            assert bool(layers(drawn, "rule")) == ("locality" not in set(shapes["layer"]))


@pytest.mark.parametrize("has_shape", [True, False])
def test_a_map_of_one_locality_shows_it_large_and_names_no_other(has_shape):
    corner = json.dumps(
        {"type": "Polygon", "coordinates": [[[549800, 187800], [550400, 187800], [550400, 188400], [549800, 187800]]]}
    )
    shapes = SHAPES.assign(geometry=[SQUARE, SQUARE, corner])
    shapes = shapes if has_shape else shapes[shapes["layer"] != "locality"]
    members = pd.concat([MEMBERS.iloc[:4], MEMBERS.iloc[4:].assign(locality_code="L2", locality_name="East", easting=552_900.0)])
    settings = look() | {"within": "L1"}
    near = maps.practice_map(shapes, PRACTICES, NEARBY, members, **settings).to_dict()
    far = maps.practice_map(shapes, PRACTICES, NEARBY, members, **look()).to_dict()

    def metres_across(chart):
        return int(re.search(r"width / (\d+)", chart["projection"]["scale"]["expr"])[1])

    assert metres_across(near) < metres_across(far) / 3
    assert not any("East" in str(row.get("label")) for row in rows_of(near))
    assert all(layer["mark"]["clip"] for layer in near["layer"])


def test_a_locality_without_a_figure_keeps_its_shape_and_gets_no_colour():
    missing = LOCALITIES.assign(value=None, state="missing", outcome="not_compared", quintile=None)
    chart = maps.locality_map(SHAPES, missing, MEMBERS, **look("value")).to_dict()
    (shape,) = [layer for layer in layers(chart, "geoshape") if "transform" in layer]
    assert "fill" not in shape["encoding"] and shape["mark"]["strokeDash"] == [4, 3]


def test_small_areas_are_shaded_by_what_is_known_of_them_and_blank_without():
    chart = maps.small_area_map(SHAPES, SMALL, PRACTICES, MEMBERS, measure="imd_decile", title="Deprivation", **look()).to_dict()
    (shaded,) = [layer for layer in layers(chart, "geoshape") if "transform" in layer]
    assert [row["name"] for row in chart["datasets"][shaded["data"]["name"]]] == ["One"]
    scale = shaded["encoding"]["fill"]["scale"]
    assert scale["domain"] == [1, 10] and scale["range"][0] == map_classes.ramp(style.LIGHT)[-1], "1, the most deprived, is dark"


def test_the_list_holds_everybody_in_order_with_the_reason_where_there_is_no_value():
    chart = map_ranking.ranked_list(PRACTICES, **look(selected="P2")).to_dict()
    assert chart["layer"][0]["encoding"]["y"]["sort"] == [
        "Alpha", "\u25b6 Beta (P2)", "Beta (P3)", "Zero", "Sup", "Mis", "Not", "Clo",
    ]  # fmt: skip
    (reasons,) = layers(chart, "text")
    said = {row["estimate"] for row in chart["datasets"][reasons["data"]["name"]]}
    assert said == {"Suppressed: too few to show", "No figure was returned",
                    "Does not apply: no patients in the indicator", "The practice had closed"}  # fmt: skip


def test_a_long_list_keeps_its_order_whoever_is_chosen():
    many = pd.concat([PRACTICES.iloc[:1].assign(area_code=f"Q{number}", area_name=f"Name {number:02}") for number in range(30)])
    order = map_ranking.ranked_list(many, **look(selected="Q20")).to_dict()["layer"][0]["encoding"]["y"]["sort"]
    assert [name.removeprefix("\u25b6 ") for name in order] == list(many["area_name"]) and order[20] == "\u25b6 Name 20"


def test_figures_without_intervals_or_comparator_are_listed_without_any():
    bare = PRACTICES.iloc[:3].assign(lower95=None, upper95=None, outcome="not_compared", comparator_value=None)
    assert marks_of(map_ranking.ranked_list(bare, **look()).to_dict()) == ["rect", "point"]


NAMES = ["Collier Row and Chadwell Heath", "Harold Hill and Harold Wood", "Central Romford", "Rush Green and Hornchurch",
         "Upminster and Cranham", "Elm Park and Rainham"]  # fmt: skip


@pytest.mark.parametrize("spread", [1.0, 0.5])
def test_names_stand_clear_of_each_other_and_inside_the_frame(spread):
    frame = map_labels.Frame(546_000, 178_000, 562_000, 196_000, 1.125)
    middle_x, middle_y = 552_000, 187_500
    at = [(548_000, 190_000), (554_000, 192_000), (551_000, 189_000), (552_500, 186_500), (557_000, 186_500), (552_300, 183_000)]
    points = pd.DataFrame(
        {
            "easting": [middle_x + (x - middle_x) * spread for x, _ in at],
            "northing": [middle_y + (y - middle_y) * spread for _, y in at],
            "label": [name.replace(" and ", "\nand ") for name in NAMES],
        }
    )
    placed = map_labels.placed(points, frame, mark=11)
    for name, (width, font) in (("phone", map_labels.PHONE), ("wide", map_labels.WIDE)):
        boxes = []
        for row in placed.itertuples():
            x, y = frame.pixels(row.easting, row.northing, width)
            boxes.append(map_labels.box(x + getattr(row, f"{name}_dx"), y + getattr(row, f"{name}_dy"), row.label, font))
        for left, top, right, bottom in boxes:
            assert left >= 0 and top >= 0 and right <= width and bottom <= width * frame.aspect
        for number, one in enumerate(boxes):
            for other in boxes[:number]:
                across = min(one[2], other[2]) - max(one[0], other[0])
                down = min(one[3], other[3]) - max(one[1], other[1])
                assert across <= 1 or down <= 1, (name, number)


def test_a_point_stands_where_the_browser_draws_it():
    frame = map_labels.Frame(0, 0, 1000, 2000, 1.0)
    assert frame.pixels(500, 1000, 400) == (200, 200)
    assert frame.pixels(1000, 2000, 400) == (300, 0)


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


def test_without_any_boundary_practices_alone_make_the_map():
    chart = maps.practice_map(SHAPES.iloc[:0], PRACTICES, NEARBY.iloc[:0], MEMBERS, **look()).to_dict()
    assert set(marks_of(chart)) == {"rule", "point", "text"}
    spread = {row["easting"] for row in rows_of(through_time(shapes=SHAPES.iloc[:0])) if row.get("area_code") == "P1"}
    assert len(spread) == 3 and max(spread) - min(spread) > 2 * 700
    named = maps.locality_map(SHAPES.iloc[:0], LOCALITIES, MEMBERS, **look()).to_dict()
    assert "text" in marks_of(named)


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


def test_a_missing_column_is_named():
    with pytest.raises(ValueError, match="needs a column 'quintile'"):
        maps.practice_map(SHAPES, PRACTICES.drop(columns="quintile"), NEARBY, MEMBERS, **look())
