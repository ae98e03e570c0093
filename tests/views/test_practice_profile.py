"""The practice profile: what it asks, what it says, and what it shows."""

import math

import pandas as pd
import pytest

from pcdash import queries, wording
from pcdash.terms.areas import COMPARATORS, Area
from pcdash.ui.selection import SOUGHT
from tests.views.harness import charts, text
from tests.worlds import small as world_small

PRACTICE = "Z10014"


@pytest.fixture(scope="module")
def ask(demonstration_database):
    return demonstration_database.fetch


def a_profile(database, comparator="england"):
    return queries.figures.profile(database, Area("practice", PRACTICE), comparator)


def test_the_facts_are_the_newest_figures_with_englands_and_the_fifth_by_rank(demonstration_database, ask):
    facts = queries.practice_profile.facts(demonstration_database, PRACTICE)
    for name, fact in facts.items():
        figures = ask(
            "SELECT area_code, value FROM marts.headline_value WHERE indicator_id = ? AND period = ? AND area_type = 'practice' "
            "AND state = 'value' ORDER BY value DESC",
            [name, fact["period"]],
        )
        place = list(figures["area_code"]).index(PRACTICE) + 1
        assert fact["value"] == figures.set_index("area_code").loc[PRACTICE, "value"]
        assert fact["quintile"] == math.ceil(5 * place / len(figures)) and fact["of"] == len(figures)
    assert set(facts) == {"pop_aged_65_plus", "pop_aged_75_plus", "pop_deprivation_score"}


def test_a_practice_of_which_nothing_is_known_has_no_facts(demonstration_database):
    assert queries.practice_profile.facts(demonstration_database, "NOBODY") == {}


@pytest.mark.parametrize("typed", ["rm1 1aa", " RM11AA ", "RM1 1AA"])
def test_a_postcode_is_found_however_it_is_written(small_database, typed):
    found = queries.practice_profile.postcode_position(small_database, typed)
    assert found == {"found": "RM1 1AA", "easting": 550200.0, "northing": 189800.0}


@pytest.mark.parametrize("typed", ["RM1", "RM1 9ZZ", "RM1 1", "rm19zz"])
def test_an_unknown_or_unfinished_postcode_is_placed_in_the_middle_of_its_district(small_database, typed):
    spots = [practice.spot for practice in world_small.PRACTICES.values() if practice.postcode.startswith("RM1 ")]
    found = queries.practice_profile.postcode_position(small_database, typed)
    assert found["found"] == "the middle of RM1"
    assert found["easting"] == pytest.approx(sum(east for east, _ in spots) / len(spots))


@pytest.mark.parametrize("typed", ["SW1A 1AA", "surgery", "", "%", "T10001", "RM"])
def test_what_is_no_known_postcode_has_no_place(small_database, typed):
    assert queries.practice_profile.postcode_position(small_database, typed) is None


def test_the_nearest_practices_are_open_and_in_order_of_distance(small_database):
    east, north = world_small.PRACTICES["T10001"].spot
    found = queries.practice_profile.nearest_practices(small_database, east, north, "T10001")
    away = {
        code: math.dist((east, north), practice.spot) / 1000
        for code, practice in world_small.PRACTICES.items()
        if not practice.closed and code != "T10001"
    }
    expected = sorted(away, key=lambda code: (away[code], code))[:6]
    assert list(found["area_code"]) == expected
    assert list(found["kilometres"]) == pytest.approx([away[code] for code in expected])
    assert found["area_code"].iloc[-1] == "T20004" and pd.isna(found["place_name"].iloc[-1]), "outside the places"


def test_a_practice_is_found_by_a_part_of_its_name_its_code_or_postcode(small_database):
    for typed, code in (("north lane", "T10002"), ("t10004", "T10004"), ("RM2 1ab", "T10005")):
        assert list(queries.practice_profile.practices_named(small_database, typed)["area_code"]) == [code]
    assert queries.practice_profile.practices_named(small_database, "100% certain").empty


