"""The map page and what it asks: who is on it, what is chosen, what it says, and how much travels to the browser."""

import json
import re
import shutil

import duckdb
import pandas as pd
import pytest

from pcdash import queries
from pcdash.terms.areas import Area
from pcdash.wording import locality_map as words
from tests.views.harness import charts, text

HAVERING = "E09000016"
BOROUGH = Area("borough", HAVERING)
HBA1C, NEWEST = "dm_hba1c_59", "2024/25"


def chart(app, which):
    return next(element.proto for element in app.get("vega_lite_chart") if element.proto.id.endswith(f"-{which}_chart"))


def choose(app, name, value):
    app.session_state[f"pick_{name}"] = value
    app.session_state["_selection"][name] = value
    return app.run()


@pytest.fixture
def demonstration_map(open_page, demonstration_path):
    def open_it(**address):
        app = open_page(demonstration_path, "locality_map", **address)
        assert not app.exception and not app.error
        return app

    return open_it


def test_the_page_answers_without_a_click(demonstration_map):
    app = demonstration_map()
    assert len(charts(app)) == 3
    assert "Of 43 practices with a figure" in text(app) and "Map: invented tiles" in text(app).replace("\\", "")
    assert [link for link in app.get("page_link") if "whole profile" in link.proto.label] == []


@pytest.mark.parametrize("level", ["practice", "locality", "small_area"])
def test_the_map_travels_as_geojson_and_never_as_a_geometry_column(demonstration_map, level):
    app = demonstration_map(level=level)
    spec = json.loads(chart(app, "map").spec)
    grounds = [layer["data"]["values"] for layer in spec["layer"] if "values" in layer.get("data", {})]
    assert all(json.loads(ground)["features"][0]["geometry"]["coordinates"] for ground in grounds) and grounds
    assert spec["projection"]["type"] == "identity"


@pytest.mark.parametrize("level", ["practice", "locality", "small_area"])
def test_little_travels_to_the_browser(demonstration_map, level):
    app = demonstration_map(level=level)
    assert sum(proto.ByteSize() for proto in charts(app)) < 300_000


def test_a_chosen_practice_is_said_placed_and_linked(demonstration_map, demonstration_database):
    app = demonstration_map()
    members = queries.locality_map.members(demonstration_database, HBA1C, BOROUGH, "practice", [NEWEST], "england")
    row = members.iloc[0]
    choose(app, "practice", row["area_code"])
    assert not app.exception
    said = text(app).replace("\\", "")
    assert (
        f"in {row['area_name']}, {NEWEST}" in said
        and re.search(r"None of the [\d,]+ other practices .* is higher", said)
        and "in the highest fifth" in said
    )
    assert any("whole profile" in link.proto.label for link in app.get("page_link"))
    (box,) = [box for box in app.selectbox if box.label == "Selected practice"]
    assert box.value == row["area_code"]
    box.set_value(None).run()
    assert not app.exception and f"in {row['area_name']}, {NEWEST}" not in text(app)


def test_the_box_chooses_a_locality_and_its_practices_are_one_click_away(demonstration_map):
    app = demonstration_map(level="locality")
    (box,) = [box for box in app.selectbox if box.label == "Selected locality"]
    assert box.value is None and len(box.options) == 6
    box.set_value("HAV-3").run()
    assert app.session_state["_selection"]["area"] == "HAV-3"
    (onward,) = [button for button in app.button if button.label == "Show its practices on the map"]
    onward.click().run()
    assert not app.exception
    (box,) = [box for box in app.selectbox if box.label == "Selected practice"]
    assert 4 < len(box.options) < 12


@pytest.mark.parametrize("view", ["outcome", "fifth", "value"])
@pytest.mark.parametrize("level", ["practice", "locality"])
def test_every_way_to_colour_says_what_it_shows(demonstration_map, level, view):
    app = demonstration_map(level=level, view=view)
    spec = json.dumps(json.loads(chart(app, "map").spec))
    titles = {"outcome": None, "fifth": "Fifth of ", "value": "Value (%)"}
    assert (titles[view] or "projection") in spec
    assert ("not whether that is good" in text(app)) == (view != "outcome")


