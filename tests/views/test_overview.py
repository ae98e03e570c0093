"""The overview as a board member meets it, on the demonstration and on the small world."""

import json
import re

import pytest

from pcdash import queries
from pcdash.queries.overview import alikeness, rug, short_series, standing
from pcdash.served.database import Database
from pcdash.terms import formatting
from pcdash.terms.areas import ENGLAND, Area
from tests.views.harness import charts, text
from tests.worlds.small import BOROUGH, SYSTEM

DEMONSTRATION = (("borough", "E09000016"), ("locality", "HAV-3"), ("system", "BHR"))


@pytest.fixture(scope="module")
def demonstration(demonstration_path):
    return Database(demonstration_path)


def test_an_area_without_concerns_says_what_would_be_one(open_page, small_database):
    """What is worse but improved stands among the improvements, so that "nothing is worse" would not be true."""
    app = open_page(small_database.path, "overview", area="HAV-N")
    assert "worsened beyond chance since 2018/19, or is worse than England without having improved" in text(app)


@pytest.mark.parametrize(("area_type", "code"), DEMONSTRATION)
@pytest.mark.parametrize("comparator", ["england", "borough", "similar"])
def test_the_page_opens_for_every_kind_of_area_and_comparator(open_page, demonstration_path, area_type, code, comparator):
    app = open_page(demonstration_path, "overview", area=code, comparator=comparator)
    assert not app.exception and not app.error
    words = text(app)
    assert "with an agreed direction" in words and "the spread is" in words
    assert [heading.value for heading in app.header][-3:] == [
        "Areas by indicators",
        "Spread between practices",
        "Every indicator",
    ]


@pytest.mark.parametrize("code", [BOROUGH, "HAV-N", SYSTEM])
def test_few_indicators_make_a_page_too(open_page, small_database, code):
    app = open_page(small_database.path, "overview", area=code)
    assert not app.exception and not app.error
    assert "none has two comparable figures since 2018/19" in text(app)


@pytest.mark.parametrize(("area_type", "code"), DEMONSTRATION)
def test_indicators_are_noted_by_the_rule_that_the_page_states(demonstration, area_type, code):
    rows = standing(demonstration, Area(area_type, code), "england")
    place = queries.geography.places(demonstration).iloc[0]
    since = demonstration.fetch("SELECT period_end FROM marts.period WHERE period = ?", [place["baseline_period"]])["period_end"][0]
    expected = {}
    for row in rows.itertuples():
        if row.polarity == "neutral" or row.standing == "ended" or row.state != "value" or row.period_end < since:
            continue
        if row.direction == "improved":
            expected[row.indicator_id] = "improved"
        elif row.direction == "worsened":
            expected[row.indicator_id] = "worse_and_worsened" if row.outcome == "worse" else "worsened"
        elif row.outcome == "worse":
            expected[row.indicator_id] = "worse"
    noted = rows[rows["noted"].notna()].set_index("indicator_id")
    assert noted["noted"].to_dict() == expected and set(expected.values()) >= {"improved", "worse"}
    for is_improvement in (True, False):
        part = noted[(noted["noted"] == "improved") == is_improvement].sort_values("place")
        assert list(part["place"]) == list(range(1, len(part) + 1))
        order = {"worse_and_worsened": 0, "worsened": 1, "worse": 2, "improved": 0}
        size = part["distance_in_errors"].where(part["noted"] == "worse", part["change_in_errors"]).abs()
        ranked = list(zip(part["noted"].map(order), -size, strict=True))
        assert ranked == sorted(ranked)


def test_cards_are_six_at_most_and_each_has_a_described_sparkline_and_a_link_to_its_years(open_page, demonstration_path):
    app = open_page(demonstration_path, "overview")
    links = [link.proto for link in app.get("page_link") if "indicator=" in link.proto.query_string]
    assert 3 < len(links) <= 6
    assert all("trends" in link.page and "indicator=" in link.query_string for link in links)
    assert len({link.query_string for link in links}) == len(links)
    small = [chart for chart in charts(app) if '"height": 80' in chart.spec]
    assert len(small) == len(links) and all("Havering: from" in chart.alt and "England then" in chart.alt for chart in small)


