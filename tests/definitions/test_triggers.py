"""The outcome standards scheme is data: what may stand in its file, and what is refused."""

import pandas as pd
import pytest

from pcdash.definitions import catalogue, triggers
from pcdash.errors import CatalogueError

INDICATORS = catalogue.load()
CATEGORY = '[[category]]\nname = "Review identified"\nleast_triggers = 9\nleast_level_two = 3\n'


@pytest.fixture
def scheme(tmp_path):
    def write(text):
        path = tmp_path / "triggers.toml"
        path.write_text(text, encoding="utf-8")
        return triggers.load(INDICATORS, path)

    return write


def test_the_projects_own_scheme_has_the_26_standards_and_the_printed_rule():
    own = triggers.load(INDICATORS)
    assert len(own.standards) == 26 and own.standards["indicator_id"].is_unique
    first = own.categories.iloc[0]
    assert (first["category_name"], first["least_triggers"], first["least_level_two"]) == ("Review identified", 9, 3)


def test_a_standard_may_have_limits_of_its_own(scheme):
    own = scheme(
        'standards = ["dm_hba1c_59", "pop_smoking"]\n'
        '[[limit]]\nindicator = "dm_hba1c_59"\nlevel_one = 60\nlevel_two = 50\nsource = "a contract"\n' + CATEGORY
    ).standards.set_index("indicator_id")
    assert own.loc["dm_hba1c_59", ["level_one", "level_two"]].tolist() == [60, 50]
    assert pd.isna(own.loc["pop_smoking", "level_one"])


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("standards = [", "not valid TOML"),
        ('standards = ["no_such_thing"]', "not in the catalogue"),
        ('standards = ["prev_diabetes"]', "no agreed direction"),
        ('standard = ["dm_hba1c_59"]', "unknown key 'standard'"),
        ('standards = []\n[[limit]]\nindicator = "dm_hba1c_59"\nlevel_one = 60\nlevel_two = 50', "not among the standards"),
        ('standards = ["dm_hba1c_59"]\n[[limit]]\nindicator = "dm_hba1c_59"\nlevel_one = 60', "needs 'level_one' and"),
        (
            'standards = ["dm_hba1c_59"]\n[[limit]]\nindicator = "dm_hba1c_59"\nlevel_one = 50\nlevel_two = 60',
            "further on the worse side",
        ),
        (
            'standards = ["pop_smoking"]\n[[limit]]\nindicator = "pop_smoking"\nlevel_one = 20\nlevel_two = 15',
            "further on the worse side",
        ),
        ('[[category]]\nname = "Achieving"', "needs a name and"),
        ('[[category]]\nname = "Achieving"\nleast_triggers = "none"', "needs a name and"),
    ],
)
def test_a_wrong_scheme_is_refused_with_its_place(scheme, text, says):
    with pytest.raises(CatalogueError) as refused:
        scheme(text)
    assert says in str(refused.value) and "triggers.toml" in str(refused.value) and refused.value.todo
