"""The way from a postcode or a practice to those that are near or alike."""

import math

import pandas as pd
import pytest

from pcdash import queries
from tests.worlds import small as world_small

PRACTICE = "Z10014"


@pytest.fixture(scope="module")
def ask(demonstration_database):
    return demonstration_database.fetch


@pytest.mark.parametrize("typed", ["rm1 1aa", " RM11AA ", "RM1 1AA"])
def test_a_postcode_is_found_however_it_is_written(small_database, typed):
    found = queries.practice_finder.postcode_position(small_database, typed)
    assert found == {"found": "RM1 1AA", "easting": 550200.0, "northing": 189800.0}


@pytest.mark.parametrize("typed", ["RM1", "RM1 9ZZ", "RM1 1", "rm19zz"])
def test_an_unknown_or_unfinished_postcode_is_placed_in_the_middle_of_its_district(small_database, typed):
    spots = [practice.spot for practice in world_small.PRACTICES.values() if practice.postcode.startswith("RM1 ")]
    found = queries.practice_finder.postcode_position(small_database, typed)
    assert found["found"] == "the middle of RM1"
    assert found["easting"] == pytest.approx(sum(east for east, _ in spots) / len(spots))


@pytest.mark.parametrize("typed", ["SW1A 1AA", "surgery", "", "%", "T10001", "RM"])
def test_what_is_no_known_postcode_has_no_place(small_database, typed):
    assert queries.practice_finder.postcode_position(small_database, typed) is None


def test_the_nearest_practices_are_open_and_in_order_of_distance(small_database):
    east, north = world_small.PRACTICES["T10001"].spot
    found = queries.practice_finder.nearest_practices(small_database, east, north, "T10001")
    away = {
        code: math.dist((east, north), practice.spot) / 1000
        for code, practice in world_small.PRACTICES.items()
        if not practice.closed and code != "T10001"
    }
    expected = sorted(away, key=lambda code: (away[code], code))[:6]
    assert list(found["area_code"]) == expected
    assert list(found["kilometres"]) == pytest.approx([away[code] for code in expected])
    assert found["area_code"].iloc[-1] == "T20004" and pd.isna(found["place_name"].iloc[-1]), "outside the places"


def test_neighbours_are_the_similar_and_the_nearest_each_once(demonstration_database, ask):
    (mine,) = ask("SELECT * FROM marts.area WHERE area_code = ?", [PRACTICE]).to_dict("records")
    rows = queries.practice_finder.neighbours(demonstration_database, PRACTICE, mine["easting"], mine["northing"])
    peers = ask("SELECT * FROM marts.similar_practice WHERE practice_code = ? ORDER BY place_in_order", [PRACTICE])
    nearest = queries.practice_finder.nearest_practices(demonstration_database, mine["easting"], mine["northing"], PRACTICE)
    alike = rows[rows["distance"].notna()]
    assert list(alike["area_code"]) == list(peers["peer_code"]) == list(rows["area_code"][: len(peers)])
    for column in ("distance", "list_size", "aged_65_plus", "deprivation_score"):
        assert list(alike[column]) == pytest.approx(list(peers[column])), column
    near = rows[rows["is_near"]].set_index("area_code")["kilometres"]
    assert dict(near) == pytest.approx(dict(zip(nearest["area_code"], nearest["kilometres"], strict=True)))
    assert set(rows["area_code"]) == set(peers["peer_code"]) | set(nearest["area_code"]) and rows["area_code"].is_unique


def test_without_a_place_only_the_similar_are_neighbours(demonstration_database):
    rows = queries.practice_finder.neighbours(demonstration_database, PRACTICE, None, None)
    assert len(rows) == 10 and rows["distance"].notna().all() and not rows["is_near"].any()
