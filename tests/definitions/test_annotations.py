"""Annotations are data: what may stand in their file, and what is refused."""

import pytest

from pcdash.definitions import annotations
from pcdash.errors import CatalogueError

ANNOTATION = '[[annotation]]\non = 2019-07-01\ntitle = "Networks begin"\nsource = "a contract"\n'


@pytest.fixture
def loaded(tmp_path):
    def write(text):
        path = tmp_path / "annotations.toml"
        path.write_text(text, encoding="utf-8")
        return annotations.load(path)

    return write


def test_the_projects_own_annotations_are_sound():
    assert annotations.load()["source"].str.len().gt(10).all()


def test_an_annotation_has_a_row_for_each_place_or_one_for_all(loaded):
    rows = loaded(ANNOTATION + ANNOTATION + 'places = ["E09000016", "E09000015"]\n')
    assert list(rows["place_code"].fillna("all")) == ["all", "E09000016", "E09000015"]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (ANNOTATION.replace("2019-07-01", '"July 2019"'), "'on' must be a day"),
        (ANNOTATION.replace('title = "Networks begin"\n', ""), "'title' must be a text"),
        (ANNOTATION.replace('source = "a contract"\n', ""), "'source' must be a text"),
        (ANNOTATION + "place = 1\n", "unknown key 'place'"),
    ],
)
def test_a_wrong_annotation_is_refused_by_name(loaded, text, says):
    with pytest.raises(CatalogueError, match=r"annotations\.toml") as error:
        loaded(text)
    assert says in str(error.value)
