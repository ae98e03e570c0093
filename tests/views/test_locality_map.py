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
from tests.queries.test_locality_map import AROUND
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


def test_the_page_answers_without_a_click_and_map_and_list_have_one_set_of_controls(demonstration_map):
    app = demonstration_map()
    assert len(charts(app)) == 3
    assert "Of 43 practices with a figure" in text(app) and "Map: invented tiles" in text(app).replace("\\", "")
    assert [link for link in app.get("page_link") if "whole profile" in link.proto.label] == []
    pair, _ = (item for item in app.get("button_group") if item.label == "Show as")
    labels = [button.label for button in app.get("download_button")]
    data, pictures = ["Data (CSV)", "Data (Excel)"], ["Picture (PNG)", "Picture (SVG)"]
    assert labels[:6] == [*data, *pictures, "Picture, ranking (PNG)", "Picture, ranking (SVG)"]
    app.session_state[pair.key] = "Table"
    app.run()
    (table,) = [item.value for item in app.dataframe]
    assert len(table) == 45 and [proto.alt.startswith("The same map") for proto in charts(app)] == [True]


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
    assert "Zoom to" not in [other.label for other in app.selectbox]
    box.set_value("HAV-3").run()
    assert app.session_state["_selection"]["area"] == "HAV-3"
    (onward,) = [button for button in app.button if button.label == "Show its practices on the map"]
    onward.click().run()
    assert not app.exception
    (box,) = [box for box in app.selectbox if box.label == "Selected practice"]
    assert 4 < len(box.options) < 12


def test_the_map_of_one_locality_is_a_choice_away_and_so_is_the_way_back(demonstration_map):
    def shown(app):
        assert not app.exception
        (box,) = [box for box in app.selectbox if box.label == "Zoom to"]
        return box, int(re.search(r"width / (\d+)", json.loads(chart(app, "map").spec)["projection"]["scale"]["expr"])[1])

    app = demonstration_map()
    box, whole = shown(app)
    assert box.value == HAVERING and box.options[0] == "Whole of Havering" and len(box.options) == 7
    box, near = shown(box.set_value("HAV-3").run())
    assert near < whole / 2 and box.value == app.query_params["area"] == "HAV-3"
    assert shown(demonstration_map(area="HAV-3"))[1] == near
    assert shown(demonstration_map(area="HAV-3", level="small_area"))[1] == near
    assert shown(box.set_value(HAVERING).run())[1] == whole and app.query_params["area"] == HAVERING


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


def test_where_only_boroughs_have_figures_they_stand_in_the_maps_place(open_page, demonstration_path, demonstration_database):
    app = open_page(demonstration_path, "locality_map", indicator="mh_dementia_diagnosis_rate", level="locality")
    said = text(app).replace("\\", "")
    assert not app.exception and "has no figures here" not in said and "No practice of Havering has a figure" in said
    (drawn,) = charts(app)
    period = queries.catalogue.periods(demonstration_database, "mh_dementia_diagnosis_rate", HAVERING)[0]
    known = demonstration_database.fetch(
        "SELECT area_name FROM marts.headline_value WHERE indicator_id = 'mh_dementia_diagnosis_rate' AND period = ? "
        "AND area_type = 'borough' AND state = 'value' ORDER BY value DESC, area_name",
        [period],
    )["area_name"]
    order = json.loads(drawn.spec)["layer"][0]["encoding"]["y"]["sort"]
    assert [name.removeprefix("\u25b6 ") for name in order] == list(known) and "\u25b6 Havering" in order
    links = {link.proto.label: link.proto for link in app.get("page_link")}
    assert "level=borough" in links["Compare boroughs"].query_string and "See trends" in links


def test_where_practices_had_figures_in_another_period_it_is_a_click_away(open_page, demonstration_path, tmp_path):
    partly = shutil.copy(demonstration_path, tmp_path / "partly.duckdb")
    with duckdb.connect(partly) as connection:
        connection.execute("DELETE FROM marts.indicator_value WHERE area_type <> 'borough' AND period = ?", [NEWEST])
    app = open_page(partly, "locality_map", indicator=HBA1C, period=NEWEST)
    assert not app.exception and "No practice of Havering has a figure in 2024/25" in text(app).replace("\\", "")
    (onward,) = [button for button in app.button if button.label.startswith("Show its practices in 2023/24")]
    onward.click().run()
    assert not app.exception and app.query_params["period"] == "2023/24" and chart(app, "map")


def test_the_table_of_periods_keeps_every_area_and_state(demonstration_database):
    rows = queries.locality_map.members(demonstration_database, HBA1C, BOROUGH, "practice", ["2013/14", NEWEST], "england")
    table = words.periods_table(rows, "%")
    assert list(table.columns) == ["Area", "2013/14", NEWEST] and len(table) == rows["area_code"].nunique()
    cells = set(table[NEWEST])
    assert "The practice had closed" in cells and any("\u00b7 Better" in cell for cell in cells)


