"""Annotations are data: what may stand in their file, and what is refused."""

from datetime import date

import pytest

from pcdash.definitions import annotations
from pcdash.errors import CatalogueError

ANNOTATION = '[[annotation]]\non = 2019-07-01\ntitle = "Networks begin"\nsource = "a contract"\n'
UNUSUAL = (
    '[[unusual]]\nfrom = 2020-03-01\nto = 2022-02-28\nof = "months"\ntitle = "Pandemic"\ncodes = ["DM020"]\nsource = "a letter"\n'
)


@pytest.fixture
def loaded(tmp_path):
    def write(text):
        path = tmp_path / "annotations.toml"
        path.write_text(text, encoding="utf-8")
        return annotations.load(path)

    return write


def test_the_projects_own_annotations_are_sound():
    assert all(rows["source"].str.len().gt(10).all() for rows in annotations.load().values())


def test_the_protected_measures_of_2024_are_all_that_are_named_of_the_32():
    """Nineteen registers and seven other measures; the six of quality improvement are no figures of practices' patients."""
    rows = annotations.load()["unusual_time"]
    codes = rows.loc[(rows["starts_on"] == date(2024, 4, 1)), "code"]
    assert (codes.str.isalpha().sum(), len(codes), codes.nunique()) == (19, 26, 26)


def test_an_annotation_has_a_row_for_each_place_or_one_for_all(loaded):
    rows = loaded(ANNOTATION + ANNOTATION + 'places = ["E09000016", "E09000015"]\n')["annotation"]
    assert list(rows["place_code"].fillna("all")) == ["all", "E09000016", "E09000015"]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (ANNOTATION.replace("2019-07-01", '"July 2019"'), "'on' must be a day"),
        (ANNOTATION.replace('title = "Networks begin"\n', ""), "'title' must be a text"),
        (ANNOTATION.replace('source = "a contract"\n', ""), "'source' must be a text"),
        (ANNOTATION + "place = 1\n", "unknown key 'place'"),
        (UNUSUAL.replace("2020-03-01", '"spring"'), "'from' must be a day"),
        (UNUSUAL.replace("2022-02-28", "2020-02-28"), "it ends before it begins"),
        (UNUSUAL.replace('"months"', '"weeks"'), "use one of months, years"),
        (UNUSUAL.replace('["DM020"]', '"DM020"'), "'codes' must be a list of texts"),
        (UNUSUAL.replace('source = "a letter"\n', ""), "'source' must be a text"),
        (UNUSUAL + "on = 2020-01-01\n", "unknown key 'on'"),
    ],
)
def test_a_wrong_annotation_is_refused_by_name(loaded, text, says):
    with pytest.raises(CatalogueError, match=r"annotations\.toml") as error:
        loaded(text)
    assert says in str(error.value)


def test_an_unusual_time_has_a_row_for_each_code_or_one_for_all(loaded):
    rows = loaded(UNUSUAL + UNUSUAL.replace('["DM020"]', '["DM", "DM019"]') + UNUSUAL.replace('codes = ["DM020"]\n', ""))
    assert list(rows["unusual_time"]["code"].fillna("all")) == ["DM020", "DM", "DM019", "all"]
    assert rows["unusual_time"]["is_monthly"].eq(True).all()
