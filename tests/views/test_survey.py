"""The survey page and its questions: answers as bars, eras apart, people behind each figure, the strategy's table."""

import pytest

from pcdash import config, queries
from pcdash.build import run as build
from pcdash.served.database import Database
from pcdash.terms import formatting
from pcdash.terms.areas import Area
from pcdash.wording import survey as wording
from tests.views.harness import charts, text
from tests.worlds import forms, returns

HAVERING = Area("borough", "E09000016")
OVERALL = "survey_ed2_overall_experience"


@pytest.fixture(scope="module")
def glance(demonstration_database):
    return queries.survey.glance(demonstration_database, HAVERING, "england")


def test_each_question_stands_once_under_its_newest_survey(glance):
    assert glance["indicator_id"].is_unique and len(glance) == 17
    assert list(dict.fromkeys(glance["era"])) == ["Since 2024", "2018 to 2023", "To 2017"]
    years = {era: set(rows["period"]) for era, rows in glance.groupby("era")}
    assert years == {"Since 2024": {"2025"}, "2018 to 2023": {"2023"}, "To 2017": {"2017"}}


def test_bars_end_where_the_figure_lies_and_hold_every_answer(demonstration_database, glance):
    bars = queries.survey.glance_answers(demonstration_database, HAVERING)
    for row in glance.itertuples():
        mine = bars[bars["indicator_id"] == row.indicator_id]
        assert mine["percentage"].sum() == pytest.approx(100, abs=0.05)
        assert mine["finish"].max() == pytest.approx(row.value, abs=0.05)
        assert mine["start"].min() == pytest.approx(row.value - 100, abs=0.05)
        positive = mine[mine["tone"].isin(["positive", "most positive"])]
        assert (positive["start"] >= -1e-6).all() and positive["percentage"].sum() == pytest.approx(row.value, abs=0.05)


def test_an_areas_answers_are_those_of_its_practices_added_up(demonstration_database):
    practices = queries.figures.members(demonstration_database, OVERALL, HAVERING, "practice", "2025", "england")
    codes = list(practices.loc[practices["state"] == "value", "area_code"])
    counted = demonstration_database.fetch(
        "SELECT answer, sum(answers) AS answers FROM marts.survey_answer WHERE indicator_id = ? AND period = '2025' "
        "AND area_type = 'practice' AND list_contains(?, area_code) GROUP BY answer",
        [OVERALL, codes],
    ).set_index("answer")["answers"]
    bars = queries.survey.glance_answers(demonstration_database, HAVERING)
    mine = bars[bars["indicator_id"] == OVERALL].set_index("answer")["percentage"]
    assert len(mine) == 5
    for answer, share in mine.items():
        assert share == pytest.approx(100 * counted[answer] / counted.sum(), abs=0.01)


def test_people_are_counted_where_the_file_counts_them(demonstration_database, glance):
    practices = queries.figures.members(demonstration_database, OVERALL, HAVERING, "practice", "2025", "england")
    people = demonstration_database.fetch(
        "SELECT sum(unweighted_base) AS people FROM tables.survey_result WHERE question = 'overallexp' AND period = '2025' "
        "AND area_type = 'practice' AND share IS NOT NULL AND list_contains(?, area_code)",
        [list(practices["area_code"])],
    )["people"][0]
    newest = glance.set_index("indicator_id")
    assert newest.loc[OVERALL, "unweighted_base"] == people
    assert newest[newest["era"] != "Since 2024"]["unweighted_base"].isna().all()
    assert wording.people(newest.loc["survey_ed1_gp_explaining"].to_dict()).startswith("\u2248")


def test_a_file_without_single_answers_gives_two_bars(small_database):
    bars = queries.survey.glance_answers(small_database, Area("practice", "T10001"))
    mine = bars[bars["indicator_id"] == OVERALL].set_index("answer")["percentage"]
    assert mine.to_dict() == {"All positive answers": 50, "All other answers": 50}


def test_the_page_shows_every_question_with_interval_comparator_and_people(
    open_page, demonstration_path, demonstration_database, glance
):
    app = open_page(demonstration_path, "survey", area="E09000016")
    assert not app.exception
    said = text(app).replace("\\", "")
    newest = demonstration_database.fetch(
        "SELECT outcome, count(*) AS questions FROM marts.headline_comparison WHERE indicator_id LIKE 'survey_%' "
        "AND area_code = 'E09000016' AND comparator_type = 'england' AND period = '2025' GROUP BY outcome"
    ).set_index("outcome")["questions"]
    words = [
        f"{'all' if n == newest.sum() else n} are {word}" for word in ("better", "similar", "worse") if (n := newest.get(word))
    ]
    counted = f"on {newest.sum()} questions of the survey of 2025: {formatting.listed(words)}."
    overall = demonstration_database.fetch(
        "SELECT value, lower95, upper95, comparator_value FROM marts.headline_comparison WHERE indicator_id = ? "
        "AND period = '2025' AND area_code = 'E09000016' AND comparator_type = 'england'",
        [OVERALL],
    ).iloc[0]
    value, low, high, england = (formatting.rounded(overall[name], 1) for name in overall.index)
    for sentence in (counted, f"{value}% ({low} to {high}) call", f"England ({england}%)"):
        assert sentence in said and sentence in charts(app)[0].alt
    assert f"{value}% ({low} to {high}) answered positively in 2025" in said and value in charts(app)[1].alt
    first = charts(app)[0].spec
    for heading in ("Since 2024", "2018 to 2023", "To 2017"):
        assert f"#{heading}" in first
    people = glance.set_index("indicator_id").loc[OVERALL, "unweighted_base"]
    assert "redesigned in 2018" in said and f"{people:,.0f}" in first