def test_achievement_is_shown_with_and_without_adjustments_in_the_newest_year(small_database):
    row = queries.practice_profile.adjustments(small_database, "T10001").set_index("indicator_id").loc["dm_hba1c_59"]
    figures = small_database.fetch(
        "SELECT category, numerator / denominator * 100 AS value FROM marts.indicator_value WHERE area_type = 'practice' "
        "AND area_code = 'T10001' AND indicator_id = 'dm_hba1c_59' AND period = ?",
        [row["period"]],
    ).set_index("category")["value"]
    assert row["period"] == "2022/23"
    assert row["value"] == pytest.approx(figures[""])
    assert row["net"] == pytest.approx(figures["Net of adjustments"]) and row["net"] > row["value"]
    assert row["rate"] == pytest.approx(figures["Adjustment rate"]) == pytest.approx(20)
    assert row["rate_england"] == pytest.approx(20) and row["rate_outcome"] == "similar"


def test_a_series_has_its_comparator_at_each_point(demonstration_database):
    series = queries.practice_profile.practice_series(demonstration_database, PRACTICE, "prev_diabetes", "similar")
    mine, other = series[series["area_type"] == "practice"], series[series["area_type"] == "similar"]
    assert len(mine) > 5 and set(other["area_name"]) == {"similar practices"}
    assert list(mine["period_end"]) == sorted(mine["period_end"]) and set(other["period"]) <= set(mine["period"])
    assert other["numerator"].isna().all() and mine["source_id"].notna().all()


def test_categories_come_from_the_scheme(demonstration_database):
    categories = queries.practice_profile.review_categories(demonstration_database)
    judged = pd.DataFrame({"is_control_limit": [True, True]})
    sentence = wording.practice_profile.scheme_sentence(categories, judged)
    assert "Review identified: at least 9 triggers in all or at least 3 of level two." in sentence
    changed = categories.assign(least_triggers=[7, 0])
    assert "at least 7 triggers" in wording.practice_profile.scheme_sentence(changed, judged)
    assert "1 of the standards" in wording.practice_profile.scheme_sentence(
        categories, pd.DataFrame({"is_control_limit": [True, False]})
    )


@pytest.mark.parametrize(
    ("trend", "polarity", "marker"),
    [
        ("getting_better", "higher_better", "\u2191 Getting better"),
        ("getting_better", "lower_better", "\u2193 Getting better"),
        ("getting_worse", "higher_better", "\u2193 Getting worse"),
        ("getting_worse", "lower_better", "\u2191 Getting worse"),
        ("increasing", "neutral", "\u2191 Increasing"),
        ("no_change", "neutral", "\u2192 No clear trend"),
        ("not_calculated", "neutral", ""),
        (None, "neutral", ""),
    ],
)
def test_a_trend_has_the_arrow_of_its_value_and_the_word_of_its_meaning(trend, polarity, marker):
    assert wording.practice_profile.trend_marker(trend, polarity) == marker


ROW = {
    "name": "HbA1c of 59 or less",
    "domain": "diabetes",
    "kind": "proportion",
    "unit": "%",
    "period": "2024/25",
    "value": 40.6,
    "lower95": 34.5,
    "upper95": 47.0,
    "comparator_value": 56.4,
    "outcome": "worse",
    "patients_to_comparator": 37.2,
    "patients_to_comparator_lower95": 22.1,
    "patients_to_comparator_upper95": 51.6,
}


def test_a_gap_is_said_in_patients_in_events_or_not_at_all():
    line = wording.practice_profile.standing_line(ROW)
    assert line == ("HbA1c of 59 or less: 40.6% (34.5 to 47.0) against 56.4%, 2024/25. To match: 37 more patients (22 to 52).")
    assert "37 more events" in wording.practice_profile.standing_line(ROW | {"kind": "crude_rate"})
    assert "To match" not in wording.practice_profile.standing_line(ROW | {"domain": "survey"})
    assert "To match" not in wording.practice_profile.standing_line(ROW | {"outcome": "better"})


