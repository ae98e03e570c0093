"""What the map says, word by word."""

import pandas as pd

from pcdash.wording import locality_map as words

ROW = {"rank": 3.0, "of": 6188.0, "quintile": 2.0, "comparator_name": "England"}


def test_where_a_member_lies_is_said_only_where_it_was_ranked():
    assert words.position_sentence(ROW, "practice") == (
        "2 of the 6,187 other practices in England are higher; it lies in the second highest fifth."
    )
    assert words.position_sentence(ROW | {"of": 6.0}, "locality").startswith("2 of the 5 other localities compared here are higher")
    assert words.position_sentence(ROW | {"rank": 1.0, "quintile": float("nan")}, "practice") == (
        "None of the 6,187 other practices in England is higher."
    )
    for unknown in ({"rank": float("nan")}, {"comparator_name": None}, {"of": 1.0}):
        assert words.position_sentence(ROW | unknown, "practice") == ""
    assert "practices like it are higher" in words.position_sentence(ROW | {"comparator_name": "similar practices"}, "practice")


def test_who_stands_out_is_counted_in_words():
    rows = pd.DataFrame(
        {
            "state": ["value"] * 4 + ["closed"],
            "outcome": ["better", "similar", "similar", "worse", "not_compared"],
            "comparator_name": ["England"] * 4 + [None],
        }
    )
    assert words.stand_out_sentence(rows, "practice") == (
        "Of 4 practices with a figure, 1 is better than England, 2 similar and 1 worse."
    )
    assert "2 are similar to England" in words.stand_out_sentence(rows[rows["outcome"] == "similar"], "practice")
    assert "1 locality with a figure" in words.stand_out_sentence(rows.iloc[:1], "locality")


def test_the_ends_are_named_with_their_intervals_and_those_that_share_one_together():
    rows = pd.DataFrame(
        {
            "area_name": list("ABCDE"),
            "state": ["value"] * 4 + ["missing"],
            "value": [70.0, 50.0, 40.0, 40.0, None],
            "lower95": [65.0, 45.0, 35.0, 30.0, None],
            "upper95": [75.0, 55.0, 45.0, 50.0, None],
        }
    )
    assert words.ends_sentence(rows, "%") == "Highest: A, 70.0% (65.0 to 75.0); lowest: C and D, 40.0%."
    assert words.ends_sentence(rows.assign(value=40.0), "%") == ""


def test_who_has_no_place_on_the_map_is_counted_named_and_told_why():
    rows = pd.DataFrame({"area_code": ["L1", "L2", "L3"], "area_name": ["One", "Two", "Three"], "easting": [1.0, None, None]})
    centres = pd.DataFrame({"area_code": ["L1", "L2"], "area_name": ["One", "Two"], "has_shape": [True, False]})
    practices = " ".join(words.map_notes("practice", "outcome", rows, centres))
    assert "2 practices are not on the map, because the position of its postcode is not loaded: Two and Three." in practices
    assert "so Two has no shape" in practices
    localities = " ".join(words.map_notes("locality", "outcome", rows, centres))
    assert "1 locality is not on the map" in localities and "is known: Three." in localities
    assert "so localities have no shape" in " ".join(words.map_notes("locality", "outcome", rows, centres.assign(has_shape=False)))


def test_boundaries_name_their_publisher_and_year():
    shapes = pd.DataFrame({"boundary_layer": ["lsoa21", "wd13", "wd13"]})
    line = words.boundaries_line(shapes, synthetic=False)
    assert "small areas (LSOAs) of 2021 and wards of 2013" in line and "Contains OS data \u00a9 Crown copyright" in line
    assert "no real boundary" in words.boundaries_line(shapes, synthetic=True)