def test_a_figure_without_an_interval_is_coloured_by_value_and_not_judged(demonstration_map):
    app = demonstration_map(indicator="pop_list_size")
    assert "none is judged against a comparator" in text(app)
    assert "Value (patients)" in chart(app, "map").spec


def test_small_maps_need_more_than_one_period(open_page, small_database):
    for indicator in ("prev_diabetes", "dm_hba1c_59"):
        app = open_page(small_database.path, "locality_map", indicator=indicator)
        assert not app.exception and not app.error
        chosen = app.session_state["_selection"]
        known = queries.locality_map.periods(small_database, indicator, chosen["area"], chosen["period"])
        assert len(known) and ("Through time" in [item.value for item in app.header]) == (len(known) > 1)


@pytest.mark.parametrize("level", ["practice", "locality"])
def test_without_boundaries_and_positions_the_list_still_answers(open_page, demonstration_path, tmp_path, level):
    bare = shutil.copy(demonstration_path, tmp_path / "bare.duckdb")
    with duckdb.connect(bare) as connection:
        connection.execute("DELETE FROM tables.map_shape")
        connection.execute("UPDATE staging.area SET easting = NULL, northing = NULL")
    app = open_page(bare, "locality_map", level=level)
    assert not app.exception and not app.error
    assert len(charts(app)) == 1 and chart(app, "ranking") and "There is no map" in text(app)


def test_the_address_of_another_page_leaves_the_map_on_its_default(demonstration_map):
    app = demonstration_map(level="pcn", view="funnel")
    assert len(charts(app)) == 3 and app.session_state["_selection"]["level"] == "practice"


def test_no_member_is_left_out_and_figures_are_those_of_the_marts(demonstration_database):
    ask = demonstration_database.fetch
    periods = ["2013/14", NEWEST]
    got = queries.locality_map.members(demonstration_database, HBA1C, BOROUGH, "practice", periods, "region")
    members = ask("SELECT * FROM marts.area_member WHERE parent_type = 'borough' AND parent_code = ?", [HAVERING])
    ends = dict(ask("SELECT period, period_end FROM marts.period").itertuples(index=False))
    figures = ask("SELECT * FROM marts.headline_value WHERE indicator_id = ? AND area_type = 'practice'", [HBA1C])
    known = {(row.area_code, row.period): row for row in figures.itertuples()}
    for period in periods:
        there = members[
            (members["child_type"] == "practice") & (members["valid_from"] <= ends[period]) & ~(members["valid_to"] < ends[period])
        ]
        mine = got[got["period"] == period]
        assert sorted(mine["area_code"]) == sorted(there["child_code"].unique())
        for row in mine.itertuples():
            figure = known.get((row.area_code, period))
            assert row.state == (figure.state if figure else "missing")
            assert pd.isna(row.value) if figure is None or pd.isna(figure.value) else row.value == figure.value
        values = list(mine["value"].dropna())
        assert values == sorted(values, reverse=True) and mine["value"].notna().iloc[: len(values)].all()
    assert set(got["comparator_name"].dropna()) == {"London"}


def test_a_member_without_any_figure_is_missing_and_said(small_database):
    period = queries.locality_map.periods(small_database, "prev_diabetes", HAVERING, "2018/19")["period"].iloc[-1]
    got = queries.locality_map.members(small_database, "cancer_stage_1_2", BOROUGH, "practice", [period], "england")
    assert len(got) and set(got["state"]) <= {"missing", "closed"} and set(got["outcome"]) == {"not_compared"}


def test_neighbours_are_open_near_and_not_ours(demonstration_database):
    nearby = queries.locality_map.nearby_practices(demonstration_database, HAVERING, BOROUGH, NEWEST)
    areas = demonstration_database.fetch("SELECT * FROM marts.area WHERE area_type = 'practice' AND easting IS NOT NULL")
    ours = areas[(areas["place_code"] == HAVERING) & ~(areas["closed"] <= pd.Timestamp("2025-03-31"))]
    others = areas[areas["place_code"] != HAVERING]
    expected = sorted(
        other.area_name
        for other in others.itertuples()
        if any(
            ((other.easting - own.easting) ** 2 + (other.northing - own.northing) ** 2) ** 0.5 <= 2000 for own in ours.itertuples()
        )
    )
    assert expected and sorted(nearby["name"]) == expected
    assert list(nearby.columns) == ["name", "easting", "northing"], "nothing to judge them by"
    of_locality = queries.locality_map.nearby_practices(demonstration_database, HAVERING, Area("locality", "HAV-1"), NEWEST)
    assert len(of_locality) > len(nearby), "the rest of the borough is around a locality"