def test_years_of_different_surveys_stand_under_headings_of_their_own(open_page, demonstration_path):
    chart = charts(open_page(demonstration_path, "survey", area="E09000016"))[1]
    assert '"mark": {"type": "line"' not in chart.spec and chart.spec.index("#Since 2024") < chart.spec.index("#2018 to 2023")


def test_practices_stand_beside_each_other(open_page, demonstration_path):
    app = open_page(demonstration_path, "survey", area="E09000016")
    (view,) = [item for item in app.get("button_group") if item.label == "View"]
    view.set_value("Practice by practice").run()
    assert not app.exception
    assert "Practices of Havering by positive answers" in charts(app)[1].alt
    assert "have no figure; the table says why" in text(app)


def test_one_practice_can_be_chosen(open_page, demonstration_path):
    app = open_page(demonstration_path, "survey", area="E09000016", practice="Z10012")
    (level,) = [item for item in app.get("button_group") if item.label == "Answers of"]
    level.set_value("One practice").run()
    assert not app.exception and len(app.title) == 1
    assert "Havering" not in app.title[0].value
    assert "As in the Harrow strategy" not in "".join(item.value for item in app.header)


@pytest.fixture(scope="module")
def harrow_database(tmp_path_factory):
    """Harrow with one question of its strategy's table in both years, and England's."""
    folder = tmp_path_factory.mktemp("harrow")
    figures = {("borough", "E09000015", "2018"): 412, ("borough", "E09000015", "2017"): 405, ("england", "E92000001", "2018"): 420}
    rows = [(OVERALL, *where, "Persons", "All ages", "", answers, 500, "", "") for where, answers in figures.items()]
    (folder / "survey.csv").write_bytes(forms.text(returns.LOCAL_RETURN_HEADER, rows))
    build.build([folder / "survey.csv"], [config.PLACES / "harrow.toml"], folder / "harrow.duckdb")
    return Database(folder / "harrow.duckdb")


def test_the_strategys_table_stands_at_its_own_area_with_what_it_printed(open_page, harrow_database):
    app = open_page(harrow_database.path, "survey", area="E09000015")
    assert not app.exception and "As in the Harrow strategy of 2018" in [item.value for item in app.header]
    said = text(app).replace("\\", "")
    rows = queries.survey.strategy(harrow_database, Area("borough", "E09000015"))
    assert rows["value"].notna().sum() == 1 and f"1 of the {len(rows)} rows can be reproduced for Harrow" in said
    assert said.count("The strategy printed") == rows["why_missing"].notna().sum() > 0
    assert "on 1 question of the survey of 2018: it is similar" in said
    table = app.table[0].value
    assert "80% (England 84%; 81% in 2017)" in table["Printed in the strategy"].iloc[0]
    assert table["2018"].iloc[0].startswith("82.4%") and table["2017"].iloc[0] == "81.0%"
    assert table["Points apart"].iloc[0] == "\u22121.6"


def test_no_other_area_has_the_harrow_strategys_table(open_page, demonstration_path, demonstration_database):
    assert queries.survey.strategy(demonstration_database, HAVERING).empty
    app = open_page(demonstration_path, "survey", area="E09000016")
    assert not app.exception and "As in the Harrow strategy" not in "".join(item.value for item in app.header)
    assert "The strategy printed" not in text(app)


def test_the_strategys_own_area_shows_what_it_printed(demonstration_database):
    rows = queries.survey.strategy(demonstration_database, Area("borough", "E09000015"))
    assert list(rows["printed_area"]) == [80, 67, 77, 21, 78, 63, 50, 21]
    assert list(rows["printed_england"]) == [84, 70, 78, 11, 79, 66, 35, 13]
    assert wording.printed(rows.iloc[0].to_dict()) == "80% (England 84%; 81% in 2017)"


def test_an_area_without_results_says_so_and_shows_its_practices(open_page, small_database):
    small = queries.survey.glance(small_database, HAVERING, "england")
    app = open_page(small_database.path, "survey", area="E09000016")
    assert not app.exception
    assert small.empty == ("No survey file that was loaded" in "".join(item.value for item in app.info))
