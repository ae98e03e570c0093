"""Maps, their labels, the list beside them and the maps through time, as specifications."""

import json
import re

import pandas as pd
import pytest
import vl_convert

from pcdash.charts import linked, map_classes, map_layers, map_periods, map_ranking, map_shapes, style
from pcdash.charts import map as maps
from tests.charts.map_world import (
    LOCALITIES,
    MEMBERS,
    NEARBY,
    PRACTICES,
    SHAPES,
    SMALL,
    SQUARE,
    classes,
    layers,
    look,
    marks_of,
    rings,
    rows_of,
    signs,
)


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


def test_without_any_boundary_practices_alone_make_the_map():
    chart = maps.practice_map(SHAPES.iloc[:0], PRACTICES, NEARBY.iloc[:0], MEMBERS, **look()).to_dict()
    assert set(marks_of(chart)) == {"rule", "point", "text"}
    named = maps.locality_map(SHAPES.iloc[:0], LOCALITIES, MEMBERS, **look()).to_dict()
    assert "text" in marks_of(named)


def test_a_missing_column_is_named():
    with pytest.raises(ValueError, match="needs a column 'quintile'"):
        maps.practice_map(SHAPES, PRACTICES.drop(columns="quintile"), NEARBY, MEMBERS, **look())


@pytest.mark.parametrize("has_shape", [True, False])
def test_the_small_map_names_localities_with_their_numbers_and_colours_none(has_shape):
    counts = pd.DataFrame({"area_code": ["L1", "L9"], "area_name": ["North and South", "Nowhere"]}).assign(
        better=3, similar=0, worse=12
    )
    shapes = SHAPES if has_shape else SHAPES[SHAPES["layer"] != "locality"]
    chart = maps.place_map(shapes, counts, MEMBERS, palette=style.LIGHT, focus="L1").to_dict()
    assert {row["label"] for row in rows_of(chart) if "label" in row} == {"North\nand South\n\u25cf 3  \u25c6 12"}
    assert {row["says"] for row in rows_of(chart) if "says" in row} == {"3 better, 0 similar, 12 worse"}
    assert bool(layers(chart, "rule")) == (not has_shape)
    assert not any("fill" in layer.get("encoding", {}) for layer in chart["layer"])
