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
    assert "Improved beyond chance" in words and "Stands out" in words and "Spread between practices" in words
    assert [heading.value for heading in app.header][-3:] == [
        "Areas by indicators",
        "Spread between practices",
        "Every indicator",
    ]


@pytest.mark.parametrize("code", [BOROUGH, "HAV-N", SYSTEM])
def test_few_indicators_make_a_page_too(open_page, small_database, code):
    app = open_page(small_database.path, "overview", area=code)
    assert not app.exception and not app.error
    assert "no indicator with an agreed direction has two comparable figures since 2018/19" in text(app)


@pytest.mark.parametrize(("area_type", "code"), DEMONSTRATION)
def test_indicators_are_noted_by_the_rule_that_the_page_states(demonstration, area_type, code):
    rows = standing(demonstration, Area(area_type, code), "england")
    place = queries.geography.places(demonstration).iloc[0]
    since = demonstration.fetch("SELECT period_end FROM marts.period WHERE period = ?", [place["baseline_period"]])["period_end"][0]
    expected = {}
    for row in rows.itertuples():
        if row.polarity == "neutral" or row.state != "value" or row.period_end < since:
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


def test_cards_are_ten_at_most_and_each_has_a_described_sparkline_and_a_link_to_its_years(open_page, demonstration_path):
    app = open_page(demonstration_path, "overview")
    links = [link.proto for link in app.get("page_link") if link.proto.label.endswith("over the years")]
    assert 0 < len(links) <= 10
    assert all("trends" in link.page and "indicator=" in link.query_string for link in links)
    assert len({link.query_string for link in links}) == len(links)
    small = [chart for chart in charts(app) if '"height": 112' in chart.spec]
    assert len(small) == len(links) and all("Havering: from" in chart.alt and "England then" in chart.alt for chart in small)


def test_the_page_names_what_improved_and_worsened(open_page, demonstration_path, demonstration):
    words = text(open_page(demonstration_path, "overview")).replace("\\", "")
    rows = standing(demonstration, Area("borough", "E09000016"), "england")
    for direction in ("improved", "worsened"):
        judged = rows[(rows["polarity"] != "neutral") & (rows["direction"] == direction)]
        surest = judged.sort_values("change_in_errors", key=abs, ascending=False)["name"].iloc[0]
        assert f"{direction.capitalize()} beyond chance:** {len(judged)} of" in words and f": {surest}" in words


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


@pytest.mark.parametrize("comparator", ["england", "system"])
@pytest.mark.parametrize("area", ["E09000016", "HAV-1"])
def test_the_sentences_and_the_chart_count_the_same_indicators(open_page, demonstration_path, demonstration, area, comparator):
    """Every number of both sentences is found in the chart's own table, and in the marts."""
    app = open_page(demonstration_path, "overview", area=area, comparator=comparator)
    words = text(app).replace("\\", "")
    (view,) = [item for item in app.get("button_group") if item.key == "overview_view"]
    view.set_value("Table").run()
    (table,) = [item.value for item in app.dataframe if "Domain" in item.value and "Improved" in item.value]
    total = table.drop(columns="Domain").sum()
    signs = total.drop(["Improved", "Worsened"])
    kind = "borough" if area.startswith("E") else "locality"
    marts = demonstration.fetch(
        """
        SELECT coalesce(spine.outcome, 'not_compared') AS outcome, improvement.direction
        FROM marts.newest_value AS mine INNER JOIN marts.indicator AS indicator USING (indicator_id)
        LEFT JOIN marts.spine AS spine ON mine.indicator_id = spine.indicator_id AND mine.area_type = spine.area_type
            AND mine.area_code = spine.area_code AND spine.comparator_type = ?
        LEFT JOIN marts.improvement AS improvement ON mine.indicator_id = improvement.indicator_id
            AND mine.area_type = improvement.area_type AND mine.area_code = improvement.area_code
        WHERE mine.area_type = ? AND mine.area_code = ? AND mine.state = 'value' AND indicator.polarity <> 'neutral'
        """,
        [comparator, kind, area],
    )
    outcomes, directions = marts["outcome"].value_counts(), marts["direction"].value_counts()
    (all_of,) = re.findall(r"Stands out against [^:]+:\*\* of (\d+) indicators with an agreed direction", words)
    assert int(all_of) == len(marts) == signs.sum()
    for word, key in (("better", "better"), ("worse", "worse"), ("similar", "similar"), ("not compared", "not_compared")):
        said = re.findall(rf"(\d+) (?:is|are) {word}", words.split("Stands out against")[1].split("\n")[0])
        assert int(said[0] if said else 0) == outcomes.get(key, 0) == signs.get(formatting.capitalised(word), 0)
    for word in ("improved", "worsened"):
        said = re.findall(rf"{word.capitalize()} beyond chance:\*\* (\d+|none)", words)[0]
        assert (0 if said == "none" else int(said)) == directions.get(word, 0) == total[word.capitalize()]
    compared = len(marts) - outcomes.get("not_compared", 0)
    by_chance = re.findall(r"about (\d+) of (\d+) comparisons would differ by chance alone", words)
    assert by_chance == [(formatting.rounded(compared / 20, 0), str(compared))], "once on the page"