def test_the_standing_counts_every_outcome_once():
    rows = pd.DataFrame({"outcome": ["better", "worse", "worse", "similar", "lower", "not_compared"]})
    assert wording.practice_profile.standing_sentence(rows, "England") == (
        "Of 5 indicators compared with England, 1 is better, 2 worse and 1 similar; 1 is lower and 0 higher where no direction is "
        "agreed."
    )
    assert "None of these" in wording.practice_profile.standing_sentence(pd.DataFrame({"outcome": ["not_compared"]}), "England")


def test_the_sources_are_named_once_each():
    sources = pd.DataFrame({"source_id": [1, 2, 3], "publication_title": ["QOF", "QOF", "GP Patient Survey"]})
    rows = pd.DataFrame({"source_id": [1.0, 2.0, None]})
    assert wording.practice_profile.sources_line(rows, sources).startswith("Data: QOF. ")


def test_the_line_of_facts_leaves_out_what_is_not_known():
    nothing = {"list_size": float("nan"), "list_period": None}
    assert wording.practice_profile.patients_line(nothing, {}) == ""
    score = {"pop_deprivation_score": {"value": 31.17, "period": "2019", "quintile": 2.0, "of": 6545.0}}
    assert wording.practice_profile.patients_line(nothing, score) == (
        "Deprivation score 31.2 (2019): in the second most deprived fifth of the 6,545 practices of England with a score."
    )
    unranked = {"pop_deprivation_score": {"value": 31.17, "period": "2019", "quintile": float("nan"), "of": float("nan")}}
    assert wording.practice_profile.patients_line(nothing, unranked) == "Deprivation score 31.2 (2019)."


def test_the_page_answers_without_a_click(open_page, demonstration_path, demonstration_database):
    said = text(open_page(demonstration_path, "practice_profile", practice=PRACTICE)).replace("\\", "")
    worse = a_profile(demonstration_database).query("outcome == 'worse'")
    assert f"{len(worse)} worse" in said and "Worse than England" in said and "To match:" in said
    assert f"and {len(worse) - 5} more below" in said
    for words in ("registered patients", "aged 75 and over", "deprived fifth", "locality", "Primary Care Network"):
        assert words in said
    for words in ("quality figure", "adjustment rate is higher", "Review identified: at least", "Similar in these three things"):
        assert words in said


def test_every_indicator_of_the_practice_stands_in_the_spine(open_page, demonstration_path, demonstration_database):
    spec = charts(open_page(demonstration_path, "practice_profile", practice=PRACTICE))[0].spec
    for key in a_profile(demonstration_database)["indicator_id"]:
        assert f'"{key}"' in spec
    assert "# diabetes" in spec and "# population" in spec


def test_a_click_on_a_row_opens_its_indicator_and_a_second_click_does_so_again(open_page, demonstration_path):
    app = open_page(demonstration_path, "practice_profile", practice=PRACTICE)
    before = len(charts(app))
    for picks in (["prev_copd"], ["prev_copd", "prev_asthma"], ["prev_copd"]):
        app.session_state["profile_chart"] = {"selection": {"pick": [{"indicator_id": key} for key in picks]}}
        app.run()
        assert not app.exception
        assert len(charts(app)) == before + 1, "the dialog has a chart of its own"
    assert app.selectbox(key="profile_indicator").value == "prev_asthma"
    app.run()
    assert len(charts(app)) == before, "a later run does not open it again"


def test_the_select_box_explains_an_indicator_without_the_mouse(open_page, demonstration_path):
    app = open_page(demonstration_path, "practice_profile", practice=PRACTICE)
    app.selectbox(key="profile_indicator").set_value("prev_copd").run()
    assert not app.exception and "COPD" in text(app) and "Where it comes from" in text(app)


