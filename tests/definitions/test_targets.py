"""Targets are data: what may stand in their file, and what is refused."""

from datetime import date

import pytest

from pcdash.definitions import catalogue, targets
from pcdash.errors import CatalogueError

INDICATORS = catalogue.load()
TARGET = '[[target]]\nindicator = "dm_hba1c_59"\nat_least = 60\nsource = "a strategy"\n'


@pytest.fixture
def loaded(tmp_path):
    def write(text):
        path = tmp_path / "targets.toml"
        path.write_text(text, encoding="utf-8")
        return targets.load(INDICATORS, path)

    return write


def test_the_projects_own_targets_are_sound():
    own = targets.load(INDICATORS)
    education = own.set_index("indicator_id").loc["dm_education_newly_diagnosed"]
    assert (education["at_least"], education["place_code"], education["due"]) == (40, "E09000015", date(2021, 12, 31))
    assert own["source"].str.len().gt(10).all()


def test_a_target_may_be_a_range_and_of_one_kind_of_area(loaded):
    (row,) = loaded(TARGET + 'at_most = 70\narea_type = "locality"\nplace = "E09000016"\n').itertuples()
    assert (row.at_least, row.at_most, row.area_type, row.place_code) == (60, 70, "locality", "E09000016")
    assert len(loaded(TARGET + TARGET + 'place = "E09000016"\n')) == 2


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (TARGET.replace("dm_hba1c_59", "moon"), "not an indicator"),
        (TARGET.replace("at_least = 60\n", ""), "needs 'at_least' or 'at_most'"),
        (TARGET.replace("60", '"60"'), "needs 'at_least' or 'at_most'"),
        (TARGET + "at_most = 50\n", "in order"),
        (TARGET.replace('source = "a strategy"\n', ""), "'source' must be a text"),
        (TARGET + 'due = "2021"\n', "'due' must be a day"),
        (TARGET + 'area_type = "ward"\n', "'area_type' is 'ward'"),
        (TARGET + TARGET, "set twice"),
        (TARGET + "colour = 1\n", "unknown key 'colour'"),
        ("[[goal]]\n", "unknown key 'goal'"),
        ("[[target", "not valid TOML"),
    ],
)
def test_a_wrong_target_is_refused_by_name(loaded, text, says):
    with pytest.raises(CatalogueError, match=r"targets\.toml") as error:
        loaded(text)
    assert says in str(error.value)