def test_short_series_show_the_same_figures_as_the_trends_page(demonstration):
    points = short_series(demonstration, Area("borough", "E09000016"), "england", ("dm_hba1c_59", "prev_copd"))
    for key in ("dm_hba1c_59", "prev_copd"):
        own = queries.trends.dated_series(demonstration, key, (Area("borough", "E09000016"),))
        theirs = queries.trends.dated_series(demonstration, key, (ENGLAND,)).set_index("period")["value"]
        mine = points[points["indicator_id"] == key]
        assert list(mine["value"]) == list(own.loc[own["state"] == "value", "value"])
        known = mine.dropna(subset="comparator_value")
        assert len(known) and list(known["comparator_value"]) == pytest.approx(list(theirs[known["period"]]))


def test_the_grid_holds_each_parts_own_figure_and_outcome_in_one_period_per_indicator(demonstration):
    cells = rug(demonstration, Area("borough", "E09000016"), "E09000016", "england")
    assert (cells.groupby("indicator_id")["period"].nunique() == 1).all()
    assert set(cells["area_type"]) == {"england", "system", "borough", "locality"}
    assert not cells.duplicated(["indicator_id", "area_code"]).any()
    for row in cells[cells["position"] > 0].sample(40, random_state=2).itertuples():
        area = Area(row.area_type, row.area_code)
        figure = queries.figures.figure(demonstration, row.indicator_id, area, row.period)
        compared = queries.figures.compared(
            demonstration, row.indicator_id, Area(row.area_type, row.area_code), row.period, "england"
        )
        assert figure["state"] == row.state and row.outcome == (compared["outcome"] if compared else "not_compared")
        assert row.value == pytest.approx(figure["value"], nan_ok=True)
    england = cells[cells["position"] == 0].sample(10, random_state=2)
    for row in england.itertuples():
        figure = queries.figures.figure(demonstration, row.indicator_id, Area("england", row.area_code), row.period)
        assert row.value == pytest.approx(figure["value"])


def test_the_comparator_stands_in_one_column_only(demonstration):
    cells = rug(demonstration, Area("borough", "E09000016"), "E09000016", "system")
    assert set(cells.loc[cells["area_code"] == "BHR", "position"]) == {0}


def test_the_grid_of_a_system_has_its_boroughs(demonstration):
    cells = rug(demonstration, Area("system", "BHR"), "E09000016", "england")
    assert {"E09000002", "E09000016", "E09000026"} <= set(cells["area_code"])


def test_a_cell_of_the_grid_opens_the_years_behind_it(open_page, demonstration_path):
    app = open_page(demonstration_path, "overview")
    app.session_state["_overview_opens_trends"] = {"indicator": "prev_copd", "area": "HAV-2"}
    app.run()
    assert not app.exception
    assert app.title[0].value == "Harold Hill and Harold Wood\\: trends"


def test_the_grid_can_be_cut_to_a_domain(open_page, demonstration_path):
    app = open_page(demonstration_path, "overview")
    (switch,) = [item for item in app.get("button_group") if item.label == "Domain"]
    assert switch.value == "Patient survey", "of which most is worse"
    switch.set_value("COPD").run()
    assert not app.exception
    (grid,) = [json.loads(chart.spec) for chart in charts(app) if chart.alt.startswith("Grid of")]
    rows = grid["layer"][0]["encoding"]["y"]["scale"]["domain"]
    assert rows[0] == "domain copd" and all(row.startswith("copd_") for row in rows[1:])


def test_sizes_of_practices_are_no_spread_that_should_narrow(demonstration):
    spread = alikeness(demonstration, Area("borough", "E09000016"))
    assert "dm_hba1c_59" in set(spread["indicator_id"]) and "pop_list_size" not in set(spread["indicator_id"])


def test_every_indicator_stands_in_the_table_with_a_download_of_its_own(open_page, demonstration_path, demonstration):
    app = open_page(demonstration_path, "overview")
    table = app.dataframe[-1].value
    assert len(table) == (standing(demonstration, Area("borough", "E09000016"), "england")["state"] == "value").sum()
    assert not table.map(lambda value: str(value) in ("None", "nan", "<NA>")).any().any()


