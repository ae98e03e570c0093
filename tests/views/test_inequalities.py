"""The inequalities page and its questions: groups, slope, gap, groupings, all indicators."""

import pytest

from pcdash import queries
from pcdash.terms import formatting
from pcdash.terms.areas import Area
from pcdash.wording import inequalities as wording
from tests.views.harness import charts, text

HAVERING = Area("borough", "E09000016")
OF_PRACTICES = (HAVERING, wording.PRACTICES)
HBA1C = "dm_hba1c_59"


@pytest.fixture(scope="module")
def newest(demonstration_database):
    return queries.inequalities.series(demonstration_database, HBA1C, *OF_PRACTICES).iloc[-1].to_dict()


def test_groups_fill_the_population_from_the_most_deprived_end(demonstration_database, newest):
    groups = queries.inequalities.groups(demonstration_database, HBA1C, *OF_PRACTICES, newest["period"])
    assert list(groups["place_in_order"]) == [1, 2, 3, 4, 5]
    assert groups["share_from"].iloc[0] == 0 and groups["share_to"].iloc[-1] == pytest.approx(1)
    assert list(groups["share_to"][:-1]) == pytest.approx(list(groups["share_from"][1:]))
    assert groups["value"].iloc[0] == newest["most_deprived_value"]


def test_the_line_through_the_groups_has_the_ends_that_the_chart_draws(demonstration_database, newest):
    groups = queries.inequalities.groups(demonstration_database, HBA1C, *OF_PRACTICES, newest["period"])
    weights, middles, values = groups["denominator"], groups["share_middle"], groups["value"]
    mean_x, mean_y = (weights * middles).sum() / weights.sum(), (weights * values).sum() / weights.sum()
    slope = (weights * (middles - mean_x) * (values - mean_y)).sum() / (weights * (middles - mean_x) ** 2).sum()
    assert newest["slope_index"] == pytest.approx(slope)
    assert newest["most_deprived_end"] == pytest.approx(mean_y - slope * mean_x)
    assert newest["least_deprived_end"] == pytest.approx(mean_y + slope * (1 - mean_x))


def test_one_sentence_says_who_how_much_and_how_sure(newest):
    indicator = {"name": "HbA1c", "unit": "%"}
    said = wording.gradient_sentence(indicator, "Havering", newest)
    assert "the most deprived practices fare worse" in said
    assert wording.difference(newest, "slope_index", "%") in said and " points (" in said
    assert f"{newest['relative_index']:.2f} (" in said and "gap" in said


def test_a_slope_that_chance_explains_is_called_no_clear_gradient(newest):
    said = wording.gradient_sentence({"name": "X", "unit": "%"}, "Y", newest | {"direction": "no_clear_gradient"})
    assert "no clear gradient" in said and "fare worse" not in said


def test_without_a_slope_only_the_gap_is_said(newest):
    row = newest | {"slope_index": None, "relative_index": None, "direction": None}
    assert "no slope could be fitted" in wording.gradient_sentence({"name": "X", "unit": "%"}, "Y", row)
    assert wording.difference(row, "slope_index", "%") == "\u2013" and wording.ratio(row) == "\u2013"


def test_all_indicators_come_by_relative_size(demonstration_database):
    glance = queries.inequalities.glance(demonstration_database, *OF_PRACTICES)
    size = [max(value, 1 / value) for value in glance["relative_index"].dropna()]
    assert len(size) > 20 and size == sorted(size, reverse=True)
    assert glance["indicator_id"].is_unique
    worse = glance[glance["direction"] == "most_deprived_worse"]
    assert (worse["outcome"] == "worse").all() and len(worse)


def test_the_page_shows_groups_time_and_all_indicators(open_page, demonstration_path, demonstration_database):
    app = open_page(demonstration_path, "inequalities", area="E09000016", indicator=HBA1C)
    assert not app.exception and len(charts(app)) == 3
    said = text(app)
    for words in ("fitted difference between the two ends", "Practices, not people", "slope index", "relative index"):
        assert words in said.replace("\\", "")
    rows = demonstration_database.fetch(
        "SELECT * FROM marts.inequality WHERE area_type = 'borough' AND area_code = 'E09000016' AND grouping_name = ? "
        "ORDER BY period_end, period",
        [wording.PRACTICES],
    )
    newest = rows.drop_duplicates("indicator_id", keep="last")
    row = newest.set_index("indicator_id").loc[HBA1C]
    slope, low, high, gap = (
        formatting.change(row[name], None, None) for name in ("slope_index", "slope_index_lower95", "slope_index_upper95", "gap")
    )
    ends = [formatting.rounded(row[name], 1) for name in ("most_deprived_end", "least_deprived_end", "relative_index")]
    sentences = (
        f"runs from {ends[0]}% at the most deprived end to {ends[1]}% at the least deprived end",
        f"a difference of {slope} points ({low} to {high})",
        f"the gap between the outer groups is {gap} points",
    )
    counts = newest["direction"].value_counts()
    worse = [int(counts.get(f"{who}_deprived_worse", 0)) for who in ("most", "least")]
    neutral = int(counts.get("most_deprived_higher", 0) + counts.get("least_deprived_higher", 0))
    counted = (
        f"Of {len(newest)} indicators grouped this way, {sum(worse) + neutral} differ with deprivation beyond chance: the most "
        f"deprived fare worse on {worse[0]}, the least deprived on {worse[1]}; {neutral} have no agreed direction."
    )
    groups, over_time, glance = (chart.alt for chart in charts(app))
    assert all(sentence in said.replace("\\", "") and sentence in groups for sentence in sentences)
    assert counted in said.replace("\\", "") and counted in glance
    assert f"{slope} points ({low} to {high}) in {formatting.period(row['period'])}" in over_time


def test_residents_have_groups_where_a_publication_gives_them(open_page, demonstration_path, demonstration_database):
    areas = queries.inequalities.areas(demonstration_database, HAVERING)
    residents = areas[(areas["area_code"] == "E09000016") & (areas["grouping_name"] != wording.PRACTICES)].iloc[0]
    app = open_page(demonstration_path, "inequalities", area="E09000016", indicator=residents["indicators"][0])
    (kinds,) = [box for box in app.selectbox if box.label == "Grouped as"]
    kinds.select(residents["grouping_name"]).run()
    assert not app.exception
    assert "Groups of residents or areas" in text(app) and "Practices, not people" not in text(app)


def test_a_larger_area_can_be_chosen(open_page, demonstration_path):
    app = open_page(demonstration_path, "inequalities", area="E09000016", indicator=HBA1C)
    (within,) = [box for box in app.selectbox if box.label == "Groups within"]
    within.select("E40000003").run()
    assert not app.exception and "London" in text(app)


def test_a_locality_shows_the_groups_of_its_borough_and_says_so(open_page, demonstration_path):
    app = open_page(demonstration_path, "inequalities", area="HAV-1", indicator=HBA1C)
    assert not app.exception and "no groups of its own" in text(app)


def test_an_indicator_without_groups_is_explained(open_page, demonstration_path):
    app = open_page(demonstration_path, "inequalities", area="E09000016", indicator="dm_yll_male")
    assert not app.exception
    assert "has no groups by deprivation here" in text(app)


def test_a_database_without_groups_says_what_they_need(open_page, small_database):
    areas = queries.inequalities.areas(small_database, HAVERING)
    app = open_page(small_database.path, "inequalities", area="E09000016")
    assert not app.exception
    assert areas.empty == ("No indicator has groups by deprivation" in text(app))
