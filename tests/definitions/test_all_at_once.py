"""Whatever is wrong in the files of definitions is told at once, by name, and never as a traceback."""

import shutil
import tomllib

import pytest

from pcdash import config, definitions
from pcdash.__main__ import run
from pcdash.definitions import places
from pcdash.errors import CatalogueError, PcdashError, PlaceError

INDICATORS = definitions.catalogue.load()
LOADERS = {
    "INDICATORS": definitions.catalogue.load,
    "TRIGGERS": lambda: definitions.triggers.load(INDICATORS),
    "TARGETS": lambda: definitions.targets.load(INDICATORS),
    "ANNOTATIONS": definitions.annotations.load,
    "METHODS": definitions.methods.load,
    "GLOSSARY": definitions.glossary.load,
}
PATHS = tuple(LOADERS)
WRONG = {"missing": None, "a number": 3, "an empty text": "", "a list": [], "a list of numbers": [1], "a table": {}, "yes": True}


@pytest.fixture
def own_copy(tmp_path, monkeypatch):
    """The project's definitions, to be spoiled."""
    for name in PATHS:
        path = getattr(config, name)
        (shutil.copytree if path.is_dir() else shutil.copy)(path, tmp_path / path.name)
        monkeypatch.setattr(config, name, tmp_path / path.name)
    return tmp_path


def file_of(name):
    path = getattr(config, name)
    return path / "copd.toml" if path.is_dir() else path


def spoil(path, old, new):
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_every_missing_and_wrong_key_of_every_file_is_told_at_once(own_copy):
    spoil(own_copy / "indicators" / "copd.toml", 'kind = "proportion"', 'kind = "average"\ncolour = "red"')
    spoil(own_copy / "indicators" / "cvd.toml", 'polarity = "higher_better"', "")
    spoil(own_copy / "annotations.toml", "\ntitle =", "\nheading =")
    spoil(own_copy / "methods.toml", "\nplain =", "\nfancy =")
    with pytest.raises(CatalogueError) as error:
        definitions.load()
    text = str(error.value)
    for said in ("copd.toml", "'kind' is 'average'", "unknown key 'colour'", "cvd.toml", "the key 'polarity' is missing"):
        assert said in text
    for said in (
        "annotations.toml",
        "unknown key 'heading'",
        "'title' must be a text",
        "methods.toml",
        "the key 'plain' is missing",
    ):
        assert said in text
    assert text.startswith("7 things are missing or wrong")


@pytest.mark.parametrize("command", [["build"], ["inspect", str(config.PROJECT / "README.md")]], ids=lambda command: command[0])
def test_a_command_that_needs_the_catalogue_says_what_is_wrong_with_it(own_copy, capsys, tmp_path, command):
    spoil(own_copy / "indicators" / "copd.toml", 'kind = "proportion"', 'kind = "average"')
    assert run([*command, *(["--database", str(tmp_path / "new.duckdb")] if command == ["build"] else [])]) == 4
    said = capsys.readouterr().err
    assert "copd.toml" in said and "'kind' is 'average'" in said and "Traceback" not in said and str(tmp_path) not in said
    assert not (tmp_path / "new.duckdb").exists()


def test_a_command_that_needs_no_catalogue_works_beside_a_wrong_one(own_copy, small_database, capsys):
    spoil(own_copy / "indicators" / "copd.toml", "[[indicator]]", "[[indicator")
    assert run(["check", "--database", str(small_database.path)]) == 0


@pytest.mark.parametrize("content", [b"\xff\xfe[", b"indicator = 3", b"indicator = [1]", b"[indicator]", b"= 1"], ids=repr)
@pytest.mark.parametrize("name", PATHS)
def test_a_file_of_the_wrong_form_is_named(own_copy, name, content):
    path = file_of(name)
    path.write_bytes(content)
    with pytest.raises(CatalogueError, match=path.name):
        LOADERS[name]()


def written(value):
    """A value as TOML writes it; dates are not quoted."""
    if isinstance(value, dict):
        return "{" + ", ".join(f'"{key}" = {written(item)}' for key, item in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(written, value)) + "]"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        return '"' + value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'
    return str(value)


def spoilt(content):
    """The content with each key of each table missing or of another type, one at a time."""
    for key, value in content.items():
        for wrong in WRONG.values():
            kept = {name: item for name, item in content.items() if name != key}
            yield kept if wrong is None else kept | {key: wrong}
        inside = value[0] if isinstance(value, list) and value and isinstance(value[0], dict) else value
        if isinstance(inside, dict):
            for changed in spoilt(inside):
                yield content | {key: [changed, *value[1:]] if isinstance(value, list) else changed}


def first_of_each(content):
    """Enough of a file to read: the first entry of each list of tables."""
    return {
        key: value[:1] if isinstance(value, list) and value and isinstance(value[0], dict) else value
        for key, value in content.items()
    }


@pytest.mark.parametrize("name", PATHS)
def test_no_key_of_any_file_can_raise_anything_but_its_message(own_copy, name):
    path = file_of(name)
    for changed in spoilt(first_of_each(tomllib.loads(path.read_text(encoding="utf-8")))):
        path.write_text("\n".join(f'"{key}" = {written(value)}' for key, value in changed.items()), encoding="utf-8")
        try:
            LOADERS[name]()
        except CatalogueError as error:
            assert error.todo and path.name in str(error)


def test_no_key_of_a_place_file_can_raise_anything_but_its_message(tmp_path):
    path = tmp_path / "place.toml"
    own = first_of_each(tomllib.loads((config.PLACES / "havering.toml").read_text(encoding="utf-8")))
    own["merger"] = [{"practice": "F82001", "successor": "F82002", "date": own.get("date", tomllib.loads("d = 2020-01-01")["d"])}]
    own["locality"][0]["practices"] = [{"code": "F82001", "from": tomllib.loads("d = 2020-01-01")["d"]}, "F82002"]
    refused = 0
    for changed in spoilt(own):
        path.write_text("\n".join(f'"{key}" = {written(value)}' for key, value in changed.items()), encoding="utf-8")
        try:
            places.as_frames([places.load(path)])
        except PlaceError as error:
            refused += 1
            assert error.todo and "place.toml" in str(error)
    assert refused > 60


def test_several_problems_of_a_place_file_are_told_at_once(tmp_path):
    path = tmp_path / "place.toml"
    path.write_text('name = "X"\nbaselin = "2014/15"\n[[locality]]\ncode = "L"\n', encoding="utf-8")
    with pytest.raises(PlaceError) as error:
        places.load(path)
    for said in ("unknown key 'baselin'", "'baseline' is missing", "'code' is missing", "'region' is missing", "a locality needs"):
        assert said in str(error.value)
    assert issubclass(PlaceError, PcdashError) and error.value.exit_code == 5
