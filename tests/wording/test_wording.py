import pandas as pd
import pytest

from pcdash import wording
from pcdash.terms import formatting

INDICATOR = {
    "name": "HbA1c of 59 or less (diabetes)",
    "kind": "proportion",
    "unit": "%",
    "polarity": "higher_better",
    "domain": "diabetes",
}
FIGURE = {"state": "value", "value": 51.6122, "lower95": 50.7743, "upper95": 52.4491}
COMPARISON = {
    "comparator_name": "England",
    "comparator_value": 60.0596,
    "outcome": "worse",
    "patients_to_comparator": 1155.3,
    "patients_to_comparator_lower95": 1040.9,
    "patients_to_comparator_upper95": 1269.9,
}


def sentence(figure=FIGURE, comparison=COMPARISON, **changes):
    return wording.figures.value_sentence(INDICATOR | changes, figure, comparison, "Havering", "2015/16")


def test_a_sentence_says_value_interval_outcome_and_patients():
    assert sentence() == (
        "HbA1c of 59 or less (diabetes): 51.6% in Havering, 2015/16 (95% interval 50.8 to 52.4), worse than England (60.1%). "
        "About 1,155 more patients (1,041 to 1,270) would match it."
    )


def test_nothing_is_said_of_patients_where_the_area_is_not_worse():
    assert "more" not in sentence(comparison=COMPARISON | {"outcome": "similar"})


@pytest.mark.parametrize(
    ("state", "words"),
    [("suppressed", "too few"), ("missing", "no figure"), ("not_applicable", "does not apply"), ("closed", "closed")],
)
def test_each_state_has_its_own_words(state, words):
    assert words in sentence(figure=FIGURE | {"state": state}, comparison=None)


def test_an_absent_figure_and_an_absent_interval_are_said():
    assert "there is no figure for Havering" in sentence(figure=None, comparison=None)
    without = sentence(figure=FIGURE | {"lower95": float("nan")}, comparison=COMPARISON | {"outcome": "not_compared"})
    assert "without an interval the two are not judged" in without


def test_a_pooled_figure_says_who_is_missing():
    assert "5 of 6 practices" in wording.figures.pooled_note(
        {"areas_counted": 5.0, "areas_expected": 6.0, "pooled_from": "practice"}
    )
    assert "all 6 practices" in wording.figures.pooled_note(
        {"areas_counted": 6.0, "areas_expected": 6.0, "pooled_from": "practice"}
    )
    assert wording.figures.pooled_note({"areas_counted": float("nan"), "areas_expected": float("nan"), "pooled_from": None}) == ""


@pytest.mark.parametrize(
    ("sizes", "words"),
    [([3, 4], ""), ([3, None], "1 practice rests on no event"), ([None, None], "2 practices rest on no event")],
)
def test_areas_without_a_place_in_a_funnel_are_counted(sizes, words):
    rows = pd.DataFrame({"state": ["value", "value", "missing"], "size": [*sizes, None]})
    sentence = wording.benchmark.placeless_sentence(rows, "practice")
    assert sentence.startswith(words) and bool(sentence) == bool(words)


def test_a_control_chart_says_what_its_newest_point_says_and_how_sure_its_limits_are():
    point = {"period": "2024-06", "variation": "concern_high", "signal": "outside", "is_trial": True}
    sentence = wording.trends.control_sentence(pd.DataFrame([point]))
    assert sentence == (
        "Newest point, June 2024: concern (high), outside the limits. The limits are trial limits: fewer than 13 points stand "
        "behind them."
    )


def test_triggers_are_counted_with_their_category():
    summary = {
        "standards": 26,
        "standards_judged": 12,
        "triggers": 10,
        "level_two_triggers": 1,
        "category_name": "Review identified",
    }
    assert wording.practice_profile.trigger_sentence("Elm Surgery", summary) == (
        "Elm Surgery reaches 10 triggers, 1 of level two, on 12 of the scheme's 26 standards: those with a figure in its newest "
        "year. Category: review identified."
    )


def test_no_trigger_is_said_without_noughts():
    summary = {"standards": 26, "standards_judged": 12, "triggers": 0, "level_two_triggers": 0, "category_name": None}
    assert wording.practice_profile.trigger_sentence("Elm Surgery", summary) == (
        "Elm Surgery reaches no trigger on 12 of the scheme's 26 standards: those with a figure in its newest year."
    )


@pytest.mark.parametrize(
    ("rank", "of", "said"),
    [
        (126, 153, "125 of the 152 other practices are higher"),
        (2, 153, "1 of the 152 other practices is higher"),
        (1, 6188, "none of the 6,187 other practices is higher"),
        (1, 1, ""),
        (float("nan"), 153, ""),
    ],
)
def test_where_a_value_lies_is_said_without_a_place_in_a_competition(rank, of, said):
    assert wording.figures.higher_ones(rank, of, "practices") == said


@pytest.mark.parametrize(
    ("outcomes", "said"),
    [
        (["higher", "lower", "similar"], "is higher on 1 and lower on 1 of 3 indicators, beyond chance; a high"),
        (["lower", "similar"], "is lower on 1 of 2 indicators, beyond chance; a high"),
        (["similar"], "differs from England's on none of 1 indicators beyond chance."),
    ],
)
def test_how_often_the_adjustment_rate_differs_names_no_empty_branch(outcomes, said):
    assert said in wording.practice_profile.adjustments_sentence(pd.DataFrame({"rate_outcome": outcomes}))


def test_a_recent_trend_that_cannot_be_told_is_not_told():
    assert wording.trends.trend_sentence("not_calculated") == ""
    assert wording.trends.trend_sentence("getting_worse").endswith("getting worse over the last five years.")


def test_what_builds_up_or_swings_says_what_of_it_is_compared():
    said = wording.figures.cycle
    assert said({"cycle_years": None, "cycle_from_period": None}) == ""
    assert "a month or quarter is compared only with the same" in said({"cycle_years": 1.0, "cycle_from_period": "2019/20"})
    assert said({"cycle_years": 5.0, "cycle_from_period": "2019/20"}).startswith(
        "It builds up over 5 years, one such cycle from 2019/20"
    )


def test_a_comparator_of_a_count_is_called_what_it_is():
    assert formatting.comparator("Havering", "proportion") == "Havering"
    assert formatting.comparator("Havering", "count") == "expected at the rate of Havering"
    assert formatting.comparator_value(120.9, "people", "count") == "121 at its rate"
    assert formatting.comparator_value(60.06, "%", "proportion") == "60.1%"
    assert formatting.comparator_value(None, "people", "count") == "\u2013"


def test_a_target_is_not_said_to_be_met_while_the_newest_point_is_a_signal():
    last = {"period": "2024-06", "assurance": "consistently_passes", "signal": None}
    assert wording.trends.assurance_sentence(pd.DataFrame([last])).endswith("it will be met as things are.")
    said = wording.trends.assurance_sentence(pd.DataFrame([last | {"signal": "outside"}]))
    assert said.endswith("as things are, the newest signal left aside.")
