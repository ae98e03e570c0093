"""What the overview says, word by word."""

import pandas as pd

from pcdash import wording

ROW = {
    "indicator_id": "a",
    "name": "Reviewed, yearly",
    "area_name": "Havering",
    "unit": "%",
    "polarity": "higher_better",
    "period": "2019/20",
    "value": 62.1,
    "lower95": 61.2,
    "upper95": 62.9,
    "outcome": "worse",
    "distance_in_errors": -4.0,
    "comparator_name": "England",
    "comparator_value": 65.0,
    "kind": "proportion",
    "direction": "worsened",
    "then_period": "2014/15",
    "change": -3.0,
    "change_lower95": -4.2,
    "change_upper95": -1.8,
    "change_in_errors": -4.9,
    "noted": "worse_and_worsened",
}


def rows(*changes: dict) -> pd.DataFrame:
    return pd.DataFrame([ROW | {"name": f"Indicator {number}"} | each for number, each in enumerate(changes, 1)])


def row(**changes):
    return next(pd.DataFrame([ROW | changes]).itertuples())


def test_the_lead_counts_outcomes_and_changes_in_one_sentence():
    up, down = {"direction": "improved", "outcome": "better"}, {"direction": "worsened"}
    assert wording.overview.lead(rows(up, up, down, {"direction": None, "outcome": "similar"}), "England", "2014/15") == (
        "Of 4 indicators with an agreed direction 2 are better than England, 1 similar and 1 worse; 2 improved and 1 worsened "
        "beyond chance since 2014/15, of 3 with an earlier figure."
    )
    alone = wording.overview.lead(rows({"outcome": "not_compared", "direction": None}, up), "England", "2014/15")
    assert alone.startswith(
        "Of 2 indicators with an agreed direction 1 is better than England, 0 similar and 0 worse (1 not compared)"
    )


def test_what_cannot_be_compared_or_told_over_time_is_said():
    unknown = rows({"direction": None, "outcome": "not_compared"})
    assert "none has a figure to compare with" in wording.overview.lead(unknown, None, "2014/15")
    said = wording.overview.lead(unknown, "England", "2014/15")
    assert "none can be compared with England" in said and said.endswith("none has two comparable figures since 2014/15.")
    assert "still published" in wording.overview.lead(unknown.iloc[:0], "England", "2014/15")


def test_what_has_ended_is_counted_apart_with_the_period_of_the_last():
    gone = [{"to_period": "2013/14"}, {"to_period": "2019/20"}, {"to_period": "2017"}]
    assert wording.overview.ended(rows(*gone)) == "3 more ended, the last in 2019/20, and are counted apart."
    assert wording.overview.ended(rows(gone[0])) == "1 more ended in 2013/14 and is counted apart."
    assert wording.overview.ended(rows(*gone).iloc[:0]) == ""


def test_indicators_without_a_direction_rise_and_fall_and_never_improve():
    neutral = {"polarity": "neutral"}
    said = wording.overview.neutral_changes(rows({**neutral, "direction": "higher"}, {"direction": "improved"}), "2014/15")
    assert said == "Neither good nor bad in itself: 1 rose (Indicator 1) beyond chance since 2014/15."
    assert wording.overview.neutral_changes(rows({"direction": "improved"}), "2014/15") == ""


def test_the_counts_by_domain_are_told_to_those_who_cannot_see_them():
    told = rows({"domain": "diabetes"}, {"domain": "diabetes", "outcome": "better"}, {"domain": "copd", "outcome": "similar"})
    assert wording.overview.by_domain(told, "England") == (
        "Number of indicators compared with England, by domain: Diabetes, 1 better and 1 worse of 2; COPD, 0 better and 0 worse "
        "of 1."
    )


def test_whether_practices_became_more_alike_is_judged_beyond_chance_only():
    spread = pd.DataFrame(
        {
            "name": ["One", "Two", "Three", "Four"],
            "polarity": ["higher_better", "higher_better", "lower_better", "neutral"],
            "spread_direction": ["narrower", "no_clear_change", "not_judged", "wider"],
        }
    )
    assert wording.overview.alikeness(spread) == (
        "Of 2 indicators with an agreed direction the spread is narrower on 1 (One) and without clear change on 1."
    )
    assert wording.overview.alikeness(spread[spread["polarity"] == "neutral"]).endswith("the table shows the others.")


def test_a_card_gives_value_change_with_its_interval_and_comparator():
    assert wording.stands_out.card(row()) == (
        "62.1% (61.2 to 62.9) in 2019/20, \u22123.0 points (\u22124.2 to \u22121.8) since 2014/15. England: 65.0%."
    )
    assert wording.stands_out.noted(row()) == "Worsened, and worse than England"


def test_a_card_says_what_it_does_not_know():
    nothing = float("nan")
    text = wording.stands_out.card(row(direction=None, lower95=nothing, upper95=nothing, comparator_name=None))
    assert text == "62.1% in 2019/20, without a comparable earlier figure."


def test_an_improvement_that_is_still_worse_says_so():
    assert wording.stands_out.noted(row(noted="improved")) == "Improved, yet still worse than England"
    assert wording.stands_out.noted(row(noted="improved", outcome="not_compared", comparator_name=None)) == "Improved"
    assert wording.stands_out.noted(row(noted="worsened", outcome="better")) == "Worsened, yet better than England"


def test_a_sparklines_description_starts_where_the_newest_definition_does():
    series = pd.DataFrame(
        {
            "period": ["2013/14", "2014/15", "2019/20"],
            "value": [90.0, 65.1, 62.1],
            "segment": [0, 1, 1],
            "comparator_name": ["England"] * 3,
            "comparator_value": [91.0, 64.0, 65.0],
        }
    )
    assert wording.stands_out.sparkline(row(), series) == (
        "Reviewed, yearly, Havering: from 65.1% in 2014/15 to 62.1% in 2019/20; earlier years had another definition; England then "
        "65.0%."
    )
    alone = series.iloc[2:].assign(comparator_name=None)
    assert wording.stands_out.sparkline(row(), alone) == "Reviewed, yearly, Havering: 62.1% in 2019/20."


def test_spread_then_and_now_are_of_one_set_and_told_apart():
    told = {"name": "a", "unit": "%", "spread_direction": "narrower", "areas_in_both": 9, "then_period": "2014/15"}
    told |= {"now_period": "2019/20", "then_spread": 6.04, "now_spread": 6.01, "spread_ratio": 0.995}
    told |= {"spread_ratio_lower95": 0.99, "spread_ratio_upper95": 0.999}
    unjudged = told | {"spread_direction": "not_judged", "then_spread": None, "now_spread": None, "spread_ratio": None}
    table = wording.spread.table(pd.DataFrame([told, unjudged]))
    assert list(table["Spread then"]) == ["6.04 points in 2014/15", "\u2013"]
    assert list(table["Spread now"]) == ["6.01 points in 2019/20", "\u2013"]


def test_a_card_tells_a_value_apart_from_its_comparator():
    said = wording.stands_out.card(row(value=62.14, comparator_value=62.11))
    assert said.startswith("62.14% (61.2 to 62.9)") and said.endswith("England: 62.11%.")


def test_what_chance_does_to_so_many_comparisons_is_told_where_it_does_anything():
    many = rows(*[{"outcome": "similar"}] * 58, {"outcome": "better"}, {"outcome": "worse"}, {"outcome": "not_compared"})
    assert wording.overview.chance(many).startswith("At 95% confidence about 3 of 60 comparisons would differ by chance alone")
    assert wording.overview.chance(many.head(9)) == ""
