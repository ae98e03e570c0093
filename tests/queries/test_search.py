"""What is found, in which order, and what is looked for on the ground."""

import pytest

from pcdash.queries import search

EVERYTHING = ("area", "indicator", "practice")


@pytest.fixture(scope="module")
def find(small_database):
    known = search.things(small_database)

    def find_it(text, *kinds):
        return search.found(small_database, known, text, kinds or EVERYTHING)

    return find_it


def codes(found):
    return [thing.key[1] for thing in found.things]


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("t10002", "T10002"),
        ("T10 002", "T10002"),
        ("rm2 1ab", "T10005"),
        ("north lane", "T10002"),
        ("practice south", "T10005"),
        ("Havering", "E09000016"),
        ("hav-n", "HAV-N"),
        ("dm019", "dm_bp_140_80"),
        ("DM_HBA1C_59", "dm_hba1c_59"),
    ],
)
def test_the_best_match_comes_first(find, text, first):
    assert codes(find(text))[0] == first


def test_a_name_that_begins_so_comes_before_one_with_such_a_word_and_that_before_one_that_holds_it(find):
    assert codes(find("south", "practice")) == ["T10005", "T10004", "T10006"]
    assert codes(find("north", "practice"))[-1] == "T10003", "DR NORTH & PARTNERS"
    assert codes(find("ged", "practice")) == ["T10008"]


def test_an_open_practice_comes_before_one_that_closed_and_that_says_so(find):
    found = find("surgery", "practice").things
    assert [thing.is_open for thing in found] == [True, True, False, False]
    assert all(thing.label.endswith("(closed)") is not thing.is_open for thing in found)


def test_a_closed_practice_is_found_by_its_code_alone(find):
    assert codes(find("T10007")) == ["T10007"]


def test_a_code_or_postcode_that_fits_in_full_finds_nothing_else(find):
    assert codes(find("RM1 1AA")) == ["T10001"] and codes(find("HAV-N")) == ["HAV-N"]


@pytest.mark.parametrize("text", ["RM1 9ZZ", "rm19zz", "RM1", "RM1 1"])
def test_a_postcode_without_a_practice_is_looked_for_on_the_ground(find, text):
    found = find(text)
    assert found.things == () and found.near["found"] == "the middle of RM1"


@pytest.mark.parametrize("text", ["SW1A 1AA", "Doctor Nobody", "%", "", "T99999"])
def test_what_is_nowhere_is_not_found(find, text):
    assert find(text) == search.Found()


def test_only_things_of_the_kinds_asked_for_are_found(find):
    assert {thing.kind for thing in find("north").things} == {"area", "practice"}
    assert find("Havering", "practice").things == ()


def test_indicators_without_figures_are_not_found(find):
    assert find("cancer_stage_1_2").things == ()
