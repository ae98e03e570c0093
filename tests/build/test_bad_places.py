"""Place files with a fault are refused by name and key."""

import pytest

from pcdash.__main__ import run
from tests.build.refused import assert_refused

PRACTICES = '"T10004", "T10005", "T10006", "T10007"'


BAD_PLACES = {
    "unknown key": ('baseline = "2018/19"', 'baselin = "2018/19"', "place.toml: unknown key 'baselin'"),
    "unknown key of a locality": ('code = "HAV-S"', 'code = "HAV-S"\nsize = 3', "place.toml, locality HAV-S: unknown key 'size'"),
    "unknown key of the system": ('code = "HBD"', 'kode = "HBD"', "place.toml, [system]: unknown key 'kode'"),
    "missing key": ('region = "E40000003"', "", "place.toml: the key 'region' is missing"),
    "no period": ('baseline = "2018/19"', 'baseline = "2018/20"', "'baseline': '2018/20' is not a period"),
    "bad TOML": ('name = "Havering"', 'name = "Havering', "place.toml: is not valid TOML"),
    "practice in two localities": (
        PRACTICES,
        PRACTICES + ', "T10003"',
        "place.toml, locality HAV-S: practice T10003 is already in locality HAV-N",
    ),
    "no practice": (PRACTICES, PRACTICES + ", 5", "place.toml, locality HAV-S: '5' is not a practice"),
    "no date": (PRACTICES, '{code = "T10004", from = "2019"}', "'from' of T10004 is not a date"),
    "a practice that leaves before it joins": (
        PRACTICES,
        '{code = "T10004", from = 2020-04-01, to = 2019-04-01}',
        "place.toml, locality HAV-S: T10004 leaves before it joins",
    ),
    "locality twice": ('code = "HAV-S"', 'code = "HAV-N"', "place.toml: locality HAV-N is already in place.toml"),
}


@pytest.mark.parametrize(("old", "new", "what"), BAD_PLACES.values(), ids=BAD_PLACES)
def test_a_place_file_with_a_fault_is_refused(capsys, published, place, database, old, new, what):
    text = place.read_text()
    assert old in text
    place.write_text(text.replace(old, new, 1))
    assert_refused(capsys, database, [published, "--place", place], 5, what)


def test_a_place_file_that_does_not_exist_is_refused(capsys, tmp_path, published, database):
    assert_refused(capsys, database, [published, "--place", tmp_path / "other.toml"], 5, "other.toml: there is no such file")


def test_two_place_files_cannot_claim_the_same(capsys, tmp_path, published, place, database):
    assert_refused(
        capsys, database, [published, "--place", place, "--place", place], 5, "borough E09000016 is already in place.toml"
    )
    other = tmp_path / "other.toml"
    other.write_text(place.read_text().replace("E09000016", "E09000002").replace("HAV-", "BAR-"))
    assert_refused(
        capsys, database, [published, "--place", place, "--place", other], 5, "other.toml: practice T10001 is already in"
    )


def test_a_place_file_that_is_newer_than_the_register_is_a_note(capsys, published, place, database):
    place.write_text(place.read_text().replace(PRACTICES, PRACTICES + ', "T99999"'))
    assert run(["build", str(published), "--place", str(place), "--database", str(database)]) == 0
    note = next(line for line in capsys.readouterr().out.splitlines() if line.startswith("Note: Every practice that a place file"))
    assert "locality_code HAV-S, practice_code T99999" in note