def test_periods_are_of_one_kind_and_tell_where_the_definition_changed(demonstration_database):
    known = queries.locality_map.periods(demonstration_database, HBA1C, HAVERING, NEWEST)
    assert list(known["period"]) == sorted(known["period"]) and len(known) == 12
    assert list(known.dropna(subset=["break_reason"])["period"]) == ["2019/20"]


def test_small_areas_know_their_main_locality_and_the_share_it_has(demonstration_database):
    rows = queries.locality_map.small_areas(demonstration_database, HAVERING)
    assert rows["area_code"].is_unique and rows["locality_name"].notna().all()
    assert ((100 * rows["patients_here"] / rows["patients"]) - rows["percent_here"]).abs().max() < 1e-9
    assert rows["percent_here"].between(50, 100).all()


def test_deprivation_is_that_of_the_small_areas_in_the_newest_edition(small_database):
    shapes = small_database.fetch("SELECT * FROM marts.map_shape")
    file = small_database.fetch("SELECT * FROM tables.deprivation_lsoa")
    newest = file[file["imd_year"] == file["imd_year"].max()].set_index("lsoa_code")["imd_decile"]
    for row in shapes.itertuples():
        expected = newest.get(row.area_code) if row.layer == "small_area" else None
        assert pd.isna(row.imd_decile) if expected is None else row.imd_decile == expected
    assert len(shapes) == small_database.fetch("SELECT count(*) AS n FROM tables.map_shape")["n"][0]


ROW = {"rank": 3.0, "of": 6188.0, "quintile": 2.0, "comparator_name": "England"}


def test_where_a_member_lies_is_said_only_where_it_was_ranked():
    assert words.position_sentence(ROW, "practice") == (
        "2 of the 6,187 other practices in England are higher; it lies in the second highest fifth."
    )
    assert words.position_sentence(ROW | {"of": 6.0}, "locality").startswith("2 of the 5 other localities compared here are higher")
    assert words.position_sentence(ROW | {"rank": 1.0, "quintile": float("nan")}, "practice") == (
        "None of the 6,187 other practices in England is higher."
    )
    for unknown in ({"rank": float("nan")}, {"comparator_name": None}, {"of": 1.0}):
        assert words.position_sentence(ROW | unknown, "practice") == ""
    assert "practices like it are higher" in words.position_sentence(ROW | {"comparator_name": "similar practices"}, "practice")


def test_who_stands_out_is_counted_in_words():
    rows = pd.DataFrame(
        {
            "state": ["value"] * 4 + ["closed"],
            "outcome": ["better", "similar", "similar", "worse", "not_compared"],
            "comparator_name": ["England"] * 4 + [None],
        }
    )
    assert words.stand_out_sentence(rows, "practice") == (
        "Of 4 practices with a figure, 1 is better than England, 2 similar and 1 worse."
    )
    assert "2 are similar to England" in words.stand_out_sentence(rows[rows["outcome"] == "similar"], "practice")
    assert "1 locality with a figure" in words.stand_out_sentence(rows.iloc[:1], "locality")


def test_boundaries_name_their_publisher_and_year():
    shapes = pd.DataFrame({"boundary_layer": ["lsoa21", "wd13", "wd13"]})
    line = words.boundaries_line(shapes, synthetic=False)
    assert "small areas (LSOAs) of 2021 and wards of 2013" in line and "Contains OS data \u00a9 Crown copyright" in line
    assert "no real boundary" in words.boundaries_line(shapes, synthetic=True)


def test_the_table_of_periods_keeps_every_area_and_state(demonstration_database):
    rows = queries.locality_map.members(demonstration_database, HBA1C, BOROUGH, "practice", ["2013/14", NEWEST], "england")
    table = words.periods_table(rows, "%")
    assert list(table.columns) == ["Area", "2013/14", NEWEST] and len(table) == rows["area_code"].nunique()
    cells = set(table[NEWEST])
    assert "The practice had closed" in cells and any("\u00b7 Better" in cell for cell in cells)