FIGURE = """
    SELECT figure.value, figure.lower95, figure.upper95, comparison.comparator_value, abs(comparison.patients_to_comparator),
        abs(comparison.patients_to_comparator_lower95), abs(comparison.patients_to_comparator_upper95),
        comparison.rank - 1, comparison.of - 1
    FROM marts.headline_value AS figure
    LEFT JOIN marts.headline_comparison AS comparison
        USING (indicator_id, area_type, area_code, period)
    WHERE figure.indicator_id = $indicator AND figure.period = $period AND figure.area_code = $area
        AND comparison.comparator_type IS NOT DISTINCT FROM $comparator
"""
COUNTS = """
    WITH mine AS (
        SELECT DISTINCT figure.area_code, figure.value, figure.lower95, figure.upper95, comparison.outcome
        FROM marts.headline_value AS figure
        INNER JOIN marts.member_of_period AS member
            ON figure.area_type = member.child_type AND figure.area_code = member.child_code AND figure.period = member.period
        LEFT JOIN marts.headline_comparison AS comparison
            ON figure.indicator_id = comparison.indicator_id AND figure.area_type = comparison.area_type
            AND figure.area_code = comparison.area_code AND figure.period = comparison.period
            AND comparison.comparator_type = $comparator
        WHERE figure.indicator_id = $indicator AND figure.period = $period AND figure.state = 'value'
            AND figure.area_type = $kind AND member.parent_code = $parent
    )
    SELECT count(*), count(*) FILTER (outcome = 'better'), count(*) FILTER (outcome = 'similar'),
        count(*) FILTER (outcome = 'worse'),
        count(*) FILTER (outcome = 'higher'), count(*) FILTER (outcome = 'lower'), max(value), arg_max(lower95, value),
        arg_max(upper95, value), min(value), arg_min(lower95, value), arg_min(upper95, value)
    FROM mine
"""
LONDON = "E40000003"
SENTENCES = [
    # The address, whose figure leads, whose members follow and of which kind, who is selected.
    ({}, HAVERING, (HAVERING, "practice"), None),
    ({"comparator": "region", "view": "fifth"}, HAVERING, (HAVERING, "practice"), None),
    ({"area": "HAV-3", "practice": "Q"}, "HAV-3", ("HAV-3", "practice"), "Q"),
    ({"level": "locality", "area": "HAV-2", "view": "value"}, HAVERING, (HAVERING, "locality"), "HAV-2"),
    ({"indicator": "prev_copd", "level": "small_area", "period": "2019/20"}, HAVERING, (HAVERING, "practice"), None),
    ({"indicator": "dm_yll_male"}, HAVERING, (LONDON, "borough"), None),
    ({"indicator": "mh_dementia_diagnosis_rate", "comparator": "region"}, HAVERING, (LONDON, "borough"), None),
]


@pytest.mark.parametrize(("address", "about", "members", "selected"), SENTENCES)
def test_every_number_in_a_sentence_is_found_again_in_the_marts(
    demonstration_map, demonstration_database, address, about, members, selected
):
    ask = demonstration_database.fetch
    if selected == "Q":
        inside = "SELECT child_code FROM marts.area_member WHERE parent_code = ? AND child_type = 'practice' AND valid_to IS NULL"
        selected = address["practice"] = ask(f"{inside} ORDER BY child_code", [about])["child_code"][0]
    app = demonstration_map(**address)
    indicator, period = (app.selectbox(key=f"pick_{name}").value for name in ("indicator", "period"))
    comparator, (parent, kind) = address.get("comparator", "england"), members
    keys = {"indicator": indicator, "period": period, "comparator": comparator}

    def found(sql, **more):
        return [float(number) for number in ask(sql, keys | more).iloc[0] if not pd.isna(number)]

    counts = found(COUNTS, kind=kind, parent=parent)
    lead = found(FIGURE, area=about)
    known = queries.locality_map.periods(demonstration_database, indicator, HAVERING, period)
    ends = known["period"].iloc[[0, -1]] if len(known) else []
    ends = [number for end in ends for number in found(COUNTS, kind=kind, parent=parent, period=end)]
    there = {"indicator": indicator, "period": period, "kind": kind, "parent": "region", "place": HAVERING}
    around = list(ask(AROUND, there).iloc[0])
    sentences = [item.value.replace("\\", "") for item in (*app.markdown, *app.caption)]
    names = [*ask("SELECT DISTINCT area_name FROM marts.area")["area_name"], *ask("SELECT name FROM marts.indicator")["name"]]
    names += list(ask("SELECT DISTINCT unit FROM marts.indicator WHERE unit <> '%'")["unit"])
    read = 0
    for said, facts in (
        *(
            (item, [*lead[:7], *counts[:6]])
            for item in sentences
            if f" in {name_of(ask, about)}, " in item and "95% interval" in item
        ),
        *((item, found(FIGURE, area=selected)) for item in sentences if selected and f"in {name_of(ask, selected)}, " in item),
        *((item, around) for item in sentences if item.startswith("No practice of")),
        *((item, lead[3:4]) for item in sentences if item.startswith("Line: ")),
        *((item, [len(known), 6]) for item in sentences if item.startswith("The same map in")),
        *((proto.alt, ends if proto.alt.startswith("The same map") else counts) for proto in charts(app)),
    ):
        read += 1
        assert unknown(said, facts, names) == [], said
    assert read >= (4 if kind == "borough" else 5) + bool(selected)


def name_of(ask, code):
    return ask("SELECT area_name FROM marts.area WHERE area_code = ?", [code])["area_name"][0]


def unknown(said, facts, names):
    """The numbers of a sentence that none of the facts gives, names, periods and the confidence aside."""
    for name in sorted(names, key=len, reverse=True):
        said = said.replace(name, "")
    said = re.sub(r"95% interval|\d{4}/\d\d|\d{4} - \d\d|\b20\d\d\b", "", said)
    numbers = [(float(word.replace(",", "")), len(word.partition(".")[2])) for word in re.findall(r"\d[\d,]*(?:\.\d+)?", said)]
    return [number for number, places in numbers if not any(abs(number - fact) <= 0.5 * 10.0**-places + 1e-9 for fact in facts)]
