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


def test_improved_and_worsened_indicators_are_named_the_surest_first_and_the_rest_counted():
    up = {"direction": "improved"}
    (improved, first), (worsened, second) = wording.overview.changes(
        rows(*({**up, "change_in_errors": size} for size in (2.1, 9.0, 3.0, 4.0, 5.0)), {}), "2014/15"
    )
    assert improved == "Improved beyond chance" and worsened == "Worsened beyond chance"
    when = "since 2014/15, or since the first comparable period after it"
    assert first == f"5 of 6 indicators {when}: Indicator 2; Indicator 5; Indicator 4; and 2 more."
    assert second == "1 of 6 indicators: Indicator 6."


def test_indicators_without_a_direction_rise_and_fall_and_never_improve():
    said = wording.overview.changes(rows({"polarity": "neutral", "direction": "higher"}), "2014/15")
    assert said[-1] == ("Rose or fell, neither good nor bad in itself", "1 rose (Indicator 1).")
    assert "no indicator with an agreed direction has two comparable figures" in said[0][1]


def test_no_change_at_all_is_said():
    (said,) = wording.overview.changes(rows({"direction": None}), "2014/15")
    assert "no change can be told" in said[1]
    said = wording.overview.changes(rows({"direction": "no_clear_change"}), "2014/15")
    assert [sentence for _, sentence in said] == ["none since 2014/15, or since the first comparable period after it.", "none."]


def test_what_stands_out_is_named_and_neutral_indicators_are_not_judged():
    lead, sentence = wording.overview.standing_out(
        rows({}, {"outcome": "better"}, {"outcome": "similar"}, {"outcome": "lower", "polarity": "neutral"}), "England"
    )
    assert lead == "Stands out against England"
    assert sentence == "of 3 indicators with an agreed direction 1 is better (Indicator 2); 1 is worse (Indicator 1); 1 is similar."
    partly = wording.overview.standing_out(rows({}, {"outcome": "better"}, {"outcome": "not_compared"}), "England")[1]
    assert partly.startswith("of 3 indicators") and partly.endswith("0 are similar; 1 is not compared.")
    assert "no figure to compare with" in wording.overview.standing_out(rows({}), None)[1]
    assert "can be compared" in wording.overview.standing_out(rows({"outcome": "not_compared"}), "England")[1]


def test_whether_practices_became_more_alike_is_judged_beyond_chance_only():
    spread = pd.DataFrame(
        {
            "name": ["One", "Two", "Three", "Four"],
            "polarity": ["higher_better", "higher_better", "lower_better", "neutral"],
            "spread_direction": ["narrower", "no_clear_change", "not_judged", "wider"],
        }
    )
    _, sentence = wording.overview.alikeness(spread)
    assert sentence == "of 2 indicators with an agreed direction, narrower on 1 (One) and no clear change on 1."
    _, sentence = wording.overview.alikeness(spread[spread["polarity"] == "neutral"])
    assert sentence.endswith("the table below shows the others.")


def test_a_card_gives_value_change_with_its_interval_and_comparator():
    assert wording.overview.card(row()) == (
        "62.1% (61.2 to 62.9) in 2019/20, \u22123.0 points (\u22124.2 to \u22121.8) since 2014/15: beyond chance. England: 65.0%."
    )
    assert wording.overview.noted(row()) == "Worsened, and worse than England"


def test_a_card_says_what_it_does_not_know():
    nothing = float("nan")
    text = wording.overview.card(row(direction=None, lower95=nothing, upper95=nothing, comparator_name=None))
    assert text == "62.1% in 2019/20, without a comparable earlier figure."


def test_an_improvement_that_is_still_worse_says_so():
    assert wording.overview.noted(row(noted="improved")) == "Improved, yet still worse than England"
    assert wording.overview.noted(row(noted="improved", outcome="not_compared", comparator_name=None)) == "Improved"
    assert wording.overview.noted(row(noted="worsened", outcome="better")) == "Worsened, yet better than England"


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
    assert wording.overview.sparkline(row(), series) == (
        "Reviewed, yearly, Havering: from 65.1% in 2014/15 to 62.1% in 2019/20; earlier years had another definition; England then "
        "65.0%."
    )
    alone = series.iloc[2:].assign(comparator_name=None)
    assert wording.overview.sparkline(row(), alone) == "Reviewed, yearly, Havering: 62.1% in 2019/20."


def test_spread_then_and_now_are_of_one_set_and_told_apart():
    told = {"name": "a", "unit": "%", "spread_direction": "narrower", "areas_in_both": 9, "then_period": "2014/15"}
    told |= {"now_period": "2019/20", "then_spread": 6.04, "now_spread": 6.01, "spread_ratio": 0.995}
    told |= {"spread_ratio_lower95": 0.99, "spread_ratio_upper95": 0.999}
    unjudged = told | {"spread_direction": "not_judged", "then_spread": None, "now_spread": None, "spread_ratio": None}
    table = wording.spread.table(pd.DataFrame([told, unjudged]))
    assert list(table["Spread then"]) == ["6.04 points in 2014/15", "\u2013"]
    assert list(table["Spread now"]) == ["6.01 points in 2019/20", "\u2013"]


def test_a_card_tells_a_value_apart_from_its_comparator():
    said = wording.overview.card(row(value=62.14, comparator_value=62.11))
    assert said.startswith("62.14% (61.2 to 62.9)") and said.endswith("England: 62.11%.")


def test_what_chance_does_to_so_many_comparisons_is_told_where_it_does_anything():
    many = rows(*[{"outcome": "similar"}] * 58, {"outcome": "better"}, {"outcome": "worse"}, {"outcome": "not_compared"})
    assert wording.overview.chance(many).startswith("At 95% confidence about 3 of 60 comparisons would differ by chance alone")
    assert wording.overview.chance(many.head(9)) == ""