@pytest.mark.parametrize(("area", "comparator"), [("E09000016", "england"), ("E09000016", "system"), ("HAV-1", "borough")])
def test_sentence_chart_and_map_count_the_same_indicators_and_the_marts_do_too(
    open_page, demonstration_path, demonstration, area, comparator
):
    """Every number of the rendered sentences is found in the chart's own table, and in the marts."""
    app = open_page(demonstration_path, "overview", area=area, comparator=comparator)
    words = text(app).replace("\\", "")
    (small_map,) = [chart.alt for chart in charts(app) if chart.alt.startswith("Map of the localities")]
    (view,) = [item for item in app.get("button_group") if item.key == "overview_view"]
    view.set_value("Table").run()
    (table,) = [item.value for item in app.dataframe if "Domain" in item.value and "Improved" in item.value]
    total = table.drop(columns="Domain").sum()
    signs = total.drop(["Improved", "Worsened"])

    def counted(standing: str, codes: list[str]):
        return demonstration.fetch(
            f"""
            SELECT mine.area_code, coalesce(spine.outcome, 'not_compared') AS outcome, improvement.direction
            FROM marts.newest_value AS mine INNER JOIN marts.indicator AS indicator USING (indicator_id)
            INNER JOIN marts.series AS series USING (indicator_id)
            LEFT JOIN marts.spine AS spine ON mine.indicator_id = spine.indicator_id AND mine.area_type = spine.area_type
                AND mine.area_code = spine.area_code AND spine.comparator_type = ?
            LEFT JOIN marts.improvement AS improvement ON mine.indicator_id = improvement.indicator_id
                AND mine.area_type = improvement.area_type AND mine.area_code = improvement.area_code
            WHERE list_contains(?, mine.area_code) AND mine.state = 'value' AND indicator.polarity <> 'neutral'
                AND series.standing {standing} 'ended'
            """,
            [comparator, codes],
        )

    marts = counted("<>", [area])
    outcomes, directions = marts["outcome"].value_counts(), marts["direction"].value_counts()
    (said,) = re.findall(
        r"Of (\d+) indicators with an agreed direction (\d+) (?:is|are) better than .+?, (\d+) similar and (\d+) worse"
        r"(?: \((\d+) not compared\))?; (\d+) improved and (\d+) worsened beyond chance since 2014/15(?:, of (\d+) with)?",
        words,
    )
    number, better, similar, worse, rest, improved, worsened, known = (int(each or 0) for each in said)
    assert number == len(marts) == signs.sum()
    for told, key in ((better, "better"), (similar, "similar"), (worse, "worse"), (rest, "not_compared")):
        assert told == outcomes.get(key, 0) == signs.get(formatting.capitalised(key.replace("_", " ")), 0)
    for told, key in ((improved, "improved"), (worsened, "worsened")):
        assert told == directions.get(key, 0) == total[key.capitalize()]
    assert (known or number) == marts["direction"].notna().sum()
    compared = len(marts) - outcomes.get("not_compared", 0)
    by_chance = re.findall(r"about (\d+) of (\d+) comparisons would differ by chance alone", words)
    assert by_chance == [(formatting.rounded(compared / 20, 0), str(compared))], "once on the page"
    assert re.findall(r"(\d+) more ended", words) == [str(len(counted("=", [area])))]
    every = demonstration.fetch("SELECT area_code, area_name FROM marts.area WHERE area_type = 'locality'")
    theirs = counted("<>", list(every["area_code"]))
    for code, name in every.itertuples(index=False):
        mine = theirs.loc[theirs["area_code"] == code, "outcome"].value_counts()
        assert f"{name}, {mine.get('better', 0)} better and {mine.get('worse', 0)} worse" in small_map


def test_the_small_map_needs_positions_and_an_area_inside_the_place(open_page, demonstration_path, small_database):
    for path, code, has_map in ((demonstration_path, "HAV-3", True), (demonstration_path, "BHR", False)):
        app = open_page(path, "overview", area=code)
        assert any(chart.alt.startswith("Map of the localities") for chart in charts(app)) == has_map, code
    app = open_page(small_database.path, "overview")
    assert not app.exception
