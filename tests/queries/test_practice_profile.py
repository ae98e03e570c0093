"""What a practice is asked, on the demonstration and the small world."""

import math

import pandas as pd
import pytest

from pcdash import queries, wording
from pcdash.terms.areas import Area

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


def test_the_years_behind_a_trend_are_those_of_the_figures_definition(demonstration_database, ask):
    for row in a_profile(demonstration_database).query("is_yearly").to_dict("records"):
        points = ask(
            "SELECT segment, cycle_point, period_start, period FROM marts.headline_trend WHERE indicator_id = ? AND area_code = ? "
            "AND period_kind IN ('financial_year', 'calendar_year') AND value IS NOT NULL",
            [row["indicator_id"], PRACTICE],
        )
        points["year"] = points["period_start"].dt.year
        mine = points[points["period"] == row["period"]].iloc[0]
        five = points[points["year"].between(mine["year"] - 4, mine["year"])]
        assert row["definition_changed"] == (five["segment"] != mine["segment"]).any(), row["indicator_id"]
        alike = five[(five["segment"] == mine["segment"]) & (five["cycle_point"].fillna(-1) == (mine.fillna(-1))["cycle_point"])]
        assert row["comparable_years"] == len(alike), row["indicator_id"]


def test_ended_series_come_last_in_their_domain(demonstration_database, ask):
    rows = a_profile(demonstration_database)
    ended = set(ask("SELECT indicator_id FROM marts.series WHERE to_period IS NOT NULL")["indicator_id"])
    domains = list(dict.fromkeys(rows["domain"]))
    order = [(domains.index(row.domain), row.indicator_id in ended) for row in rows.itertuples()]
    assert order == sorted(order) and len({last for _, last in order}) == 2


def test_the_newest_rating_of_each_practice_counts(demonstration_database):
    rows = demonstration_database.fetch(
        "SELECT newest.rating, newest.rated_in, max(published.rated_in) AS last FROM marts.care_quality_rating AS newest "
        "INNER JOIN tables.care_quality_rating AS published USING (practice_code) GROUP BY ALL"
    )
    assert len(rows) > 10 and (rows["rated_in"] == rows["last"]).all()