def test_a_typed_postcode_of_no_practice_offers_the_nearest(open_page, small_database):
    app = open_page(small_database.path, "practice_profile", practice="T10001")
    app.session_state[SOUGHT] = {"text": "RM2 9ZZ", "from": "T10001"}
    app.run()
    assert not app.exception
    assert "the middle of RM2" in text(app).replace("\\", "")
    assert app.title[0].value == "North Road Surgery", "the practice stays"
    found = [button for button in app.button if (button.key or "").startswith("sought_")]
    assert {"sought_T10004", "sought_T10005", "sought_T10006"} <= {button.key for button in found}
    assert all("km" in button.label for button in found)
    found[0].click().run()
    assert app.selectbox(key="pick_practice").value == found[0].key.removeprefix("sought_")
    assert "the middle of RM2" not in text(app).replace("\\", "")


def test_a_typed_name_that_is_nowhere_is_said(open_page, small_database):
    app = open_page(small_database.path, "practice_profile", practice="T10001")
    app.session_state[SOUGHT] = {"text": "Doctor *Nobody*", "from": "T10001"}
    app.run()
    assert "is no name, code or postcode" in text(app) and "\\*Nobody\\*" in text(app)


def test_a_practice_that_closed_without_a_successor_says_so(open_page, demonstration_path, ask):
    (code,) = ask(
        "SELECT area_code FROM marts.area WHERE place_code IS NOT NULL AND closed IS NOT NULL AND successor_code IS NULL "
        "AND area_type = 'practice'"
    )["area_code"]
    said = text(open_page(demonstration_path, "practice_profile", practice=code))
    assert "This practice closed on" in said and "names a practice that took over" in said


def test_similar_practices_can_be_chosen_where_they_are_explained(open_page, demonstration_path):
    app = open_page(demonstration_path, "practice_profile", practice=PRACTICE)
    (button,) = [button for button in app.button if button.label == "Compare with similar practices"]
    button.click().run()
    assert not app.exception and "similar practices" in text(app)
    assert app.selectbox(key="pick_comparator").value == "similar"


def test_a_similar_practice_is_opened_where_it_is_listed(open_page, demonstration_path, demonstration_database):
    peers = queries.practice_profile.similar_practices(demonstration_database, PRACTICE)
    here = list(peers.loc[peers["place_code"].notna(), "peer_code"])
    app = open_page(demonstration_path, "practice_profile", practice=PRACTICE)
    listed = [button for button in app.button if (button.key or "").startswith("similar_")]
    assert here and [button.key for button in listed] == [f"similar_{code}" for code in here]
    listed[0].click().run()
    assert app.selectbox(key="pick_practice").value == here[0] and not app.exception


@pytest.mark.parametrize("comparator", COMPARATORS)
def test_the_page_stands_against_every_comparator(open_page, demonstration_path, comparator):
    app = open_page(demonstration_path, "practice_profile", practice=PRACTICE, comparator=comparator)
    assert not app.exception and len(charts(app)) == 3


def test_the_rating_is_said_with_its_year_or_that_no_file_has_it():
    rated = {"cqc_rating": "Requires improvement", "cqc_rated_in": 2022.0}
    assert wording.practice_profile.rating_line(rated) == "Rated requires improvement by the Care Quality Commission (CQC) in 2022."
    assert wording.practice_profile.rating_line({"cqc_rating": None, "cqc_rated_in": float("nan")}).startswith(
        "No file that was loaded"
    )


def test_the_newest_rating_of_each_practice_counts(demonstration_database):
    rows = demonstration_database.fetch(
        "SELECT newest.rating, newest.rated_in, max(published.rated_in) AS last FROM marts.care_quality_rating AS newest "
        "INNER JOIN tables.care_quality_rating AS published USING (practice_code) GROUP BY ALL"
    )
    assert len(rows) > 10 and (rows["rated_in"] == rows["last"]).all()
