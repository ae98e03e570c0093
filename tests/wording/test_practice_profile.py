"""What a practice is told, word by word."""

import pandas as pd
import pytest

from pcdash import wording


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
    "short_name": "HbA1c of 59 or less",
    "polarity": "higher_better",
    "standing": "goes_on",
    "to_period": None,
    "state": "value",
    "recent_trend": "not_calculated",
    "is_yearly": True,
    "comparable_years": 3,
    "definition_changed": False,
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
    ended = wording.practice_profile.standing_line(ROW | {"standing": "ended", "to_period": "2024/25"})
    assert "against 56.4%, 2024/25, ended 2024/25. To match" in ended


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({}, "37 more (22 to 52)"),
        ({"outcome": "similar", "patients": (6.2, -5.6, 17.9)}, "6 more (\u22126 to 18)"),
        ({"outcome": "better", "patients": (-12.0, -20.4, -4.6)}, "\u221212 (\u221220 to \u22125)"),
        ({"polarity": "lower_better", "patients": (-41.7, -64.6, -21.4)}, "42 fewer (21 to 65)"),
        ({"polarity": "lower_better", "outcome": "similar", "patients": (-6.2, -17.9, 5.6)}, "6 fewer (\u22126 to 18)"),
        (
            {"polarity": "lower_better", "outcome": "better", "patients": (353.9, 300.0, 400.0)},
            "\u2212354 (\u2212400 to \u2212300)",
        ),
        ({"outcome": "similar", "patients": (-0.2, -3.0, 2.0)}, "0 more (\u22123 to 2)"),
        ({"polarity": "neutral", "outcome": "similar"}, ""),
        ({"outcome": "not_compared"}, ""),
        ({"domain": "survey"}, ""),
        ({"patients": (float("nan"),) * 3}, ""),
    ],
)
def test_patients_to_match_are_counted_the_way_that_is_better(changed, said):
    row = dict(ROW) | {name: value for name, value in changed.items() if name != "patients"}
    if "patients" in changed:
        row |= dict(zip([name for name in ROW if name.startswith("patients")], changed["patients"], strict=True))
    assert wording.practice_profile.patients_to_match(row) == said


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({}, "Fewer than 5 years"),
        ({"definition_changed": True}, "Definition changed"),
        ({"standing": "ended", "definition_changed": True}, "Series ended"),
        ({"is_yearly": False}, "Not yearly"),
        ({"comparable_years": 5, "lower95": float("nan")}, "No interval"),
        ({"comparable_years": 5}, "At 0% or 100%"),
        ({"recent_trend": "no_change"}, ""),
        ({"state": "suppressed"}, ""),
    ],
)
def test_a_row_without_a_trend_says_why(changed, said):
    assert wording.practice_profile.why_no_trend(ROW | changed) == said


def test_the_standing_counts_every_outcome_once():
    rows = pd.DataFrame({"outcome": ["better", "worse", "worse", "similar", "lower", "not_compared"], "standing": "goes_on"})
    assert wording.practice_profile.standing_sentence(rows, "England") == (
        "Of 5 indicators compared with England: 1 better, 2 worse and 1 similar; 1 lower where no direction is agreed."
    )
    assert wording.practice_profile.standing_sentence(rows[rows["outcome"] == "lower"], "England") == (
        "Of 1 indicator compared with England: 1 lower where no direction is agreed."
    )
    nothing = pd.DataFrame({"outcome": ["not_compared"], "standing": ["goes_on"]})
    assert "None of these" in wording.practice_profile.standing_sentence(nothing, "England")
    last = pd.DataFrame({"outcome": ["worse", "better", "not_compared"], "standing": "ended"})
    said = wording.practice_profile.standing_sentence(pd.concat([rows, last]), "England")
    assert said.endswith("agreed. 2 more whose series have ended are not counted.") and "1 better, 2 worse" in said


@pytest.mark.parametrize(
    ("standing", "said"),
    [
        ([], ""),
        (["goes_on", "local_return"], "and 2 more, below"),
        (["ended"], "and 1 whose series has ended, below"),
        (["goes_on", "ended", "ended"], "and 1 more, and 2 whose series have ended, below"),
    ],
)
def test_what_stands_further_down_is_counted_once(standing, said):
    assert wording.practice_profile.more_below(pd.DataFrame({"standing": standing}, dtype="str")) == said


def test_the_sources_are_named_once_each():
    sources = pd.DataFrame({"source_id": [1, 2, 3], "publication_title": ["QOF", "QOF", "GP Patient Survey"]})
    rows = pd.DataFrame({"source_id": [1.0, 2.0, None]})
    assert wording.practice_profile.sources_line(rows, sources).startswith("Data: QOF. ")


def test_the_line_of_facts_leaves_out_what_is_not_known():
    nothing = {"list_size": float("nan"), "list_period": None}
    assert wording.practice_patients.patients_line(nothing, {}) == ""
    score = {"pop_deprivation_score": {"value": 31.17, "period": "2019", "quintile": 2.0, "of": 6545.0}}
    assert wording.practice_patients.patients_line(nothing, score) == (
        "Deprivation score 31.2 (2019): in the second most deprived fifth of the 6,545 practices of England with a score."
    )
    unranked = {"pop_deprivation_score": {"value": 31.17, "period": "2019", "quintile": float("nan"), "of": float("nan")}}
    assert wording.practice_patients.patients_line(nothing, unranked) == "Deprivation score 31.2 (2019)."


def test_a_list_without_england_names_its_largest_group():
    groups = [("Male", "0-4", 60.0, 6), ("Female", "0-4", 40.0, 4)]
    rows = pd.DataFrame(groups, columns=["sex", "age", "share_of_list", "patients"])
    rows = rows.assign(area_type="practice", area_name="Elm Surgery", period="2025-04")
    assert wording.practice_patients.list_sentence(rows) == (
        "40.0% of 10 registered patients were women in April 2025. Largest group: men aged 0-4, 60.0% of the list."
    )


def test_the_rating_is_said_with_its_year_or_that_no_file_has_it():
    rated = {"cqc_rating": "Requires improvement", "cqc_rated_in": 2022.0}
    assert wording.practice_profile.rating_line(rated) == "Rated requires improvement by the Care Quality Commission (CQC) in 2022."
    assert wording.practice_profile.rating_line({"cqc_rating": None, "cqc_rated_in": float("nan")}).startswith(
        "No file that was loaded"
    )
